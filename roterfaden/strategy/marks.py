"""A light as shape and word."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from roterfaden.strategy.models import Measure

SHAPES = {"onTrack": "●", "late": "▲", "stalled": "■", "done": "✓", "notBegun": "○"}
TONES = {"onTrack": " good", "done": " good", "late": " late", "stalled": " late", "notBegun": ""}


def mark(value: str) -> SafeString | str:
    """The light in the language at hand; nothing for what is none."""
    if value not in SHAPES:
        return ""
    shape = '<span class="light{}"><i aria-hidden="true">{}</i>{}</span>'
    return format_html(shape, TONES[value], SHAPES[value], Measure.Light(value).label)
