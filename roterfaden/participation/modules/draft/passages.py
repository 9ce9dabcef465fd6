"""A text as numbered passages, each with a name that stays with it from version to version.

In a version a passage is a small JSON object: {"anchor": "p7", "level": 0, "number": "3", "text": "…", "source": ""}.
`level` is 0 for a paragraph and 1 to 3 for a heading; paragraphs are numbered, headings are not. Editors type headings
as lines that begin with one to three "#", and part everything by empty lines. `source` is the paragraph's name where
the text was taken from (a plan).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from roterfaden.kit.documents import Paragraph
from roterfaden.kit.html import clean_text
from roterfaden.methods.anchoring import continued

HEADING = re.compile(r"(#{1,3})\s+(\S.*)", re.DOTALL)
ANCHOR = re.compile(r"p[1-9][0-9]{0,6}")
#: Letters of a whole text, and passages of it.
LONGEST_TEXT = 400_000
MOST = 3_000


class TooLong(ValueError):
    """A text with more letters or paragraphs than a page bears."""


@dataclass(frozen=True)
class Passage:
    """A paragraph or heading of one version."""

    anchor: str
    text: str
    level: int = 0
    number: str = ""
    source: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it stands over others."""
        return self.level > 0


def read(rows: Iterable[dict[str, Any]]) -> list[Passage]:
    """The passages of a version's JSON."""
    return [Passage(**row) for row in rows]


def written(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """The JSON of passages."""
    return [asdict(passage) for passage in passages]


def typed(text: str) -> list[Paragraph]:
    """What an editor typed, cleaned and parted; names are given by `named`. Raises TooLong."""
    cleaned = clean_text(text)
    if len(cleaned) > LONGEST_TEXT:
        raise TooLong
    return [_paragraph(part) for part in (piece.strip() for piece in cleaned.split("\n\n")) if part]


def _paragraph(text: str) -> Paragraph:
    found = HEADING.fullmatch(text)
    return Paragraph("", " ".join(found[2].split()), len(found[1])) if found else Paragraph("", text)


def as_typed(passages: Iterable[Passage]) -> str:
    """The text as an editor types it."""
    return "\n\n".join(f"{'#' * one.level} {one.text}" if one.is_heading else one.text for one in passages)


def named(before: Sequence[Passage], paragraphs: Sequence[Paragraph], last: int) -> tuple[list[Passage], int]:
    """Passages of a new text, with the names of those they continue; new ones are named from `last` + 1 on.

    Gives them and the last name that was given. Headings only continue headings. Raises TooLong.
    """
    if len(paragraphs) > MOST:
        raise TooLong
    places: dict[int, str] = {}
    for heading in (False, True):
        places |= _continued(before, paragraphs, heading)
    found = []
    for place, paragraph in enumerate(paragraphs):
        anchor = places.get(place)
        if anchor is None:
            last += 1
            anchor = f"p{last}"
        found.append(Passage(anchor, paragraph.text, paragraph.level, "", paragraph.anchor))
    return numbered(found), last


def _continued(before: Sequence[Passage], paragraphs: Sequence[Paragraph], heading: bool) -> dict[int, str]:
    old = [passage for passage in before if passage.is_heading == heading]
    new = [place for place, paragraph in enumerate(paragraphs) if bool(paragraph.level) == heading]
    matches = continued([passage.text for passage in old], [paragraphs[place].text for place in new])
    return {place: old[match].anchor for place, match in zip(new, matches, strict=True) if match is not None}


def replaced(parts: Sequence[Passage], anchor: str, text: str, last: int) -> tuple[list[Passage], int]:
    """The passages with another wording for one of them; empty: it goes. What is parted by empty lines becomes several
    passages, of which the first keeps the name. Gives them and the last name that was given. Raises TooLong.
    """
    found: list[Passage] = []
    for part in parts:
        if part.anchor != anchor:
            found.append(part)
            continue
        for place, piece in enumerate(typed(text)):
            last += place > 0
            name = anchor if place == 0 else f"p{last}"
            level = part.level if place == 0 and part.is_heading else piece.level
            found.append(Passage(name, piece.text, level, "", part.source if place == 0 else ""))
    if len(found) > MOST:
        raise TooLong
    return numbered(found), last


def numbered(parts: Iterable[Passage]) -> list[Passage]:
    """Passages with their numbers: paragraphs are counted, headings are not."""
    found, number = [], 0
    for part in parts:
        number += not part.is_heading
        found.append(replace(part, number="" if part.is_heading else str(number)))
    return found
