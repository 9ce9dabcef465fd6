"""What people type, cleaned once, with plain words where it cannot be taken."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_line, clean_text

#: No alphabet stacks more marks than this on one letter; a flood of them covers what stands around.
MOST_MARKS = 8
MARKS = re.compile(
    rf"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MOST_MARKS + 1},}}"
)


def text_of(raw: str, longest: int) -> str:
    """A text of several lines; ValidationError says what is wrong, the text itself stays with the form."""
    _check(raw, longest)
    return clean_text(raw)


def line_of(raw: str, longest: int) -> str:
    """A text of one line; the same."""
    _check(raw, longest)
    return clean_line(raw)


def _check(raw: str, longest: int) -> None:
    if "\x00" in raw:
        raise ValidationError(_("Der Text enthält ein Zeichen, das kein Text ist. Bitte tippen Sie ihn noch einmal."))
    length = len(unicodedata.normalize("NFC", raw)) if len(raw) <= 4 * longest else len(raw)
    if length > longest:
        sentence = _("Der Text ist zu lang: {length} Zeichen. Es passen {longest}.")
        raise ValidationError(sentence.format(length=number_format(length, 0), longest=number_format(longest, 0)))
    if MARKS.search(raw):
        raise ValidationError(_("Der Text türmt zu viele Zeichen übereinander. Bitte nehmen Sie einfache Buchstaben."))
