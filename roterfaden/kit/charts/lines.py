"""Lines over time: one or several series, and a dotted way to a target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from roterfaden.kit.charts.axes import draw_axes
from roterfaden.kit.charts.scale import Scale, scale_for

#: The drawing inside the picture, in hundredths: room on the left for the axis, below for the years, above for words.
LEFT, RIGHT, TOP, BOTTOM = 11.0, 92.0, 12.0, 86.0
#: Labels closer than this (hundredths of the width) would overlap.
CLOSE = 16.0
#: A step in time longer than this many usual ones is a gap in the data.
GAP = 1.6
#: More points than this are a line without dots.
MOST_DOTS = 40


@dataclass(frozen=True)
class Point:
    """A value at a time (any number that grows), with what is written there. `draft`: it may still change."""

    x: float
    y: float
    label: str
    text: str
    draft: bool = False


@dataclass(frozen=True)
class Series:
    """A line. `kind`: `line`, or `way` for a dotted one that is required, not measured."""

    name: str
    points: Sequence[Point]
    kind: str = "line"


@dataclass(frozen=True)
class LineChart:
    """A chart. `description` says in a sentence what can be seen; `ticks` makes the words of the axis.

    `aim` is the target; `low`/`high` widen the axis (small charts beside each other share one).
    """

    description: str
    series: Sequence[Series]
    aim: Point | None = None
    small: bool = False
    low: float | None = None
    high: float | None = None
    tick_texts: Sequence[tuple[float, str]] | None = None

    def scale(self) -> Scale:
        """The vertical axis."""
        values = [point.y for point in self.all_points()]
        values += [value for value in (self.low, self.high) if value is not None]
        return scale_for(values, most=2 if self.small else 4)

    def all_points(self) -> list[Point]:
        """Every point of it."""
        found = [point for series in self.series for point in series.points]
        return [*found, self.aim] if self.aim else found


def draw_lines(chart: LineChart) -> SafeString:
    """The picture; empty for a chart without points."""
    points = chart.all_points()
    if not points:
        return mark_safe("")
    plot = _Plot(chart.scale(), min(point.x for point in points), max(point.x for point in points))
    parts = [
        _axes(plot, chart),
        *(_line(plot, series) for series in chart.series),
        *(_dots(plot, series) for series in chart.series if series.kind == "line"),
        _aim(plot, chart),
        _values(plot, chart),
        _times(plot, chart),
    ]
    kind = "chart small" if chart.small else "chart"
    inner = format_html_join("", "{}", ((part,) for part in parts))
    return format_html('<svg class="{}" role="img" aria-label="{}">{}</svg>', kind, chart.description, inner)


@dataclass(frozen=True)
class _Plot:
    """Values → hundredths of the picture."""

    scale: Scale
    first: float
    last: float

    def x(self, value: float) -> float:
        if self.last == self.first:
            return (LEFT + RIGHT) / 2
        return LEFT + (RIGHT - LEFT) * (value - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * self.scale.share(value)


def _percent(number: float) -> str:
    return f"{number:.2f}%"


def _axes(plot: _Plot, chart: LineChart) -> SafeString:
    """The ground line, and a hairline with its number at each further tick."""
    ticks = plot.scale.ticks or (plot.scale.low,)
    return draw_axes([(plot.y(tick), tick == ticks[0], tick) for tick in ticks], chart.tick_texts)


def _line(plot: _Plot, series: Series) -> SafeString:
    """The stretches of a series in a drawing of their own that is stretched; gaps are drawn as such."""
    if len(series.points) < 2:
        return mark_safe("")
    if series.kind == "way":
        rows = [("way", _path(plot, series.points))]
    else:
        rows = [("gap" if gap else "", _path(plot, run)) for run, gap in _stretches(series.points)]
    lines = format_html_join("", '<polyline class="{}" points="{}" vector-effect="non-scaling-stroke"/>', rows)
    return format_html(
        '<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        lines,
    )


def _path(plot: _Plot, points: Iterable[Point]) -> str:
    return " ".join(f"{plot.x(point.x):.2f},{plot.y(point.y):.2f}" for point in points)


def _stretches(points: Sequence[Point]) -> list[tuple[list[Point], bool]]:
    """The points in runs; between two runs a run of two points that bridges a gap (True)."""
    steps = sorted(after.x - before.x for before, after in pairwise(points))
    usual = steps[len(steps) // 2]
    found: list[tuple[list[Point], bool]] = []
    run = [points[0]]
    for before, after in pairwise(points):
        if usual > 0 and after.x - before.x > GAP * usual:
            found += [(run, False), ([before, after], True)]
            run = [after]
        else:
            run.append(after)
    found.append((run, False))
    return [(run, gap) for run, gap in found if len(run) > 1]


def _dots(plot: _Plot, series: Series) -> SafeString:
    shown = series.points if len(series.points) <= MOST_DOTS else series.points[-1:]
    rows = (
        ("draft" if point.draft else "dot", _percent(plot.x(point.x)), _percent(plot.y(point.y))) for point in shown
    )
    return format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="4.5"/>', rows)


def _aim(plot: _Plot, chart: LineChart) -> SafeString:
    if chart.aim is None:
        return mark_safe("")
    x, y = _percent(plot.x(chart.aim.x)), _percent(plot.y(chart.aim.y))
    return format_html('<circle class="aim" cx="{}" cy="{}" r="6"/>', x, y)


def _values(plot: _Plot, chart: LineChart) -> SafeString:
    """The words at the last value and at the target, on different sides where they are close."""
    measured = [series.points[-1] for series in chart.series if series.kind == "line" and series.points]
    rows = []
    aim = chart.aim
    for point in measured[:1]:
        below = bool(
            aim and plot.x(aim.x) - plot.x(point.x) < CLOSE and point.y < aim.y and plot.y(point.y) - plot.y(aim.y) < 30
        )
        rows.append(_word(plot, point, below))
    if aim is not None:
        close = bool(measured and plot.x(aim.x) - plot.x(measured[0].x) < CLOSE)
        rows.append(_word(plot, aim, bool(close and measured and measured[0].y >= aim.y)))
    return format_html_join("", '<text class="{}" x="{}" y="{}" dy="{}">{}</text>', rows)


def _word(plot: _Plot, point: Point, below: bool) -> tuple[str, str, str, str, str]:
    x = plot.x(point.x)
    side = "end" if x > 80 else "mid"
    shift = "1.5em" if below else "-.75em"
    return side, _percent(min(x + 3, 99) if side == "end" else x), _percent(plot.y(point.y)), shift, point.text


def _times(plot: _Plot, chart: LineChart) -> SafeString:
    """The first, the last measured and the target's time below the axis; never one over the other."""
    measured = [point for series in chart.series if series.kind == "line" for point in series.points]
    wanted = [*([chart.aim] if chart.aim else []), *measured[:1], *measured[-1:]]
    shown: list[Point] = []
    for point in wanted:
        if all(abs(plot.x(point.x) - plot.x(other.x)) >= CLOSE for other in shown):
            shown.append(point)
    rows = ((_side(plot.x(point.x)), _percent(plot.x(point.x)), point.label) for point in shown)
    return format_html_join("", '<text class="axis-text {}" x="{}" y="97%">{}</text>', rows)


def _side(x: float) -> str:
    return "end" if x > 85 else "mid" if x > 20 else ""
