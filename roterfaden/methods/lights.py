"""The status light of a measure, by a published rule. No Django: usable as a library.

The rule, in the order in which it is asked. The first that fits decides.

1. fulfilled, or gone over into regular work → done
2. dropped → stalled
3. not begun: the planned start has passed by more than the grace → late; else not begun
   (unless a milestone is already due: then as for a running measure)
4. a milestone is overdue (its newest date has passed, it is not reached, nobody named a new date)
   by more than the grace → stalled; within the grace → late
5. the end is overdue → stalled beyond the grace, late within it
6. a milestone, or the end, is expected later than planned by more than the grace → late
7. the target of an indicator is missed → late
8. else → on track

`GRACE` is 14 days. Percentages are shares of milestones or money, rounded down; they are computed, never typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

GRACE = 14
Light = Literal["onTrack", "late", "stalled", "done", "notBegun"]
State = Literal["notBegun", "planned", "running", "fulfilled", "regular", "dropped"]
Rule = Literal[
    "over",
    "dropped",
    "startMissed",
    "notBegun",
    "milestoneOverdue",
    "endOverdue",
    "milestoneShifted",
    "endShifted",
    "targetMissed",
    "onTrack",
]
OVER = ("fulfilled", "regular")
WAITING = ("notBegun", "planned")


@dataclass(frozen=True)
class Step:
    """A milestone: when it was promised, when it is expected now, when it was reached."""

    name: str
    planned: date
    forecast: date | None = None
    actual: date | None = None

    @property
    def due(self) -> date:
        """The newest date that somebody named."""
        return self.forecast or self.planned


@dataclass(frozen=True)
class Aim:
    """A target of an indicator that the measure works for: whether the way there holds. None: nothing known."""

    name: str
    reached: bool | None = None


@dataclass(frozen=True)
class Case:
    """All that the light of a measure follows from."""

    state: State
    start: date | None = None
    begun: date | None = None
    end: date | None = None
    end_forecast: date | None = None
    steps: tuple[Step, ...] = ()
    aims: tuple[Aim, ...] = ()

    @property
    def due(self) -> date | None:
        """The newest date named for the end."""
        return self.end_forecast or self.end

    @property
    def open_steps(self) -> list[Step]:
        """What is not reached, the earliest first."""
        return sorted((step for step in self.steps if step.actual is None), key=lambda step: (step.due, step.name))


@dataclass(frozen=True)
class Check:
    """One question of the rule: which, about what, by how many days, and whether it decided."""

    rule: Rule
    light: Light
    fits: bool
    name: str = ""
    days: int = 0
    date: date | None = None


@dataclass(frozen=True)
class Verdict:
    """The light, and every question that was asked on the way to it; the last one decided."""

    light: Light
    checks: tuple[Check, ...]

    @property
    def rule(self) -> Rule:
        """The question that decided."""
        return self.checks[-1].rule

    @property
    def reason(self) -> Check:
        """The check that decided."""
        return self.checks[-1]


def judge(case: Case, today: date, grace: int = GRACE) -> Verdict:
    """The light of a measure on a day."""
    asked: list[Check] = []
    for check in _checks(case, today, grace):
        asked.append(check)
        if check.fits:
            return Verdict(check.light, tuple(asked))
    raise AssertionError("the last question always fits")


def next_look(case: Case, today: date, grace: int = GRACE) -> date | None:
    """The first day after `today` on which time alone may change the light; None if it never does."""
    if case.state in OVER or case.state == "dropped":
        return None
    days = [step.due for step in case.open_steps] + [day for day in (case.due,) if day]
    moments = [day + timedelta(days=shift) for day in days for shift in (1, grace + 1)]
    if case.state in WAITING and case.start is not None:
        moments.append(case.start + timedelta(days=grace + 1))
    return min((day for day in moments if day > today), default=None)


def progress(steps: Sequence[Step]) -> int | None:
    """Percent of the milestones that are reached, rounded down; None without milestones."""
    if not steps:
        return None
    return sum(step.actual is not None for step in steps) * 100 // len(steps)


def share(part: Decimal | None, whole: Decimal | None) -> int | None:
    """Percent of the money that is spent, rounded down (it may be above 100); None where one of both is unknown."""
    if part is None or whole is None or whole <= 0:
        return None
    return int(part * 100 // whole)


def is_stale(reported: date | None, since: date | None, today: date, days: int) -> int:
    """By how many days a report is older than it may be; 0: it is not. Without any report `since` counts."""
    last = reported or since
    if last is None:
        return 0
    return max((today - last).days - days, 0)


def _checks(case: Case, today: date, grace: int) -> Iterable[Check]:
    yield Check("over", "done", case.state in OVER)
    yield Check("dropped", "stalled", case.state == "dropped")
    late_by = _days(case.due, today)
    overdue = [(step, (today - step.due).days) for step in case.open_steps if step.due < today]
    if case.state in WAITING and not overdue and late_by <= 0:
        yield from _waiting(case, today, grace)
    yield from _overdue(overdue, grace)
    yield Check(
        "endOverdue", "stalled" if late_by > grace else "late", late_by > 0, days=max(late_by, 0), date=case.due
    )
    yield from _shifted(case, grace)
    missed = next((aim for aim in case.aims if aim.reached is False), None)
    yield Check("targetMissed", "late", missed is not None, missed.name if missed else "")
    yield Check("onTrack", "onTrack", True)


def _waiting(case: Case, today: date, grace: int) -> Iterable[Check]:
    late_by = _days(case.start, today)
    missed = late_by > grace and case.begun is None
    yield Check("startMissed", "late", missed, days=max(late_by, 0), date=case.start)
    yield Check("notBegun", "notBegun", not missed, date=case.start)


def _overdue(overdue: list[tuple[Step, int]], grace: int) -> Iterable[Check]:
    if not overdue:
        yield Check("milestoneOverdue", "late", False)
        return
    step, days = max(overdue, key=lambda pair: pair[1])
    yield Check("milestoneOverdue", "stalled" if days > grace else "late", True, step.name, days, step.due)


def _shifted(case: Case, grace: int) -> Iterable[Check]:
    moved = [(step, (step.due - step.planned).days) for step in case.open_steps]
    step, days = max(moved, key=lambda pair: pair[1], default=(None, 0))
    fits = step is not None and days > grace
    yield Check("milestoneShifted", "late", fits, step.name if step and fits else "", max(days, 0))
    moved_end = (case.end_forecast - case.end).days if case.end_forecast and case.end else 0
    yield Check("endShifted", "late", moved_end > grace, days=max(moved_end, 0), date=case.end_forecast)


def _days(day: date | None, today: date) -> int:
    return (today - day).days if day is not None else 0
