"""Template tags of notices."""

from __future__ import annotations

from typing import Any

from django import template

from roterfaden.kit.things import LONGEST_KEY, Ref, kinds
from roterfaden.notices.rendering import follow_path

register = template.Library()


@register.simple_tag
def follow_address(kind: str, key: Any) -> str:
    """The address of the page on which one follows a thing; empty for what cannot be followed."""
    name = str(key)
    if kind not in kinds or not kinds[kind].follow or not 0 < len(name) <= LONGEST_KEY:
        return ""
    return follow_path(Ref(kind, name))


@register.simple_tag
def feed_address(kind: str, key: Any) -> str:
    """The address of the feed of what happens to a thing; empty for what cannot be followed."""
    return follow_path(Ref(kind, str(key)), "feed") if follow_address(kind, key) else ""
