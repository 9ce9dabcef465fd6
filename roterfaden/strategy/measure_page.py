"""What a measure's page shows. The number of queries is the same for any measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from roterfaden.kit.things import Ref, Thing, things
from roterfaden.methods.lights import Verdict, share
from roterfaden.places.models import District
from roterfaden.strategy import figures
from roterfaden.strategy.listing import days_silent
from roterfaden.strategy.models import (
    Assessment,
    BudgetLine,
    DateShift,
    Measure,
    Milestone,
    MilestoneDependency,
    Node,
    Partner,
    Plan,
    ProgressUpdate,
)

REPORTS = 10


@dataclass(frozen=True)
class Struck:
    """A date that was not held, why, who decided, and the deciding paper where it is public."""

    day: date | None
    shift: DateShift
    paper: Thing | None = None


@dataclass(frozen=True)
class Stop:
    """A station on the measure's own red line."""

    day: date
    kind: str
    milestone: Milestone | None = None
    update: ProgressUpdate | None = None
    struck: tuple[Struck, ...] = ()
    waits_for: tuple[Milestone, ...] = ()
    ahead: bool = False
    overdue: int = 0


@dataclass(frozen=True)
class Line:
    """A line of the budget with its deciding paper."""

    row: BudgetLine
    paper: Thing | None = None


@dataclass(frozen=True)
class MeasurePage:
    """Everything on the page of a measure."""

    measure: Measure
    places: Sequence[Node]
    districts: Sequence[District]
    partners: Sequence[Partner]
    stops: Sequence[Stop]
    today_at: int
    shifts: Sequence[Struck]
    budget: Sequence[Line]
    planned: Decimal | None
    spent: Decimal | None
    assessments: Sequence[Assessment]
    updates: Sequence[ProgressUpdate]
    verdict: Verdict
    stale_days: int
    lesson: Thing | None

    @property
    def spent_percent(self) -> int | None:
        """How much of the planned money is spent."""
        return share(self.spent, self.planned)

    @property
    def bar_width(self) -> int:
        """The same for the bar, which ends at 100."""
        return min(max(self.spent_percent or 0, 0), 100)

    @property
    def assessment(self) -> Assessment | None:
        """The one that counts."""
        return next((row for row in self.assessments if row.step == Assessment.Step.APPROVED), None)

    @property
    def older_assessments(self) -> list[Assessment]:
        """Those that it replaced."""
        return [row for row in self.assessments if row.step == Assessment.Step.REPLACED]


def load(measure: Measure) -> MeasurePage:
    """The page of a public measure."""
    today = timezone.localdate()
    milestones, shifts = list(measure.milestones.all()), list(measure.shifts.all())
    budget, updates = list(measure.budget.all()), _updates(measure)
    papers = _papers([*shifts, *budget], measure)
    struck = [Struck(shift.old, shift, _thing(papers, shift)) for shift in shifts]
    stops = _stops(measure, milestones, updates, struck, today)
    return MeasurePage(
        measure,
        _places(measure),
        list(measure.districts.defer("geometry")),
        list(measure.partners.all()),
        stops,
        next((place for place, stop in enumerate(stops) if not stop.ahead), len(stops)),
        struck[::-1],
        [Line(row, _thing(papers, row)) for row in budget],
        _sum(row.planned for row in budget),
        _sum(row.actual for row in budget),
        _assessments(measure),
        updates,
        figures.verdict_of(measure, milestones, today),
        days_silent(measure),
        papers.get(Ref(measure.lesson_kind, measure.lesson_key)),
    )


def _places(measure: Measure) -> list[Node]:
    rows = Node.objects.filter(places__measure=measure, plan__in=Plan.objects.visible_to())
    return list(rows.select_related("plan", "level").order_by("plan__position", "plan", "depth", "position"))


def _updates(measure: Measure) -> list[ProgressUpdate]:
    return list(measure.updates.filter(step=ProgressUpdate.Step.APPROVED)[:REPORTS])


def _assessments(measure: Measure) -> list[Assessment]:
    return list(measure.assessments.filter(step__in=(Assessment.Step.APPROVED, Assessment.Step.REPLACED)))


def _papers(rows: Iterable[DateShift | BudgetLine], measure: Measure) -> Mapping[Ref, Thing]:
    refs = {Ref(row.paper_kind, row.paper_key) for row in rows if row.paper_kind}
    if measure.lesson_kind:
        refs.add(Ref(measure.lesson_kind, measure.lesson_key))
    return things(refs)


def _thing(papers: Mapping[Ref, Thing], row: DateShift | BudgetLine) -> Thing | None:
    return papers.get(Ref(row.paper_kind, row.paper_key))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _stops(
    measure: Measure,
    milestones: Sequence[Milestone],
    updates: Sequence[ProgressUpdate],
    struck: Sequence[Struck],
    today: date,
) -> list[Stop]:
    """Milestones, reports, beginning and end, the newest first."""
    waits = _waits(measure, milestones)
    found = [_step(row, struck, waits.get(row.pk, ()), today) for row in milestones]
    found += [Stop(row.reported_on, "report", update=row) for row in updates]
    if start := measure.begun_on or measure.starts_on:
        moved = tuple(one for one in struck if one.shift.field == DateShift.Field.START)
        found.append(Stop(start, "start", struck=moved, ahead=measure.begun_on is None))
    if end := measure.end:
        moved = tuple(one for one in struck if one.shift.field == DateShift.Field.END)
        late = (today - end).days if measure.ended_on is None else 0
        found.append(Stop(end, "end", struck=moved, ahead=measure.ended_on is None, overdue=max(late, 0)))
    return sorted(found, key=lambda stop: (stop.ahead, stop.day, stop.kind != "start"), reverse=True)


def _step(row: Milestone, struck: Sequence[Struck], waits_for: Sequence[Milestone], today: date) -> Stop:
    moved = tuple(one for one in struck if one.shift.milestone_id == row.pk)
    ahead = row.actual_on is None
    late = max((today - row.due_on).days, 0) if ahead else 0
    return Stop(row.due_on, "step", row, None, moved, tuple(waits_for), ahead, late)


def _waits(measure: Measure, milestones: Sequence[Milestone]) -> dict[int, list[Milestone]]:
    by_key = {row.pk: row for row in milestones}
    found: dict[int, list[Milestone]] = {}
    rows = MilestoneDependency.objects.filter(milestone__measure=measure)
    for one, other in rows.values_list("milestone_id", "requires_id"):
        found.setdefault(one, []).append(by_key[other])
    return found
