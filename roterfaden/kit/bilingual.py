"""Things with German and English fields (`title`, `title_en`): which text is said, and in which language it is.

Where the English text is still empty the German one is shown and marked as German (WCAG 3.1.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

GERMAN, ENGLISH = "de", "en"


@dataclass(frozen=True)
class Said:
    """A text and its language: `lang` is empty where it is that of the page around it."""

    text: Any
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return str(self.text)


def said(thing: object, field: str) -> Said:
    """`field` of `thing` in the active language; where `field_en` is empty, the German text, marked as such."""
    german = getattr(thing, field)
    if get_language() != ENGLISH:
        return Said(german)
    english = getattr(thing, f"{field}_{ENGLISH}")
    return Said(english) if english else Said(german, GERMAN if german else "")
