"""German compounds and their parts, by a word list of ours: "radverkehrskonzepte" → rad, verkehr, konzept.

A part inside a compound is a known word with a linking letter or two ("verkehr-s"), the last one a known word with
its ending. Where only the last part is known, what stands before it counts as one part ("podbielski-strasse").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import snowballstemmer

from roterfaden.search.analysis.lists import words
from roterfaden.search.analysis.text import fold

LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
ENDINGS = ("", "s", "es", "e", "en", "n", "nen", "ens", "em")
# Names of people get their female form: Schülerin, Studentinnen.
PERSON_ENDINGS = ("er", "or", "ent", "ant", "ist", "wirt", "at")
NO_HEADS = frozenset(words("prefixes.txt"))
# Short words that end many names: Deichbau, Goethestr., Maschseeweg.
SHORT_TAILS = ("bau", "weg", "str", "hof", "amt", "bad")
MIN_PART, MIN_HEAD, MIN_TAIL, MAX_PARTS, MAX_WORD = 3, 4, 4, 5, 60

_stemmer = snowballstemmer.stemmer("german")


def stem(folded: str) -> str:
    """The stem of one folded word."""
    return str(_stemmer.stemWord(folded))


class Form(NamedTuple):
    """What a form of a word stands for: the word itself, and the one word that stands for all of its meaning."""

    lemma: str
    canon: str


@dataclass(frozen=True)
class Lexicon:
    """Forms of known words: as a whole or last part, and inside a compound."""

    whole: dict[str, Form]
    inner: dict[str, str]


class Split(NamedTuple):
    """A known word: its base form as written, and the canonical words it is made of (one for a simple word)."""

    surface: str
    pieces: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The word list, read once a process."""
    entries = list(_entries())
    adjectives = {fold(entry.rstrip("+")) for entry in words("german.txt") if entry.endswith("+")}
    whole: dict[str, Form] = {}
    inner: dict[str, str] = {}
    for written, form in entries:  # The words as they stand come before any derived form.
        whole.setdefault(written, form)
    for written, _ in entries:
        _derive(written, whole[written], whole, inner)
        if written in adjectives:
            whole.setdefault(written + "er", whole[written])
    return Lexicon(whole, inner)


def _entries() -> Iterator[tuple[str, Form]]:
    """Each written form of the list with what it stands for."""
    for entry in words("german.txt"):
        synonyms = [[fold(form) for form in word.split("=")] for word in entry.rstrip("+").split("~")]
        for forms in synonyms:
            yield from ((form, Form(forms[0], synonyms[0][0])) for form in forms)


def _derive(written: str, form: Form, whole: dict[str, Form], inner: dict[str, str]) -> None:
    for ending in ENDINGS:
        whole.setdefault(written + ending, form)
    if written.endswith(PERSON_ENDINGS):
        whole.setdefault(written + "in", form)
        whole.setdefault(written + "innen", form)
    for link in LINKS:
        linked = written + link
        inner.setdefault(linked, whole[linked].canon if linked in whole else form.canon)
    if written.endswith("e") and len(written) > 4:  # Schul-hof, Straß-
        inner.setdefault(written[:-1], form.canon)


def split(folded: str) -> Split | None:
    """What a folded word is made of; None where the word is not known at all."""
    known_words = lexicon()
    if known := known_words.whole.get(folded):
        return Split(known.lemma, (known.canon,))
    if not 2 * MIN_PART <= len(folded) <= MAX_WORD or not folded.isalpha():
        return None
    return _known_parts(folded, known_words) or _unknown_head(folded, known_words)


def _known_parts(word: str, known: Lexicon) -> Split | None:
    """The split into the fewest known parts; of two equally short ones the one with the longer last part."""
    heads = _heads(word, known)
    found: Split | None = None
    for start in range(MIN_PART, len(word) - MIN_PART + 1):
        head, tail = heads[start], known.whole.get(word[start:])
        if head and tail and (found is None or len(head) + 1 < len(found.pieces)):
            found = Split(word[:start] + tail.lemma, (*head, tail.canon))
    return found


def _heads(word: str, known: Lexicon) -> list[tuple[str, ...] | None]:
    """For each place in the word: the fewest known parts that end there, if any."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(MIN_PART, len(word) - MIN_PART + 1):
        for start in range(end - MIN_PART + 1):
            head, part, other = best[start], known.inner.get(word[start:end]), best[end]
            if head is None or part is None or len(head) >= MAX_PARTS - 1:
                continue
            if other is None or len(head) + 1 < len(other):
                best[end] = (*head, part)
    return best


def _unknown_head(word: str, known: Lexicon) -> Split | None:
    shortest = 3 if word.endswith(SHORT_TAILS) else MIN_TAIL
    for start in range(MIN_HEAD, len(word) - shortest + 1):
        head, tail = word[:start], known.whole.get(word[start:])
        if tail and head not in NO_HEADS and any(letter in "aeiouy" for letter in head):
            return Split(head + tail.lemma, (stem(head), tail.canon))
    return None
