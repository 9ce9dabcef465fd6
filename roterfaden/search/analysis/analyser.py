"""The analyser: a token's words and parts, cached per token.

`words` are what stands there, stemmed, in order (phrases are looked up in them); `parts` are what a word is made of:
its compound parts and every run of them, other spellings, the numbers of a number. A word of a query is found where
its `words` or its `canon` occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from roterfaden.search.analysis.compounds import split, stem
from roterfaden.search.analysis.numbers import number_keys
from roterfaden.search.analysis.stopwords import STOP_WORDS
from roterfaden.search.analysis.text import SHARED_END, TOKEN, fold, undo_digraphs

#: Distinct tokens that are kept; German council papers have fewer.
CACHE_SIZE = 200_000
MAX_TERM = 80

_GENDER = re.compile(r"(?:[*:_]|/-?)in(?:nen)?$")
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])In(?:nen)?$")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)$")


class Entry(NamedTuple):
    """What one token means: its words in order, its parts, and the one term that stands for all of it."""

    words: tuple[str, ...]
    parts: tuple[str, ...]
    canon: str
    #: The canonical compound parts, where there are at least two.
    pieces: tuple[str, ...] = ()


NOTHING = Entry((), (), "")


@dataclass(frozen=True)
class Analysed:
    """A text as the index takes it: words and parts, each separated by spaces."""

    words: str
    parts: str


class Analyser(dict[str, Entry]):
    """A cache of entries by token; a missing token is analysed when it is asked for."""

    def __missing__(self, token: str) -> Entry:
        if len(self) >= CACHE_SIZE:
            self.clear()
        entry = self[token] = _entry(token)
        return entry

    def entries(self, text: str) -> Iterator[Entry]:
        """The entries of a clean text, in order; stop words are empty."""
        return map(self.__getitem__, TOKEN.findall(text))

    def shared_ends(self, text: str) -> Iterator[str]:
        """Terms for words that lack their end: "Rad- und Fußverkehr" contains "Radverkehr"."""
        for match in SHARED_END.finditer(text):
            head, pieces = self[match[1]].canon, self[match[2]].pieces
            if head and pieces:
                yield from ("".join((head, *pieces[1:end])) for end in range(2, len(pieces) + 1))

    def analyse(self, text: str) -> Analysed:
        """Words and parts of a clean text."""
        entries = list(self.entries(text))
        words = " ".join([word for entry in entries for word in entry[0]])
        parts = [part for entry in entries for part in entry[1]]
        if "- " in text:
            parts.extend(self.shared_ends(text))
        return Analysed(words, " ".join(parts))


def _entry(token: str) -> Entry:
    if token[0].isdigit() and not token.isalnum():
        return _number(token)
    bare = _INNER_CAPITAL.sub("", _GENDER.sub("", token))
    pieces = [fold(piece) for piece in re.split("[-‐‑]", bare)]
    if len(pieces) > 1:
        return _hyphenated(pieces)
    return NOTHING if pieces[0] in STOP_WORDS else _word(pieces[0])


def _word(folded: str) -> Entry:
    """The entry of one word without hyphens."""
    folded = folded[:MAX_TERM]
    known = split(folded) or split(undo_digraphs(folded))
    if known is None:
        term = stem(folded)
        if split(term):  # "Müller" has the stem of "Müll", but is another word.
            term = folded
        return Entry((term,), (), term)
    surface, pieces = known
    canon = "".join(pieces)
    parts = dict.fromkeys(part for part in (canon, *_runs(pieces)) if part != surface)
    return Entry((surface,), tuple(parts), canon, pieces if len(pieces) > 1 else ())


def _hyphenated(pieces: list[str]) -> Entry:
    """ "Kita-Platz" is two words, and one compound: "kitaplatz"."""
    entries = [_word(piece) for piece in pieces if piece and piece not in STOP_WORDS][:8]
    if not entries:
        return NOTHING
    single = [part for entry in entries for part in (entry.pieces or (entry.canon,))]
    words = tuple(word for entry in entries for word in entry.words)
    canon = "".join(single)[:MAX_TERM]
    inner = [part for entry in entries for part in entry.parts]
    joined = _word("".join(pieces)[:MAX_TERM]).words[0]
    parts = dict.fromkeys(part for part in (canon, joined, *_runs(tuple(single[:6])), *inner) if part not in words)
    return Entry(words, tuple(parts), canon, tuple(single) if len(single) > 1 else ())


def _runs(pieces: tuple[str, ...]) -> Iterator[str]:
    """Every run of neighbouring parts: rad, radverkehr, verkehr, verkehrkonzept, konzept …"""
    for start in range(len(pieces)):
        for end in range(start + 1, len(pieces) + 1):
            yield "".join(pieces[start:end])


def _number(token: str) -> Entry:
    """A number of several parts: a date, a paper's number, an amount, a range."""
    if date := _DATE.match(token):
        return _compound_number(f"{date[3]}-{date[2]:0>2}-{date[1]:0>2}", token)
    if "/" in token and (keys := number_keys(token)):
        return _compound_number(keys[0][1:], token, keys[1:])
    if "-" in token:
        return Entry(tuple(re.findall(r"\d+", token)), (), token)
    plain = re.sub(r"[.](?=\d{3}\b)", "", fold(token)).replace(" ", "")
    return Entry((plain,), (), plain)


def _compound_number(term: str, token: str, more: tuple[str, ...] = ()) -> Entry:
    groups = [group.lstrip("0") or "0" for group in re.findall(r"\d+", token)]
    parts = dict.fromkeys(part for part in (*(key.lstrip("=") for key in more), *groups) if part != term)
    return Entry((term,), tuple(parts), term)


#: The one instance of a process.
ANALYSER = Analyser()
