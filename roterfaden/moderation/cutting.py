"""Shortening takes away and adds nothing: what is left must stand in the original in this order."""

from __future__ import annotations

import re

GAP = "[…]"
#: How people type it.
GAPS = re.compile(r"\[\s*(?:…|\.{3})\s*\]")
MOST_SENTENCES = 60
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def is_cut_of(shorter: str, whole: str) -> bool:
    """Whether `shorter` is `whole` with gaps. White space does not count. A cut without its sign is none."""
    rest = _squeezed(whole)
    pieces = [_squeezed(piece) for piece in GAPS.split(shorter)]
    if len(pieces) == 1:
        return pieces[0] == rest
    first, *middle, last = pieces
    if not rest.startswith(first) or not rest.endswith(last) or len(first) + len(last) > len(rest):
        return False
    rest = rest[len(first) : len(rest) - len(last)]
    for piece in middle:
        place = rest.find(piece)
        if place < 0:
            return False
        rest = rest[place + len(piece) :]
    return True


def with_gaps(text: str) -> str:
    """Gaps in their one spelling."""
    return GAPS.sub(GAP, text).strip()


def sentences(title: str, text: str) -> list[str]:
    """The passages that a report can point at."""
    rows = [title, *SENTENCE.split(text)] if title else SENTENCE.split(text)
    return [row.strip() for row in rows if row.strip()][:MOST_SENTENCES]


def _squeezed(text: str) -> str:
    return " ".join(text.split())
