"""Decide about a case. No measure without its statement of reasons: checked here, and by the database once more."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from roterfaden.accounts.models import User
from roterfaden.kit.html import clean_text
from roterfaden.moderation import letters, registry, statements
from roterfaden.moderation.actions.common import (
    DECIDE,
    Conflict,
    Refused,
    note_in_office,
    put_into_ledger,
    require,
)
from roterfaden.moderation.actions.suspending import renew
from roterfaden.moderation.cutting import is_cut_of
from roterfaden.moderation.kinds import LONGEST_SUSPENSION, MEASURES, TO_OBJECT, FoundBy, Kind
from roterfaden.moderation.models import Case, CaseState, Decision, HouseRule, ReportState
from roterfaden.moderation.registry import Cut, Target

LONGEST_FACTS = 4_000


@dataclass(frozen=True)
class Measure:
    """What is to be done and why. `days`: of a suspension; with HIDE, a suspension beside it."""

    kind: Kind
    rule: HouseRule | None = None
    area_rule: str = ""
    facts: str = ""
    days: int = 0
    cut: Cut | None = None

    @property
    def is_restricting(self) -> bool:
        """Whether it takes something from somebody."""
        return self.kind in MEASURES


def decide(user: User, case: Case, version: int, measure: Measure, batch: uuid.UUID | None = None) -> Decision:
    """Decide, once: who comes second meets Conflict. Raises Refused for what cannot be, PermissionDenied."""
    require(user, DECIDE)
    with transaction.atomic():
        target = registry.target(case.target)
        _check(user, case, target, measure)
        _close(case, version, user)
        before = _apply(target, measure)
        decision = _record(user, case, target, measure, before, batch)
        if measure.kind == Kind.HIDE and measure.days:
            also = replace(measure, kind=Kind.SUSPEND)
            _record(user, case, target, also, {}, batch)
        _close_reports(case, decision, target)
    return decision


def _check(user: User, case: Case, target: Target | None, measure: Measure) -> None:
    if case.barred_key == user.pk:
        raise Refused(_("Über diesen Fall haben Sie schon einmal entschieden. Jetzt ist jemand anderes an der Reihe."))
    if target is None:
        if measure.kind != Kind.KEEP:
            raise Refused(_("Den Beitrag gibt es nicht mehr. Der Fall kann nur geschlossen werden."), "kind")
        return
    if target.author is not None and target.author.user_id == user.pk:
        raise Refused(_("Das ist Ihr eigener Beitrag. Darüber entscheidet jemand anderes."))
    if measure.kind not in target.can:
        raise Refused(_("Das geht bei diesem Beitrag in seinem jetzigen Stand nicht."), "kind")
    if measure.is_restricting:
        _check_statement(case, measure)
    _check_details(target, measure)


def _check_statement(case: Case, measure: Measure) -> None:
    if measure.rule is None and not measure.area_rule:
        raise Refused(_("Nennen Sie die Regel, gegen die verstoßen wurde."), "rule")
    if measure.rule is not None and measure.rule.valid_until is not None:
        raise Refused(_("Diese Fassung der Regel gilt nicht mehr."), "rule")
    if measure.area_rule and measure.area_rule not in registry.rules_of_area(case.area):
        raise Refused(_("Diese Spielregel hat die Beteiligung nicht."), "rule")
    if len(clean_text(measure.facts)) < 10:
        raise Refused(_("Schreiben Sie in ein, zwei Sätzen, was geschehen ist."), "facts")
    if len(measure.facts) > LONGEST_FACTS:
        raise Refused(_("Bitte höchstens {most} Zeichen.").format(most=LONGEST_FACTS), "facts")


def _check_details(target: Target, measure: Measure) -> None:
    needs_days = measure.kind == Kind.SUSPEND or bool(measure.days)
    if needs_days and (not 1 <= measure.days <= LONGEST_SUSPENSION or target.author is None):
        raise Refused(_("Eine Sperre dauert 1 bis {most} Tage.").format(most=LONGEST_SUSPENSION), "days")
    if measure.days and measure.kind not in (Kind.SUSPEND, Kind.HIDE):
        raise Refused(_("Eine Sperre gibt es allein oder zusammen mit dem Ausblenden."), "days")
    if measure.kind == Kind.SHORTEN and not _is_cut(target, measure.cut):
        raise Refused(_("Beim Kürzen wird nur weggelassen; Auslassungen stehen als […] da."), "text")


def _is_cut(target: Target, cut: Cut | None) -> bool:
    if cut is None or not cut.text.strip() or (target.title and not cut.title.strip()):
        return False
    same = (cut.title, cut.text) == (target.title, target.text) and not cut.additions
    return not same and is_cut_of(cut.text, target.text) and is_cut_of(cut.title, target.title)


def _close(case: Case, version: int, user: User) -> None:
    """The one gate: who comes second finds the case closed or in another version."""
    rows = Case.objects.filter(pk=case.pk, version=version, state=CaseState.OPEN)
    values: dict[str, Any] = {"state": CaseState.CLOSED, "closed_at": timezone.now(), "decided_key": user.pk}
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict
    case.refresh_from_db()


def _apply(target: Target | None, measure: Measure) -> dict[str, Any]:
    if target is None:
        return {}
    before = registry.target_kinds[target.ref.kind].apply(target, measure.kind, measure.cut)
    if before is None:
        raise Conflict
    return before


def _record(
    user: User,
    case: Case,
    target: Target | None,
    measure: Measure,
    before: dict[str, Any],
    batch: uuid.UUID | None,
) -> Decision:
    """The decision with its statement; ledger, the office's log and the letter to the author."""
    decision = Decision(
        case=case,
        target_kind=case.target_kind,
        target_key=case.target_key,
        area_kind=case.area_kind,
        area_key=case.area_key,
        thing_kind="person" if measure.kind == Kind.SUSPEND else case.thing_kind,
        person=target.author if target else None,
        kind=measure.kind,
        found_by=case.cause,
        before=before,
        batch=batch,
        decided_by=user,
        decided_key=user.pk,
    )
    if measure.is_restricting:
        _state(decision, measure)
    decision.save()
    if measure.kind == Kind.SUSPEND and decision.person is not None:
        renew(decision.person)
    put_into_ledger("decided", decision)
    note_in_office(user, "decided", decision)
    letters.statement(decision)
    return decision


def _state(decision: Decision, measure: Measure) -> None:
    """What makes a measure one that can be defended."""
    now = timezone.now()
    decision.rule = measure.rule
    decision.area_rule = "" if measure.rule else measure.area_rule
    decision.facts = clean_text(measure.facts)
    decision.automated = decision.found_by == FoundBy.CHECK
    decision.objection_until = now + TO_OBJECT
    decision.until = now + timedelta(days=measure.days) if measure.kind == Kind.SUSPEND else None
    with translation.override(decision.person.language if decision.person else "de"):
        decision.how_to_object = statements.how_to_object(decision.objection_until)


def _close_reports(case: Case, decision: Decision, target: Target | None) -> None:
    state = ReportState.ACTED if decision.is_measure else ReportState.KEPT if target else ReportState.GONE
    for report in case.reports.filter(state=ReportState.OPEN):
        report.state, report.decision, report.closed_at = state, decision, decision.made_at
        report.seconds = max(0, int((decision.made_at - report.created_at).total_seconds()))
        report.save(update_fields=["state", "decision", "closed_at", "seconds"])
        letters.outcome(report)
