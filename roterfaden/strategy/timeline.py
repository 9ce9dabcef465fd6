"""Measures over the years as a picture drawn on the server; the table beside it has the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roterfaden.strategy.models import Measure, Milestone

#: The picture in its own units: a year is WIDTH / years wide, a measure ROW high.
ROW = 30
TOP = 40
#: A bar that begins behind this share of the width has its title at the right edge.
LATE = 65


@dataclass(frozen=True)
class Mark:
    """A milestone in the picture, at a share of the width."""

    x: str
    reached: bool
    title: str


@dataclass(frozen=True)
class Bar:
    """A measure in the picture: its bar from `x` on, `y` from the top; `moved`: the part behind the planned end."""

    measure: Measure
    y: int
    x: str
    width: str
    moved_x: str
    moved_width: str
    marks: tuple[Mark, ...]
    start: date
    end: date
    open_end: bool

    @property
    def on_the_right(self) -> bool:
        """Whether the title must end at the right edge, to stay inside."""
        return float(self.x.rstrip("%")) > LATE


@dataclass(frozen=True)
class Timeline:
    """The whole picture."""

    bars: Sequence[Bar]
    years: Sequence[tuple[str, int]]
    today: str
    height: int


def draw(measures: Sequence[Measure], milestones: Iterable[Milestone], today: date) -> Timeline | None:
    """The picture of these measures, in their order; None where none has a date."""
    steps: dict[int, list[Milestone]] = {}
    for row in milestones:
        steps.setdefault(row.measure_id, []).append(row)
    spans = {row.pk: span for row in measures if (span := _span(row, steps.get(row.pk, ())))}
    if not spans:
        return None
    first = date(min(start for start, _end, _open in spans.values()).year, 1, 1)
    last = date(max(end for _start, end, _open in spans.values()).year, 12, 31)
    scale = _Scale(first, last)
    shown = [row for row in measures if row.pk in spans]
    bars = [_bar(row, spans[row.pk], steps.get(row.pk, ()), scale, place) for place, row in enumerate(shown)]
    here = scale.at(today) if first <= today <= last else ""
    return Timeline(bars, scale.years(), here, len(bars) * ROW + TOP)


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> str:
        return f"{self.share(day):.3f}%"

    def share(self, day: date) -> float:
        return 100 * (day - self.first).days / max((self.last - self.first).days, 1)

    def years(self) -> list[tuple[str, int]]:
        """The years that are named, at most twelve of them."""
        years = range(self.first.year, self.last.year + 1)
        step = -(-len(years) // 12)
        return [(self.at(date(year, 1, 1)), year) for year in years[::step]]


def _span(measure: Measure, steps: Iterable[Milestone]) -> tuple[date, date, bool] | None:
    days = [row.due_on for row in steps]
    start = measure.begun_on or measure.starts_on or min(days, default=None)
    end = measure.end or max(days, default=None)
    if start is None and end is None:
        return None
    begin = start or end or date.min
    finish = max(end or begin, begin + timedelta(days=14))
    return begin, finish, measure.end is None


def _bar(measure: Measure, span: tuple[date, date, bool], steps: Iterable[Milestone], scale: _Scale, place: int) -> Bar:
    start, end, open_end = span
    planned = measure.ends_on if measure.ends_on and start <= measure.ends_on < end else end
    marks = tuple(Mark(scale.at(row.due_on), row.actual_on is not None, row.said_title) for row in steps)
    left, middle, right = (scale.share(day) for day in (start, planned, end))
    width, moved = f"{middle - left:.3f}%", f"{right - middle:.3f}%" if right > middle else ""
    return Bar(measure, place * ROW + TOP, scale.at(start), width, f"{middle:.3f}%", moved, marks, start, end, open_end)


def by_measure(rows: Iterable[Milestone]) -> Mapping[int, list[Milestone]]:
    """Milestones of each measure."""
    found: dict[int, list[Milestone]] = {}
    for row in rows:
        found.setdefault(row.measure_id, []).append(row)
    return found
