"""Upright bars: amounts beside each other, one or two for each label (planned and spent)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from roterfaden.kit.charts.axes import draw_axes
from roterfaden.kit.charts.scale import Scale, scale_for

LEFT, RIGHT, TOP, BOTTOM = 11.0, 99.0, 12.0, 86.0
#: More bars than this have no words of their own; the table beside them has.
MOST_WORDS = 8
#: Labels below the axis, at most.
MOST_LABELS = 6
#: Letters that stand beside each other below the axis; longer labels are fewer, the table beside the chart has all.
LETTERS = 56


@dataclass(frozen=True)
class Bar:
    """What stands at one label: values (at most three) with their words."""

    label: str
    values: Sequence[float]
    texts: Sequence[str] = ()


@dataclass(frozen=True)
class BarChart:
    """A chart; `description` says in a sentence what can be seen."""

    description: str
    bars: Sequence[Bar]
    tick_texts: Sequence[tuple[float, str]] | None = None

    def scale(self) -> Scale:
        """The vertical axis, always with zero."""
        return scale_for((value for bar in self.bars for value in bar.values), zero=True)


def draw_bars(chart: BarChart) -> SafeString:
    """The picture; empty for a chart without bars."""
    if not any(bar.values for bar in chart.bars):
        return mark_safe("")
    scale = chart.scale()
    return format_html(
        '<svg class="chart bars" role="img" aria-label="{}">{}{}{}</svg>',
        chart.description,
        _axes(scale, chart),
        _rectangles(scale, chart),
        _labels(chart),
    )


def _y(scale: Scale, value: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * scale.share(value)


def _axes(scale: Scale, chart: BarChart) -> SafeString:
    return draw_axes([(_y(scale, tick), tick == 0, tick) for tick in scale.ticks], chart.tick_texts)


def _rectangles(scale: Scale, chart: BarChart) -> SafeString:
    """The bars of each label side by side, with a fifth of the room between two labels."""
    room = (RIGHT - LEFT) / len(chart.bars)
    ground = _y(scale, min(max(0.0, scale.low), scale.high))
    rows, words = [], []
    for place, bar in enumerate(chart.bars):
        width = room * 0.8 / max(1, len(bar.values))
        for number, value in enumerate(bar.values[:3]):
            x, y = LEFT + room * (place + 0.1) + width * number, _y(scale, value)
            rows.append(
                (f"v{number}", f"{x:.2f}%", f"{min(y, ground):.2f}%", f"{width:.2f}%", f"{abs(ground - y):.2f}%")
            )
            if len(bar.values) == 1 and len(chart.bars) <= MOST_WORDS and bar.texts:
                words.append((f"{x + width / 2:.2f}%", f"{min(y, ground):.2f}%", bar.texts[0]))
    shapes = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', rows)
    return shapes + format_html_join("", '<text class="mid" x="{}" y="{}" dy="-.4em">{}</text>', words)


def _labels(chart: BarChart) -> SafeString:
    room = (RIGHT - LEFT) / len(chart.bars)
    longest = max(len(bar.label) for bar in chart.bars)
    step = max(-(-len(chart.bars) // MOST_LABELS), min(len(chart.bars), -(-len(chart.bars) * longest // LETTERS)))
    rows = (
        (f"{LEFT + room * (place + 0.5):.2f}%", bar.label)
        for place, bar in enumerate(chart.bars)
        if (len(chart.bars) - 1 - place) % step == 0
    )
    return format_html_join("", '<text class="axis-text mid" x="{}" y="97%">{}</text>', rows)
