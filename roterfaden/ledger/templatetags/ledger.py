"""Template tags of the ledger."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()


@register.simple_tag
def ledger_address(kind: str, key: Any) -> str:
    """The address of "Was hat sich geändert?" for a thing; empty for a key that has none."""
    try:
        return reverse("ledger:subject", args=[kind, str(key)])
    except NoReverseMatch:
        return ""


@register.filter
def short_hash(value: Any) -> str:
    """The beginning of a hash, in groups of four, as people compare it."""
    text = bytes(value).hex()[:16]
    return " ".join(text[at : at + 4] for at in range(0, 16, 4))


@register.filter
def whole_hash(value: Any) -> str:
    """All of a hash."""
    return bytes(value).hex()
