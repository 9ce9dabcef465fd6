"""What readers of files and addresses give: values and refusals, each with its line, in one stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import slugify

from roterfaden.strategy.indicators.periods import Period

#: A file of more rows is no list of indicator values; it would hold everybody up.
MOST_ROWS = 200_000
LONGEST_WORD = 100
GERMAN_LETTERS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class FileProblem(ValueError):
    """A file that cannot be read at all; the text says why."""


@dataclass(frozen=True)
class Part:
    """A part of the whole: dimension "Geschlecht", category "Frauen". Empty: the whole itself."""

    dimension: str = ""
    category: str = ""

    @property
    def key(self) -> str:
        """Its name that never changes."""
        if not self.category:
            return ""
        return f"{_slug(self.dimension) or 'teil'}:{_slug(self.category)}"[:120]


@dataclass(frozen=True)
class Value:
    """A value as it stands in a line. `indicator` is a short name where the file is about several."""

    line: int
    period: Period
    value: Decimal
    draft: bool = False
    part: Part = Part()
    indicator: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Refusal:
    """A line that is not taken, and why."""

    line: int
    text: str


Row = Value | Refusal
Rows = Iterator[Row]


def word(text: str) -> str:
    """A name from a file: one line, nothing unseen, not too long, no formula."""
    plain = " ".join(UNSEEN.sub("", text).split())
    return plain.lstrip("=+@\t").strip()[:LONGEST_WORD]


def _slug(text: str) -> str:
    """A short name; letters that have no plain form keep a place by their number, so that two names stay two."""
    german = text.casefold().translate(GERMAN_LETTERS)
    marked = german.replace("<", " unter ").replace(">", " ueber ").replace("+", " plus ")
    return slugify(marked)[:55] or "-".join(f"{ord(letter):x}" for letter in text[:8])
