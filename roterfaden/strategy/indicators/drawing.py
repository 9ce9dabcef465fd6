"""Charts of indicators: the values, the required way dotted, the target; small ones for the parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roterfaden.kit.charts import LineChart, Point, Series, draw_lines
from roterfaden.methods.progress import Progress, Reading, Way, required_path
from roterfaden.strategy.indicators.numbers import number_words
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.words import amount
from roterfaden.strategy.models import Breakdown, Indicator, Observation, Target

#: A curve is drawn with so many pieces; a straight way needs one.
PIECES = 12


@dataclass(frozen=True)
class SmallChart:
    """The chart of a part."""

    name: str
    picture: SafeString
    first: str
    last: str


def draw(indicator: Indicator, values: Sequence[Observation], target: Target | None, progress: Progress) -> SafeString:
    """The chart of the whole; empty where there is nothing to see."""
    points = points_of(indicator, values)
    if not points:
        return SafeString("")
    aim = _aim(indicator, target)
    series = [Series(indicator.said_title, points)]
    if way := _way(progress, values):
        series.insert(0, Series(_("nötiger Weg"), way, "way"))
    chart = LineChart(describe(indicator, points, aim), series, aim)
    return draw_lines(_with_ticks(indicator, chart))


def draw_parts(
    indicator: Indicator, breakdowns: Sequence[Breakdown], values: dict[str, list[Observation]]
) -> dict[str, list[SmallChart]]:
    """Small charts of the parts by dimension, all with one scale so that they can be compared."""
    every = [float(row.value) for rows in values.values() for row in rows]
    found: dict[str, list[SmallChart]] = {}
    for breakdown in breakdowns:
        rows = values.get(breakdown.key)
        if not rows:
            continue
        points = points_of(indicator, rows)
        series = [Series(breakdown.said_category, points)]
        words = describe(indicator, points, None, breakdown.said_category)
        chart = LineChart(words, series, small=True, low=min(every), high=max(every))
        small = SmallChart(
            breakdown.said_category, draw_lines(_with_ticks(indicator, chart)), points[0].text, points[-1].text
        )
        found.setdefault(breakdown.said_dimension, []).append(small)
    return found


def points_of(indicator: Indicator, values: Sequence[Observation]) -> list[Point]:
    """Values as points; the label is the period, the text the value with its unit."""
    found = []
    for row in values:
        period = parse_period(row.period)
        found.append(Point(float(period.time), float(row.value), period.words, amount(indicator, row.value), row.draft))
    return found


def describe(indicator: Indicator, points: Sequence[Point], aim: Point | None, part: str = "") -> str:
    """What can be seen, for those who do not."""
    title = f"{indicator.said_title}, {part}" if part else indicator.said_title
    words = {"title": title, "first": points[0].text, "since": points[0].label}
    words |= {"last": points[-1].text, "until": points[-1].label}
    if len(points) == 1:
        sentence = _("Diagramm: {title}, {last} {until}.")
    else:
        sentence = _("Liniendiagramm: {title}, von {first} {since} auf {last} {until}.")
    told = sentence.format(**words)
    if aim is not None:
        told += " " + _("{aim} {until}.").format(aim=aim.text, until=aim.label)
    return told + " " + _("Alle Werte stehen in der Tabelle.")


def _aim(indicator: Indicator, target: Target | None) -> Point | None:
    if target is None or target.value is None:
        return None
    period = parse_period(target.period)
    text = _("Ziel {value}").format(value=amount(indicator, target.value))
    return Point(float(period.time), float(target.value), period.words, text)


def _way(progress: Progress, values: Sequence[Observation]) -> list[Point]:
    """The way from the latest value to the target, as the rating counts it (a curve for growth)."""
    latest, target = progress.latest, progress.target
    if latest is None or target is None or target.time <= latest.time:
        return []
    pieces = PIECES if progress.way is Way.GROWTH and latest.value > 0 else 1
    step = (target.time - latest.time) / pieces
    times = [latest.time + step * place for place in range(pieces)]
    path = [*required_path(latest, target, times, progress.way), Reading(target.time, target.value)]
    return [Point(float(place.time), float(place.value), "", "") for place in path]


def _with_ticks(indicator: Indicator, chart: LineChart) -> LineChart:
    unit = "\u00a0%" if indicator.unit in ("%", "Prozent") else ""
    ticks = chart.scale().ticks
    words = [(tick, number_words(Decimal(repr(tick))) + unit) for tick in ticks]
    return replace(chart, tick_texts=words)


#: A line in a list shows so many values at most.
MOST_IN_LINE = 12


def draw_sparkline(values: Sequence[Observation]) -> SafeString:
    """A line without axis, for a row of a list; its value and target stand beside it as words."""
    shown = values[-MOST_IN_LINE:]
    if len(shown) < 2:
        return SafeString("")
    spots = [(float(parse_period(row.period).time), float(row.value)) for row in shown]
    first, low = spots[0][0], min(y for _x, y in spots)
    width, height = (spots[-1][0] - first) or 1.0, (max(y for _x, y in spots) - low) or 1.0
    points = " ".join(f"{2 + 96 * (x - first) / width:.1f},{26 - 22 * (y - low) / height:.1f}" for x, y in spots)
    return format_html(
        '<svg class="spark" viewBox="0 0 100 30" preserveAspectRatio="xMinYMid" aria-hidden="true">'
        '<polyline points="{}"/></svg>',
        points,
    )
