"""Template tags of threads."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def threads_of(kind: str, key: Any) -> list[Any]:
    """The public threads that a thing is a station of: [Thing], one query; for `threads/parts/part_of.html`."""
    return []
