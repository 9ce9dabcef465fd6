"""Finds texts that say nearly the same: an inverted index of character n-grams, without a model, in plain Python.

    index = SimilarTexts()
    index.add(17, "Ein Trinkbrunnen am Uferweg")
    index.similar("Trinkwasserbrunnen am Ufer")      # [Match(key=17, score=0.58)]

A text is folded (case, umlauts, marks), cut into words, and each word into runs of three letters; so "Baum", "Bäume"
and "Baumreihe" share most of theirs. Rare runs weigh more than common ones (inverse document frequency). The score is
Tversky's index over those weights, from 0 (nothing in common) to 1 (the same runs): what the longer, indexed text has
beyond the question counts little, so that a title alone finds its idea.

The work for a question is bounded: candidates come from its rarest runs until `BUDGET` entries were looked at, and only
the best of them are compared in full. So 10,000 texts cost hardly more than 1,000. A text that is equal to the question
is always found.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

LENGTH = 3
#: Longer texts are cut: what matters stands at the beginning.
LONGEST = 2_000
#: So many entries of the index are looked at for one question, at most.
BUDGET = 12_000
#: So many candidates are compared in full.
COMPARED = 40
#: Weights of what only the question has, and of what only the indexed text has (Tversky 1977).
MISSING, BEYOND = 0.7, 0.1
LIKELY = 0.3
WORD = re.compile(r"[^\W_]+")
FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "ø": "o"})


def folded(text: str) -> str:
    """Small letters without marks; "ae" stays as it is."""
    small = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().translate(FOLDED)
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFKD", small)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def grams(text: str) -> frozenset[str]:
    """The runs of letters of a text; the borders of words belong to them."""
    found: set[str] = set()
    for word in WORD.findall(folded(text)):
        bordered = f" {word} "
        found.update(bordered[place : place + LENGTH] for place in range(max(1, len(bordered) - LENGTH + 1)))
    return frozenset(found)


@dataclass(frozen=True)
class Match(Generic[K]):
    """A text that is alike, from 0 to 1."""

    key: K
    score: float


class SimilarTexts(Generic[K]):
    """The index. Adding, changing and removing one text costs as much as the text is long."""

    def __init__(self, texts: Iterable[tuple[K, str]] = ()) -> None:
        self._grams: dict[K, frozenset[str]] = {}
        self._holders: defaultdict[str, dict[K, None]] = defaultdict(dict)
        #: Weights by the number of texts that hold a run; they hold as long as no text comes or goes.
        self._weights: dict[int, float] = {}
        for key, text in texts:
            self.add(key, text)

    def __len__(self) -> int:
        return len(self._grams)

    def __contains__(self, key: object) -> bool:
        return key in self._grams

    def add(self, key: K, text: str) -> None:
        """Put a text in; one that is there under this key is replaced."""
        self.remove(key)
        runs = grams(text)
        self._grams[key] = runs
        self._weights = {}
        for run in runs:
            self._holders[run][key] = None

    def remove(self, key: K) -> None:
        """Take a text out; nothing happens where there is none."""
        self._weights = {}
        for run in self._grams.pop(key, frozenset()):
            holders = self._holders[run]
            del holders[key]
            if not holders:
                del self._holders[run]

    def similar(self, text: str, most: int = 5, least: float = LIKELY) -> list[Match[K]]:
        """The texts most like this one, the best first; equal scores in the order in which they came in."""
        asked = grams(text)
        if not asked:
            return []
        weights = {run: self._weight(run) for run in asked}
        whole = sum(weights.values())
        scored = ((self._score(asked, weights, whole, key), key) for key in self._candidates(asked, weights))
        found = [Match(key, score) for score, key in scored if score >= least]
        return sorted(found, key=lambda match: -match.score)[:most]

    def _weight(self, run: str) -> float:
        holders = self._holders.get(run)
        number = len(holders) if holders else 1
        weight = self._weights.get(number)
        if weight is None:
            weight = self._weights[number] = log(1 + (len(self._grams) + 1) / number)
        return weight

    def _candidates(self, asked: frozenset[str], weights: dict[str, float]) -> list[K]:
        """Those that share the heaviest of the rarest runs."""
        shared: dict[K, float] = {}
        left = BUDGET
        for run in sorted(asked & self._holders.keys(), key=lambda run: (len(self._holders[run]), run)):
            holders, weight = self._holders[run], weights[run]
            left -= len(holders)
            if left < 0 and shared:
                break
            for key in holders:
                shared[key] = shared.get(key, 0.0) + weight
        return heapq.nlargest(COMPARED, shared, key=shared.__getitem__)

    def _score(self, asked: frozenset[str], weights: dict[str, float], whole: float, key: K) -> float:
        runs = self._grams[key]
        common = sum(weights[run] for run in asked & runs)
        weight = self._weight
        beyond = sum([weight(run) for run in runs - asked])
        return common / (common + MISSING * (whole - common) + BEYOND * beyond) if common else 0.0
