"""Numbers as people and systems write them: 1.234,5 in Germany, 1,234.5 elsewhere. A doubtful one is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: What the database keeps exactly (SQLite holds 15 digits).
MOST_DIGITS = 15
MOST_PLACES = 6
SPACES = re.compile("[\u00a0\u2007\u2009\u202f ]")
FORMULA = re.compile(r"\s*[=@＝＠]|\s*[+\-＋－]\s*[^0-9.,\s\u00a0\u202f]")
SIGN = re.compile(r"^[+\-\u2212\u2013](?=[0-9.,])")
PLAIN = re.compile(r"[0-9]+")
GERMAN_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?|,[0-9]+")
ENGLISH_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE][+\-]?[0-9]{1,2}")


class Writing(TextChoices):
    """How the numbers of a file are written."""

    AUTO = "auto", gettext_lazy("erkennen")
    GERMAN = "german", gettext_lazy("deutsch: 1.234,5")
    ENGLISH = "english", gettext_lazy("englisch: 1,234.5")


class Hint(StrEnum):
    """What the spelling of one number says about the others."""

    NOTHING = ""
    GERMAN = "german"
    ENGLISH = "english"
    DOUBTFUL = "doubtful"


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute this cell. A number with a sign is none."""
    return bool(FORMULA.match(cell))


def hint_of(cell: str) -> Hint:
    """What a spelling tells: 1.234,5 is German, 1,234.5 and 12.5 English, 1.234 could be both."""
    text = SIGN.sub("", SPACES.sub("", cell.strip()))
    german, english = bool(GERMAN_NUMBER.fullmatch(text)), bool(ENGLISH_NUMBER.fullmatch(text))
    if PLAIN.fullmatch(text) or not (german or english):
        return Hint.NOTHING
    if german and english:
        return Hint.DOUBTFUL
    return Hint.GERMAN if german else Hint.ENGLISH


def writing_of(cells: Iterable[str]) -> Writing:
    """How a file writes numbers, by all its cells: AUTO where nothing tells, or where cells contradict each other."""
    seen = {hint for cell in cells if (hint := hint_of(cell)) in (Hint.GERMAN, Hint.ENGLISH)}
    return Writing(seen.pop().value) if len(seen) == 1 else Writing.AUTO


def parse_number(cell: str, writing: Writing = Writing.AUTO) -> Decimal:
    """The number; ValueError with a sentence where the cell is none, or could be two."""
    if is_formula(cell):
        raise ValueError(_("eine Formel statt eines Werts"))
    text = SPACES.sub("", cell.strip())
    sign = "-" if SIGN.match(text) and text[0] != "+" else ""
    text = SIGN.sub("", text)
    if SCIENTIFIC.fullmatch(text):
        return _checked(Decimal(sign + text), cell)
    if writing is Writing.AUTO:
        writing = _told(text, cell)
    pattern = GERMAN_NUMBER if writing is Writing.GERMAN else ENGLISH_NUMBER
    if not pattern.fullmatch(text):
        raise ValueError(_("keine Zahl: {text}").format(text=cell.strip()[:40]))
    group, mark = (".", ",") if writing is Writing.GERMAN else (",", ".")
    return _checked(Decimal(sign + text.replace(group, "").replace(mark, ".")), cell)


def _told(text: str, cell: str) -> Writing:
    hint = hint_of(text)
    if hint is Hint.DOUBTFUL:
        raise ValueError(
            _("mehrdeutig: {text} kann ein Tausender oder ein Bruch sein; bitte die Schreibweise wählen").format(
                text=cell.strip()[:40]
            )
        )
    return Writing.GERMAN if hint is Hint.GERMAN else Writing.ENGLISH


def _checked(number: Decimal, cell: str) -> Decimal:
    """The number, if the database keeps it exactly."""
    plain = number.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    digits = max(plain.adjusted() + 1, 0) + places
    if digits > MOST_DIGITS or places > MOST_PLACES:
        raise ValueError(_("zu viele Stellen: {text}").format(text=cell.strip()[:40]))
    return plain + Decimal(0)


def number_words(value: Decimal | float | int, decimals: int | None = None) -> str:
    """A number in the language at hand with grouped thousands, rounded to `decimals` places (None: as it is)."""
    if decimals is None:
        plain = Decimal(value).normalize()
        decimals = max(0, -int(plain.as_tuple().exponent))
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True).replace("-", "−")
