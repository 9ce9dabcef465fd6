"""What two people do: assessments and reports on the state. The author never approves what they wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.strategy.actions.common import (
    MEASURES,
    PUBLISH,
    Conflict,
    cleaned,
    fresh,
    measure_ref,
    note,
    reason_in,
    refresh_measures,
    require,
    write,
)
from roterfaden.strategy.actions.dates import Why, apply_reached, apply_shift
from roterfaden.strategy.actions.measures import apply_state
from roterfaden.strategy.actions.money import apply_budget
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.models import Assessment, BudgetLine, Measure, Milestone, ProgressUpdate
from roterfaden.strategy.models.review import FourEyes

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

Step = FourEyes.Step
PARTS = ("cost", "benefit", "method", "affected", "losers", "data_bias", "accessibility", "exit")


@transaction.atomic
def save_assessment(
    user: User, measure: Measure, values: Mapping[str, Any], draft: Assessment | None = None, version: int = 1
) -> Assessment:
    """Write or change a draft. An approved assessment stays as it is; changing it means writing a new one."""
    require(user, MEASURES)
    fields = cleaned(Assessment, values)
    if draft is None:
        assessment: Assessment = Assessment.objects.create(measure=measure, author=user, **fields)
    else:
        assessment = draft
        _demand(assessment, Step.DRAFT, Step.RETURNED)
        write(assessment, version, fields | {"step": Step.DRAFT, "author_id": user.pk})
    note(user, measure, "assessment_saved")
    return assessment


@transaction.atomic
def submit(user: User, row: Assessment | ProgressUpdate) -> None:
    """Hand in for approval."""
    require(user, MEASURES)
    _demand(row, Step.DRAFT, Step.RETURNED)
    if isinstance(row, Assessment) and any(not getattr(row, part) for part in PARTS):
        raise Refused(_("Bitte beantworten Sie alle acht Fragen, auch mit „noch nicht bekannt“."))
    write(row, row.version, {"step": Step.SUBMITTED, "submitted_at": timezone.now(), "author_id": user.pk})
    note(user, row.measure, "submitted", what=type(row).__name__)


@transaction.atomic
def return_(user: User, row: Assessment | ProgressUpdate, why: str) -> None:
    """Give back to the author with a note."""
    require(user, PUBLISH)
    _demand(row, Step.SUBMITTED)
    words = reason_in(why, "return_note")
    write(row, row.version, {"step": Step.RETURNED, "return_note": words})
    note(user, row.measure, "returned", what=type(row).__name__, reason=words)


@transaction.atomic
def approve_assessment(user: User, assessment: Assessment, role: str = "", name: str = "") -> None:
    """Make it public; the one before stays readable as replaced."""
    measure = fresh(assessment.measure)
    _check_eyes(user, assessment)
    Assessment.objects.filter(measure=measure, step=Step.APPROVED).update(step=Step.REPLACED)
    write(assessment, assessment.version, _approved(user, role, name))
    if measure.public:
        content = {"title": measure.title, **{part: getattr(assessment, part) for part in PARTS}}
        roles = {"authorRole": assessment.author_role, "approverRole": assessment.approver_role}
        record("assessment.approved", measure_ref(measure), content | roles)
        announce("assessment.approved", News(f"assessment.approved:{assessment.pk}", measure_ref(measure)))
    refresh_measures([measure.pk])
    note(user, measure, "assessment_approved")


@transaction.atomic
def report(user: User, measure: Measure, happened: str, day: date, changes: Mapping[str, Any]) -> ProgressUpdate:
    """Report how a measure stands and hand it in. `changes` as in `ProgressUpdate`; tried out before it is kept."""
    require(user, MEASURES)
    fields = cleaned(ProgressUpdate, {"happened": happened})
    if not fields["happened"]:
        raise Refused(_("Bitte sagen Sie in einem Satz, was passiert ist."), "happened")
    if day > timezone.localdate():
        raise Refused(_("Der Stand kann nicht aus der Zukunft sein."), "reported_on")
    current = fresh(measure)
    values = {"base_version": current.version, "changes": dict(changes), "reported_on": day}
    update: ProgressUpdate = ProgressUpdate.objects.create(
        measure=current, author=user, step=Step.SUBMITTED, submitted_at=timezone.now(), **fields, **values
    )
    _try_out(user, update)
    note(user, current, "reported", happened=fields["happened"])
    return update


@transaction.atomic
def approve_update(user: User, update: ProgressUpdate, role: str = "", name: str = "") -> None:
    """Bring what was reported into the measure and make the report public. Conflict where a part changed meanwhile."""
    measure = fresh(update.measure)
    _check_eyes(user, update)
    _apply(user, update, measure)
    write(update, update.version, _approved(user, role, name))
    measure.refresh_from_db()
    if measure.reported_on is None or update.reported_on > measure.reported_on:
        write(measure, measure.version, {"reported_on": update.reported_on})
    refresh_measures([measure.pk])
    measure.refresh_from_db()
    if measure.public:
        content = {"title": measure.title, "happened": update.happened, "day": update.reported_on.isoformat()}
        record("measure.reported", measure_ref(measure), content | {"light": measure.light})
        data = {"happened": update.happened[:300], "light": measure.light}
        announce("measure.reported", News(f"measure.reported:{update.pk}", measure_ref(measure), data))
    note(user, measure, "update_approved", happened=update.happened)


class _Undo(Exception):
    """Ends a trial."""


def _try_out(user: User, update: ProgressUpdate) -> None:
    """Whether it could be approved as things are: a contradiction is told to the author, not to the second person."""
    try:
        with transaction.atomic():
            _apply(user, update, fresh(update.measure))
            raise _Undo
    except _Undo:
        pass
    except Conflict:
        raise Refused(_("Die Maßnahme hat sich inzwischen geändert. Bitte laden Sie das Formular neu.")) from None


def _apply(user: User, update: ProgressUpdate, measure: Measure) -> None:
    changes = update.changes
    for row in changes.get("milestones", ()):
        _apply_milestone(user, measure, row)
    for row in changes.get("budget", ()):
        line = _own(BudgetLine, measure, row)
        apply_budget(user, measure, line, row["version"], {"actual": Decimal(row["actual"])})
    if changes.get("state"):
        measure.refresh_from_db()
        apply_state(user, measure, changes["state"], changes.get("state_reason", ""), update.reported_on)


def _apply_milestone(user: User, measure: Measure, row: Mapping[str, Any]) -> None:
    milestone, version = _own(Milestone, measure, row), row["version"]
    if row.get("actual"):
        apply_reached(user, measure, milestone, version, _day(row["actual"]))
    elif row.get("forecast"):
        why = Why(row.get("reason", ""), row.get("decided_by", ""))
        apply_shift(user, measure, milestone, version, _day(row["forecast"]), why)


def _own(model: Any, measure: Measure, row: Mapping[str, Any]) -> Any:
    found = model.objects.filter(measure=measure, pk=row["id"]).first()
    if found is None:
        raise Refused(_("Davon gehört etwas nicht zu dieser Maßnahme."))
    return found


def _day(text: str) -> date:
    day = parse_date(text)
    if day is None:
        raise Refused(_("Das ist kein Datum."))
    return day


def _check_eyes(user: User, row: FourEyes) -> None:
    require(user, PUBLISH)
    _demand(row, Step.SUBMITTED)
    if row.author_id == user.pk:
        raise Refused(_("Freigeben muss eine zweite Person: Vier Augen sehen mehr."))


def _demand(row: FourEyes, *steps: str) -> None:
    if row.step not in steps:
        raise Refused(
            _("Dieser Schritt ist nicht (mehr) möglich: Der Text ist {step}.").format(step=row.get_step_display())
        )


def _approved(user: User, role: str, name: str) -> dict[str, Any]:
    values = {"approver_role": role, "approver_name": name}
    return {"step": Step.APPROVED, "approved_at": timezone.now(), "approver_id": user.pk, **values}
