"""Texts that people type into a survey: cleaned once, short enough, and no flood of marks over one letter."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_text

#: More marks over one letter than any script needs.
MOST_MARKS = 4
LONGEST = 2_000


class Wrong(ValueError):
    """An answer that cannot be taken; the text tells the visitor why."""


def cleaned(text: str, longest: int) -> str:
    """The text as it is kept; raises Wrong."""
    if len(text) > longest:
        raise Wrong(
            _("Das ist zu lang: {number} Zeichen, möglich sind {most}. Bitte kürzen Sie.").format(
                number=len(text), most=longest
            )
        )
    if _is_flood(text):
        raise Wrong(_("Darin stehen zu viele Zeichen übereinander. Bitte schreiben Sie es ohne sie."))
    return clean_text(text)


def _is_flood(text: str) -> bool:
    run = 0
    for letter in unicodedata.normalize("NFC", text):
        run = run + 1 if unicodedata.combining(letter) or unicodedata.category(letter) == "Mn" else 0
        if run > MOST_MARKS:
            return True
    return False
