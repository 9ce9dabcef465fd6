"""Take a decision back within half an hour: whoever took it notices the slip. It is an act of its own in the ledger."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.accounts.models import User
from roterfaden.moderation import letters, registry
from roterfaden.moderation.actions.common import (
    DECIDE,
    Conflict,
    Refused,
    note_in_office,
    put_into_ledger,
    require,
)
from roterfaden.moderation.actions.suspending import renew
from roterfaden.moderation.kinds import Ended, Kind
from roterfaden.moderation.models import Case, CaseState, Decision, Report, ReportState


def undo(user: User, decision: Decision) -> None:
    """As if it had not been: the case is open again. Raises Refused when it is too late or not one's own."""
    require(user, DECIDE)
    if decision.decided_key != user.pk:
        raise Refused(_("Zurücknehmen kann eine Entscheidung nur, wer sie getroffen hat."))
    if not decision.can_be_undone() or decision.objections.exists():
        raise Refused(_("Zum Zurücknehmen ist es zu spät. Jetzt geht es nur noch über einen Widerspruch."))
    with transaction.atomic():
        for each in Decision.objects.standing().filter(case=decision.case_id, made_at__gte=decision.made_at):
            end(each, Ended.UNDONE)
            put_into_ledger("undone", each)
            note_in_office(user, "undone", each)
            letters.ended(each)
        reopen(decision.case, None)
    decision.refresh_from_db()


def undo_batch(user: User, batch: uuid.UUID) -> tuple[int, int]:
    """Take back what was decided at once. How many, and for how many it was too late."""
    done = late = 0
    for decision in Decision.objects.standing().filter(batch=batch, decided_key=user.pk).select_related("case"):
        try:
            undo(user, decision)
            done += 1
        except (Refused, Conflict):
            late += 1
    return done, late


def end(decision: Decision, how: Ended) -> bool:
    """End it once and put back what was there. False where there is nothing to put back any more. Raises Conflict."""
    rows = Decision.objects.standing().filter(pk=decision.pk)
    if not rows.update(ended=how, ended_at=timezone.now()):
        raise Conflict
    decision.refresh_from_db()
    if decision.kind == Kind.SUSPEND:
        if decision.person is not None:
            renew(decision.person)
        return True
    kind = registry.target_kinds.get(decision.target_kind)
    return kind is not None and kind.revert(decision.target, Kind(decision.kind), decision.before)


def reopen(case: Case, barred: int | None) -> None:
    """The case waits again, with its reports; `barred` may not decide it. A newer open one counts instead."""
    others = Case.objects.open().about(case.target).exclude(pk=case.pk)
    reports = Report.objects.filter(case=case, state__in=[ReportState.KEPT, ReportState.ACTED, ReportState.GONE])
    if newer := others.first():
        reports.update(case=newer, **OPEN_AGAIN)
        return
    values = {"state": CaseState.OPEN, "closed_at": None, "decided_key": None, "barred_key": barred}
    if not Case.objects.filter(pk=case.pk, state=CaseState.CLOSED).update(version=F("version") + 1, **values):
        raise Conflict
    reports.update(**OPEN_AGAIN)
    case.refresh_from_db()


OPEN_AGAIN = {"state": ReportState.OPEN, "closed_at": None, "seconds": None, "decision": None}
