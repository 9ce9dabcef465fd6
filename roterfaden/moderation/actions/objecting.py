"""Objections: the author's against a measure, the reporter's against inaction. Another person decides, always."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.accounts.models import User
from roterfaden.kit.html import clean_text
from roterfaden.moderation import letters, registry
from roterfaden.moderation.actions.common import (
    OBJECTIONS,
    Conflict,
    Refused,
    note_in_office,
    put_into_ledger,
    require,
)
from roterfaden.moderation.actions.undoing import end, reopen
from roterfaden.moderation.kinds import OBJECTION_WITHIN, TO_OBJECT, Ended, Kind, Side
from roterfaden.moderation.models import Decision, Objection, ObjectionState, Report, ReportState

LONGEST = 5_000


def object_as_author(decision: Decision, text: str) -> Objection:
    """Once, in time, against a measure that still stands. Raises Refused."""
    if not decision.can_be_objected():
        raise Refused(_("Die Frist für einen Widerspruch ist vorbei, oder die Entscheidung gilt nicht mehr."))
    return _object(decision, Side.AUTHOR, None, text)


def object_as_reporter(report: Report, text: str) -> Objection:
    """Once, where the report led to nothing. Raises Refused."""
    decision = report.decision
    if not can_object(report) or decision is None:
        raise Refused(_("Einem solchen Ergebnis kann man nicht (mehr) widersprechen."))
    return _object(decision, Side.REPORTER, report, text)


def can_object(report: Report) -> bool:
    """Whether the reporter may ask for another look."""
    is_kept = report.state == ReportState.KEPT and report.decision is not None and not report.decision.ended
    return is_kept and report.closed_at is not None and timezone.now() < report.closed_at + TO_OBJECT


def _object(decision: Decision, side: Side, report: Report | None, text: str) -> Objection:
    words = clean_text(text)[:LONGEST]
    if not words:
        raise Refused(_("Schreiben Sie kurz, warum Sie widersprechen."), "text")
    try:
        with transaction.atomic():
            row = Objection.objects.create(
                decision=decision,
                side=side,
                report=report,
                text=words,
                against_key=decision.decided_key,
                due_at=timezone.now() + OBJECTION_WITHIN,
            )
            put_into_ledger("objected", decision, {"side": str(side)})
    except IntegrityError:
        raise Refused(_("Sie haben dieser Entscheidung schon widersprochen. Wir kümmern uns darum.")) from None
    return row


def decide_objection(user: User, objection: Objection, upheld: bool, answer: str) -> None:
    """Look again. Not by whoever decided first: the database refuses that too. Raises Refused, Conflict."""
    require(user, OBJECTIONS)
    if user.pk == objection.against_key:
        raise Refused(_("Die erste Entscheidung war Ihre. Über den Widerspruch entscheidet jemand anderes."))
    words = clean_text(answer)[:LONGEST]
    if len(words) < 10:
        raise Refused(_("Begründen Sie Ihre Entscheidung in ein, zwei Sätzen."), "answer")
    with transaction.atomic():
        _close(user, objection, upheld, words)
        restored = _consequence(objection) if upheld else False
        decision = objection.decision
        more = {"side": str(objection.side), "upheld": upheld, "restored": restored}
        put_into_ledger("objection_decided", decision, more)
        note_in_office(user, "objection_decided", decision)
        letters.objection_decided(objection)


def _close(user: User, objection: Objection, upheld: bool, answer: str) -> None:
    state = ObjectionState.UPHELD if upheld else ObjectionState.REJECTED
    rows = Objection.objects.filter(pk=objection.pk, state=ObjectionState.OPEN)
    now = timezone.now()
    if not rows.update(state=state, decided_by=user, decided_key=user.pk, decided_at=now, answer=answer):
        raise Conflict
    objection.refresh_from_db()


def _consequence(objection: Objection) -> bool:
    """The author gets back exactly what was there; the reporter's case is looked at again by somebody else."""
    decision = objection.decision
    restored = end(decision, Ended.UPHELD)
    if objection.side == Side.AUTHOR:
        return restored and _released(decision)
    reopen(decision.case, objection.against_key)
    return False


def _released(decision: Decision) -> bool:
    """What had been held back before it was refused is published now: the objection was about just that."""
    target = registry.target(decision.target)
    if target is None or not target.waits or decision.kind == Kind.SUSPEND:
        return True
    return registry.target_kinds[target.ref.kind].apply(target, Kind.RELEASE, None) is not None
