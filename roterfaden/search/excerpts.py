"""What of a hit's text is shown, and which words in it are marked: the analyser decides, so compounds are too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from roterfaden.search.analysis import ANALYSER, Entry
from roterfaden.search.analysis.text import TOKEN
from roterfaden.search.query import Query

LENGTH = 260
#: Marks looked for in one text, and how far into it.
MOST_MARKS, REACH = 60, 60_000


@dataclass(frozen=True)
class Mark:
    """A word to mark: where it stands and which term of the query it stands for."""

    start: int
    end: int
    term: int
    strong: bool


@dataclass
class Marker:
    """Finds the words of a query in texts; `unknown` terms are compared with typing errors forgiven."""

    query: Query
    unknown: Iterable[str] = ()
    _known: dict[str, tuple[int, bool] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._terms = [
            (number, frozenset((*term.words, term.canon)), frozenset(term.pieces), term)
            for number, term in enumerate(self.query.wanted)
        ]
        self._similar = frozenset(self.unknown)
        self._numbers = frozenset(key.lstrip("=") for key in self.query.numbers)

    def marks(self, text: str) -> list[Mark]:
        """The first words of the text to mark."""
        found: list[Mark] = []
        for match in TOKEN.finditer(text, 0, REACH):
            if meaning := self._meaning(match[0]):
                found.append(Mark(match.start(), match.end(), *meaning))
                if len(found) >= MOST_MARKS:
                    break
        return found

    def _meaning(self, token: str) -> tuple[int, bool] | None:
        if token not in self._known:
            self._known[token] = self._matched(ANALYSER[token])
        return self._known[token]

    def _matched(self, entry: Entry) -> tuple[int, bool] | None:
        """The term that the word stands for, and whether all of it."""
        terms = {*entry.words, *entry.parts}
        if not terms:
            return None
        if not self._numbers.isdisjoint(terms):
            return -1, True
        for number, wholes, _, term in self._terms:
            if not wholes.isdisjoint(terms) or (term.text in self._similar and any(map(term.is_like, terms))):
                return number, True
        for number, _, pieces, _ in self._terms:
            if not pieces.isdisjoint(terms):
                return number, False
        return None


def marked(text: str, marker: Marker) -> SafeString:
    """The whole text, its words marked (for titles)."""
    return _html(text, 0, len(text), _worth_marking(marker.marks(text)))


def excerpt(text: str, marker: Marker, length: int = LENGTH) -> SafeString:
    """The part of the text with the most different terms, else its beginning; whole words, escaped, marked."""
    marks = _worth_marking(marker.marks(text))
    start, end = _window(text, marks, length)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    return format_html("{}{}{}", before, _html(text, start, end, inside), after)


def _worth_marking(marks: list[Mark]) -> list[Mark]:
    """Pieces of a compound are marked only where the compound itself does not stand."""
    strong = [mark for mark in marks if mark.strong]
    return strong or marks


def _window(text: str, marks: Sequence[Mark], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    best = max(range(len(marks)), key=lambda index: _variety(marks, index, length), default=None)
    lead = length // 4
    start = max(0, min(marks[best].start - lead, len(text) - length)) if best is not None else 0
    return _at_word(text, start), _at_word(text, start + length)


def _variety(marks: Sequence[Mark], first: int, length: int) -> tuple[int, int, int]:
    """How many terms stand in a window that begins a little before this mark; earlier windows win a draw."""
    reach = marks[first].start + length * 3 // 4
    inside = [mark for mark in marks[first:] if mark.end <= reach]
    return len({mark.term for mark in inside}), min(len(inside), 6), -first


def _at_word(text: str, place: int) -> int:
    """The nearest beginning of a word at or after `place`, unless it is far."""
    if place <= 0 or place >= len(text):
        return max(0, min(place, len(text)))
    space = text.find(" ", place - 1, place + 40)
    return space + 1 if space >= 0 else place


def _html(text: str, start: int, end: int, marks: Sequence[Mark]) -> SafeString:
    pieces, position = [], start
    for mark in marks:
        pieces.append((text[position : mark.start], text[mark.start : mark.end]))
        position = mark.end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[position:end].rstrip())
