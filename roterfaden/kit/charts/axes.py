"""The lines that carry a chart's numbers."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def draw_axes(ticks: Sequence[tuple[float, bool, float]], texts: Sequence[tuple[float, str]] | None) -> SafeString:
    """Hairlines at (height in hundredths, whether it is the ground, value), with the words of the values above them."""
    words = dict(texts or ())
    lines = format_html_join(
        "",
        '<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/>',
        (("axis" if ground else "grid", f"{y:.2f}%", f"{y:.2f}%") for y, ground, _value in ticks),
    )
    named = ((f"{y:.2f}%", words[value]) for y, _ground, value in ticks if words.get(value))
    return lines + format_html_join("", '<text class="axis-text" x="0" y="{}" dy="-.3em">{}</text>', named)
