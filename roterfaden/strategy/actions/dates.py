"""What changes dates: milestones, what they wait for, and shifts, which are kept for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_line
from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.strategy.actions.common import (
    MEASURES,
    PUBLISH,
    changes,
    cleaned,
    create,
    fresh,
    measure_ref,
    note,
    paper_values,
    reason_in,
    refresh_measures,
    require,
    said_paper,
    write,
)
from roterfaden.strategy.contradictions import Dates, Refused, check_measure, check_milestones
from roterfaden.strategy.models import DateShift, Measure, Milestone, MilestoneDependency

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

EARLIEST, LATEST = date(1950, 1, 1), date(2150, 1, 1)


@dataclass(frozen=True)
class Why:
    """Why a date moved, who decided, when, and by which paper."""

    reason: str
    decided_by: str
    decided_on: date | None = None
    paper: Ref | None = None


@transaction.atomic
def add_milestone(
    user: User, measure: Measure, values: Mapping[str, Any], requires: Iterable[Milestone] = ()
) -> Milestone:
    """A new milestone."""
    require(user, MEASURES)
    current, fields = fresh(measure), cleaned(Milestone, values)
    _check_fields(fields)
    milestone = create(Milestone, _("Diese Kennung hat hier schon ein anderer Meilenstein."), measure=current, **fields)
    _set_requires(milestone, requires)
    _check(current)
    refresh_measures([current.pk])
    _tell(current, "milestone.added", milestone, {"planned": milestone.planned_on.isoformat()})
    note(user, current, "milestone_added", title=milestone.title)
    return milestone


@transaction.atomic
def change_milestone(
    user: User,
    milestone: Milestone,
    version: int,
    values: Mapping[str, Any],
    requires: Iterable[Milestone] | None = None,
) -> Milestone:
    """Texts and dependencies. The dates of a public measure's milestones move by `shift_milestone` alone."""
    require(user, MEASURES)
    current, fields = fresh(milestone.measure), cleaned(Milestone, values)
    _check_fields({"title": milestone.title, "planned_on": milestone.planned_on} | fields)
    for name in ("planned_on", "forecast_on", "code"):
        if current.public and name in fields and fields[name] != getattr(milestone, name):
            raise Refused(_("Ein öffentlicher Termin lässt sich nur mit Grund verschieben."), name)
    found = changes(milestone, fields)
    write(milestone, version, fields)
    if requires is not None:
        _set_requires(milestone, requires)
    _check(current)
    refresh_measures([current.pk])
    if found:
        _tell(current, "milestone.changed", milestone, {"changes": found})
    note(user, current, "milestone_changed", title=milestone.title, fields=[change["field"] for change in found])
    return milestone


@transaction.atomic
def remove_milestone(user: User, milestone: Milestone) -> None:
    """Only while nobody saw it: a public milestone is shifted or reached, never removed."""
    require(user, MEASURES)
    current = fresh(milestone.measure)
    if current.public or milestone.shifts.exists():
        raise Refused(_("Ein öffentlicher Meilenstein verschwindet nicht. Verschieben Sie ihn mit Grund."))
    title = milestone.title
    milestone.delete()
    refresh_measures([current.pk])
    note(user, current, "milestone_removed", title=title)


@transaction.atomic
def shift_milestone(user: User, milestone: Milestone, version: int, new: date, why: Why) -> DateShift:
    """Move a milestone's expected date. The old one stays readable with the reason and who decided."""
    current = fresh(milestone.measure)
    require(user, PUBLISH if current.public else MEASURES)
    return apply_shift(user, current, milestone, version, new, why)


def apply_shift(user: User, measure: Measure, milestone: Milestone, version: int, new: date, why: Why) -> DateShift:
    """The same for callers that asked for the permission already and hold the measure's row."""
    if milestone.actual_on:
        raise Refused(_("Was erreicht ist, verschiebt sich nicht mehr."), "forecast_on")
    old = milestone.forecast_on or milestone.planned_on
    _check_new(old, new)
    write(milestone, version, {"forecast_on": new})
    _check(measure)
    return _shifted(user, measure, DateShift.Field.MILESTONE, (old, new), why, milestone)


@transaction.atomic
def shift_measure(user: User, measure: Measure, version: int, field: str, new: date, why: Why) -> DateShift:
    """Move the promised start or end of a measure."""
    current = fresh(measure)
    require(user, PUBLISH if current.public else MEASURES)
    name = {"start": "starts_on", "end": "ends_forecast"}.get(field)
    if name is None:
        raise Refused(_("Verschieben lassen sich Beginn und Ende."), "field")
    if field == "start" and current.begun_on:
        raise Refused(_("Die Maßnahme hat schon begonnen."), "field")
    old = current.starts_on if field == "start" else (current.ends_forecast or current.ends_on)
    _check_new(old, new)
    values = {name: new}
    if field == "end" and current.ends_on is None:
        values = {"ends_on": new}
    check_measure(_with(current, values), timezone.localdate())
    write(measure, version, values)
    return _shifted(user, measure, DateShift.Field(field), (old, new), why)


@transaction.atomic
def reach_milestone(user: User, milestone: Milestone, version: int, day: date) -> Milestone:
    """A milestone is reached."""
    current = fresh(milestone.measure)
    require(user, PUBLISH if current.public else MEASURES)
    apply_reached(user, current, milestone, version, day)
    return milestone


def apply_reached(user: User, measure: Measure, milestone: Milestone, version: int, day: date) -> None:
    """The same for callers that asked for the permission already and hold the measure's row."""
    if milestone.actual_on == day:
        return
    write(milestone, version, {"actual_on": day})
    _check(measure)
    refresh_measures([measure.pk])
    _tell(measure, "milestone.reached", milestone, {"day": day.isoformat()})
    if measure.public:
        key = f"milestone.reached:{milestone.pk}:{day.isoformat()}"
        data = {"title": milestone.title, "day": day.isoformat()}
        announce("milestone.reached", News(key, measure_ref(measure), data, (_ref(milestone),)))
    note(user, measure, "milestone_reached", title=milestone.title, day=day)


def _shifted(
    user: User,
    measure: Measure,
    field: str,
    days: tuple[date | None, date],
    why: Why,
    milestone: Milestone | None = None,
) -> DateShift:
    decided_by = clean_line(why.decided_by)[:200]
    if not decided_by:
        raise Refused(_("Bitte nennen Sie, wer das entschieden hat."), "decided_by")
    today = timezone.localdate()
    if why.decided_on and why.decided_on > today:
        raise Refused(_("Entschieden wird nicht in der Zukunft."), "decided_on")
    shift = DateShift(measure=measure, milestone=milestone, field=field, old=days[0], new=days[1], author=user)
    shift.reason, shift.decided_by, shift.decided_on = reason_in(why.reason), decided_by, why.decided_on or today
    for name, value in paper_values(why.paper).items():
        setattr(shift, name, value)
    shift.save()
    refresh_measures([measure.pk])
    _tell_shift(measure, shift, why)
    data = {"field": str(field), "old": days[0], "new": days[1], "reason": shift.reason}
    note(user, measure, "date_shifted", **data)
    return shift


def _tell_shift(measure: Measure, shift: DateShift, why: Why) -> None:
    measure.refresh_from_db()
    if not measure.public:
        return
    milestone = shift.milestone
    old, new = (day.isoformat() if day else None for day in (shift.old, shift.new))
    content = {"title": measure.title, "field": str(shift.field), "milestone": milestone.title if milestone else None}
    content |= {"old": old, "new": new, "reason": shift.reason, "decidedBy": shift.decided_by}
    record("measure.date_shifted", measure_ref(measure), content | {"paper": said_paper(why.paper)})
    data = {"old": old, "new": new, "milestone": milestone.title if milestone else ""}
    targets = (_ref(milestone),) if milestone else ()
    announce("measure.date_shifted", News(f"measure.date_shifted:{shift.pk}", measure_ref(measure), data, targets))


def _check(measure: Measure) -> None:
    rows = list(measure.milestones.all())
    waits = MilestoneDependency.objects.filter(milestone__measure=measure).values_list("milestone_id", "requires_id")
    check_milestones(rows, list(waits), timezone.localdate())


def _check_fields(fields: Mapping[str, Any]) -> None:
    if not fields.get("title"):
        raise Refused(_("Ein Meilenstein braucht einen Titel."), "title")
    if not fields.get("planned_on"):
        raise Refused(_("Ein Meilenstein braucht einen geplanten Termin."), "planned_on")
    for name in ("planned_on", "forecast_on", "actual_on"):
        if (day := fields.get(name)) and not EARLIEST <= day < LATEST:
            raise Refused(_("Dieses Jahr ist nicht möglich."), name)


def _check_new(old: date | None, new: date) -> None:
    if not EARLIEST <= new < LATEST:
        raise Refused(_("Dieses Jahr ist nicht möglich."), "new")
    if old == new:
        raise Refused(_("Das ist der Termin, der schon gilt."), "new")


def _set_requires(milestone: Milestone, requires: Iterable[Milestone]) -> None:
    wanted = {row.pk for row in requires}
    if milestone.pk in wanted:
        raise Refused(_("Ein Meilenstein wartet nicht auf sich selbst."), "requires")
    known = set(Milestone.objects.filter(measure=milestone.measure_id, pk__in=wanted).values_list("pk", flat=True))
    if known != wanted:
        raise Refused(_("Meilensteine warten nur auf solche derselben Maßnahme."), "requires")
    milestone.dependencies.exclude(requires__in=wanted).delete()
    there = set(milestone.dependencies.values_list("requires_id", flat=True))
    rows = [MilestoneDependency(milestone=milestone, requires_id=pk) for pk in sorted(wanted - there)]
    MilestoneDependency.objects.bulk_create(rows)


def _with(measure: Measure, values: Mapping[str, date]) -> Dates:
    names = Dates.__dataclass_fields__
    return Dates(**{name: values.get(name, getattr(measure, name)) for name in names})


def _ref(milestone: Milestone) -> Ref:
    return Ref("milestone", str(milestone.pk))


def _tell(measure: Measure, kind: str, milestone: Milestone, content: dict[str, Any]) -> None:
    if measure.public:
        record(kind, measure_ref(measure), {"title": measure.title, "milestone": milestone.title, **content})
