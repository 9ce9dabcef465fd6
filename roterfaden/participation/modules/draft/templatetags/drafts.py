"""Filters of the pages of drafts."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import ngettext

from roterfaden.participation.modules.draft.passages import Passage
from roterfaden.participation.modules.draft.reading import Voices
from roterfaden.participation.modules.draft.things import passage_title

register = template.Library()


@register.filter
def called(passage: Passage | None) -> str:
    """A passage in two words: "Absatz 3"."""
    return passage_title(passage)


@register.filter
def counted(voices: Voices) -> str:
    """How much was said: "2 Vorschläge, 1 Kommentar"."""
    words = []
    if voices.suggestions:
        number = voices.suggestions
        words.append(ngettext("{number} Vorschlag", "{number} Vorschläge", number).format(number=number))
    if voices.comments:
        number = voices.comments
        words.append(ngettext("{number} Kommentar", "{number} Kommentare", number).format(number=number))
    return ", ".join(words)


@register.filter
def has(values: Any, key: int) -> bool:
    """Whether a key is among the values of a field of several choices."""
    return str(key) in {str(value) for value in values or ()}
