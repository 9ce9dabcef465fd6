"""What changed between two texts, word by word, for a view in one line of text or side by side.

Texts of any size are answered in time: what both have at their beginning and end is set aside first, whole paragraphs
are compared before words, and where too much is different a paragraph is the smallest unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

Op = Literal["equal", "insert", "delete"]
#: More words than this on both sides together are compared by paragraphs only.
MAX_WORDS = 20_000
#: Pairs of equal words in all passages of a comparison together: what finding the longest common passage costs.
MAX_EFFORT = 400_000
#: More different paragraphs are not compared with each other.
MAX_PARAGRAPHS = 2_000
_WORD = re.compile(r"(\w+|[^\w\s]|^(?=\s))(\s*)")
_PARAGRAPHS = re.compile(r"[^\n]*\n+|[^\n]+")
#: A word and the space behind it: words are compared without it.
Token = tuple[str, str]


class Segment(NamedTuple):
    """A piece of text that both have, only the new one (insert) or only the old one (delete)."""

    op: Op
    text: str


@dataclass(frozen=True)
class Row:
    """Two passages side by side; the pieces of each side are its own words in order."""

    old: tuple[Segment, ...]
    new: tuple[Segment, ...]

    @property
    def changed(self) -> bool:
        """Whether the sides differ."""
        return any(segment.op != "equal" for segment in (*self.old, *self.new))


def diff(old: str, new: str) -> list[Segment]:
    """The words of both texts in one line, deleted ones before inserted ones."""
    if old == new:
        return [Segment("equal", old)] if old else []
    found: list[Segment] = []
    budget = _Budget(by_words=len(_WORD.findall(old)) + len(_WORD.findall(new)) <= MAX_WORDS)
    for op, left, right in _opcodes(_PARAGRAPHS.findall(old), _PARAGRAPHS.findall(new)):
        if op == "equal":
            found.append(Segment("equal", "".join(left)))
        else:
            found.extend(_words("".join(left), "".join(right), budget))
    return list(_merged(found))


def side_by_side(old: str, new: str) -> list[Row]:
    """The paragraphs of both texts in rows, with the changed words marked on each side."""
    rows: list[Row] = []
    left: list[Segment] = []
    right: list[Segment] = []
    for segment in diff(old, new):
        for piece in _PARAGRAPHS.findall(segment.text) or [segment.text]:
            left += [Segment(segment.op, piece)] if segment.op != "insert" else []
            right += [Segment(segment.op, piece)] if segment.op != "delete" else []
            if segment.op == "equal" and piece.endswith("\n"):
                rows.append(Row(tuple(left), tuple(right)))
                left, right = [], []
    if left or right:
        rows.append(Row(tuple(left), tuple(right)))
    return rows


@dataclass
class _Budget:
    """What a comparison may still spend."""

    by_words: bool
    effort: int = MAX_EFFORT

    def allows(self, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether these two may be compared word by word; takes the effort off."""
        if not self.by_words:
            return False
        there = Counter(right)
        popular = len(right) // 100 + 1 if len(right) >= 200 else len(right)
        pairs = sum(count * there[word] for word, count in Counter(left).items() if there[word] <= popular)
        if pairs > self.effort:
            return False
        self.effort -= pairs
        return True


def _words(old: str, new: str, budget: _Budget) -> Iterator[Segment]:
    left: list[Token] = _WORD.findall(old)
    right: list[Token] = _WORD.findall(new)
    head, tail = _common(left, right)
    yield Segment("equal", _text(left[:head]))
    yield from _middle(left[head : len(left) - tail], right[head : len(right) - tail], budget)
    yield Segment("equal", _text(left[len(left) - tail :]))


def _middle(left: list[Token], right: list[Token], budget: _Budget) -> Iterator[Segment]:
    a, b = [word for word, _ in left], [word for word, _ in right]
    if not a or not b or not budget.allows(a, b):
        yield Segment("delete", _text(left))
        yield Segment("insert", _text(right))
        return
    for op, i, j, k, m in SequenceMatcher(None, a, b, autojunk=True).get_opcodes():
        if op == "equal":
            yield from _same_words(left[i:j], right[k:m])
        else:
            yield Segment("delete", _text(left[i:j]))
            yield Segment("insert", _text(right[k:m]))


def _same_words(left: list[Token], right: list[Token]) -> Iterator[Segment]:
    """The same words, perhaps with another space behind them."""
    for (word, space), (_, other) in zip(left, right, strict=True):
        yield Segment("equal", word + (space if space == other else ""))
        if space != other:
            yield Segment("delete", space)
            yield Segment("insert", other)


def _text(tokens: Sequence[Token]) -> str:
    return "".join(word + space for word, space in tokens)


def _opcodes(left: list[str], right: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Paragraphs: equal beginnings and ends first, the rest compared if there are not too many."""
    head, tail = _common(left, right)
    yield "equal", left[:head], right[:head]
    middle_left, middle_right = left[head : len(left) - tail], right[head : len(right) - tail]
    if max(len(middle_left), len(middle_right)) <= MAX_PARAGRAPHS:
        yield from _compare(middle_left, middle_right)
    else:
        yield "replace", middle_left, middle_right
    yield "equal", left[len(left) - tail :], right[len(right) - tail :]


def _compare(left: list[str], right: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    for op, a, b, c, d in SequenceMatcher(None, left, right, autojunk=True).get_opcodes():
        yield op, left[a:b], right[c:d]


def _common(left: Sequence[object], right: Sequence[object]) -> tuple[int, int]:
    """How many pieces both have in common at the beginning, and how many of the others at the end."""
    shorter = min(len(left), len(right))
    head = next((i for i in range(shorter) if left[i] != right[i]), shorter)
    tail = next((i for i in range(shorter - head) if left[-1 - i] != right[-1 - i]), shorter - head)
    return head, tail


def _changes(deleted: str, inserted: str) -> Iterator[Segment]:
    """Deleted words before inserted ones; the space that both end with is no change."""
    ends = deleted[len(deleted.rstrip()) :], inserted[len(inserted.rstrip()) :]
    space = _common(ends[0][::-1], ends[1][::-1])[0]
    yield Segment("delete", deleted[: len(deleted) - space])
    yield Segment("insert", inserted[: len(inserted) - space])
    yield Segment("equal", deleted[len(deleted) - space :])


def _tidied(segments: list[Segment]) -> Iterator[Segment]:
    """Each run of changes with all its deleted words first."""
    for changed, run in groupby(segments, key=lambda segment: segment.op != "equal"):
        pieces = list(run)
        if changed:
            deleted = "".join(text for op, text in pieces if op == "delete")
            yield from _changes(deleted, "".join(text for op, text in pieces if op == "insert"))
        else:
            yield from pieces


def _merged(segments: list[Segment]) -> Iterator[Segment]:
    """Neighbours of one kind as one piece, nothing empty."""
    filled = [segment for segment in segments if segment.text]
    tidied = [segment for segment in _tidied(filled) if segment.text]
    for op, run in groupby(tidied, key=lambda segment: segment.op):
        yield Segment(op, "".join(segment.text for segment in run))
