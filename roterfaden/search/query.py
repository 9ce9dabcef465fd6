"""From what people type to what engines look for. Nothing typed is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roterfaden.search.analysis import ANALYSER, Entry, clean, number_keys
from roterfaden.search.analysis.distance import is_within
from roterfaden.search.analysis.text import TOKEN, fold

#: Longer questions are cut: by then nobody types, somebody pastes.
MAX_QUERY, MAX_TERMS, MAX_PHRASE = 300, 16, 12
#: So much of a word must be typed for it to stand for words that begin so.
SHORTEST_BEGINNING = 4

_QUOTES = '"“”„‟«»'
_PIECES = re.compile(
    rf"(?P<minus>(?<!\S)[-−–])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<plain>[^\s{_QUOTES}]+))"
)


@dataclass(frozen=True)
class Term:
    """A word or phrase to look for: its words in order, and the one term that stands for all of it (words only)."""

    text: str
    words: tuple[str, ...]
    canon: str = ""
    pieces: tuple[str, ...] = ()
    negative: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether its words must stand side by side."""
        return not self.canon

    @property
    def distance(self) -> int:
        """How many typing errors are forgiven: none in short words, phrases and numbers."""
        length = len(self.text) if self.canon and self.canon.isalpha() else 0
        return 0 if length < 5 else 1 if length < 9 else 2

    @property
    def spellings(self) -> tuple[str, ...]:
        """What is compared with other words where nothing has this one: its stem, and all of it as it was typed."""
        if self.is_phrase:
            return ()
        stem = self.words[0] if len(self.words) == 1 else self.canon
        return tuple(dict.fromkeys((stem, fold(self.text))))

    def is_like(self, word: str) -> bool:
        """Whether the word begins so, or differs by typing errors only."""
        return any(
            (len(spelling) >= SHORTEST_BEGINNING and word.startswith(spelling))
            or is_within(spelling, word, self.distance)
            for spelling in self.spellings
        )


@dataclass(frozen=True)
class Query:
    """What is looked for. `numbers` are keys of a paper's number, where the whole text can be one."""

    text: str
    terms: tuple[Term, ...] = ()
    numbers: tuple[str, ...] = ()
    shortened: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that a hit has."""
        return tuple(term for term in self.terms if not term.negative)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """The terms that a hit must not have."""
        return tuple(term for term in self.terms if term.negative)

    def __bool__(self) -> bool:
        return bool(self.wanted or self.numbers)


def parse(text: str) -> Query:
    """The query in a text: words, "phrases", -words. Everything else is plain text."""
    shortened = len(text) > MAX_QUERY
    text = " ".join(clean(text[:MAX_QUERY]).split())
    terms: dict[tuple[object, ...], Term] = {}
    for match in _PIECES.finditer(text):
        for term in _terms(match):
            terms.setdefault((term.words, term.canon, term.negative), term)
    if len(terms) > MAX_TERMS:
        shortened = True
    return Query(text, tuple(terms.values())[:MAX_TERMS], number_keys(text), shortened)


def _terms(match: re.Match[str]) -> list[Term]:
    negative = bool(match["minus"])
    if match["phrase"] is not None:
        return _phrase(match["phrase"], negative)
    tokens = TOKEN.findall(match["plain"])
    return [_word(token, ANALYSER[token], negative) for token in tokens if ANALYSER[token].words]


def _word(token: str, entry: Entry, negative: bool) -> Term:
    return Term(token, entry.words, entry.canon, entry.pieces, negative)


def _phrase(text: str, negative: bool) -> list[Term]:
    tokens = [token for token in TOKEN.findall(text) if ANALYSER[token].words]
    words = tuple(word for token in tokens for word in ANALYSER[token].words)[:MAX_PHRASE]
    if len(tokens) == 1:
        return [_word(tokens[0], ANALYSER[tokens[0]], negative)]
    return [Term(" ".join(text.split()), words, negative=negative)] if words else []
