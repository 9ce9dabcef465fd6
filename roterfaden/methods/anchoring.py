"""Which paragraph of an old text a paragraph of the new one continues.

What people said about a paragraph stays with it when it is moved, corrected or split off: equal paragraphs first, in
their order, then equal ones that moved, then the most similar of what is left. A paragraph continues one other at
most, and none that shares less than half of its letters' triples with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

#: Shares of common triples (Dice) below this make two paragraphs strangers.
LEAST = 0.5
#: More pairs than this are compared only near their place in the text.
MOST_PAIRS = 60_000
#: Letters of a paragraph that are looked at; longer ones are told apart by their beginning.
LONGEST = 4_000


def continued(old: Sequence[str], new: Sequence[str], least: float = LEAST) -> list[int | None]:
    """For each new paragraph the place of the old one that it continues; None for a new one."""
    left, right = [normal(text) for text in old], [normal(text) for text in new]
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        found |= {block.b + step: block.a + step for step in range(block.size)}
    _moved(left, right, found)
    _similar(left, right, found, least)
    return [found.get(place) for place in range(len(new))]


def normal(text: str) -> str:
    """A text without what does not matter: capitals and white space."""
    return " ".join(text.casefold().split())


def likeness(one: str, other: str) -> float:
    """How much two texts have in common: 0 nothing, 1 everything (Dice over triples of letters)."""
    return _dice(_triples(normal(one)), _triples(normal(other)))


def _moved(left: Sequence[str], right: Sequence[str], found: dict[int, int]) -> None:
    """Equal paragraphs in another order."""
    places: dict[str, list[int]] = {}
    used = set(found.values())
    for place, text in enumerate(left):
        if place not in used:
            places.setdefault(text, []).append(place)
    for place, text in enumerate(right):
        if place not in found and places.get(text):
            found[place] = places[text].pop(0)


def _similar(left: Sequence[str], right: Sequence[str], found: dict[int, int], least: float) -> None:
    """The most similar pairs first; of equally similar ones those whose neighbours are nearest."""
    used = set(found.values())
    olds = {place: _triples(text) for place, text in enumerate(left) if place not in used}
    news = {place: _triples(text) for place, text in enumerate(right) if place not in found}
    pairs = sorted(_scored(olds, news, least), key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[2]))
    for _score, before, after in pairs:
        if before in olds and after not in found:
            found[after] = before
            del olds[before]


def _scored(
    olds: dict[int, Counter[str]], news: dict[int, Counter[str]], least: float
) -> Iterator[tuple[float, int, int]]:
    window = None if len(olds) * len(news) <= MOST_PAIRS else max(MOST_PAIRS // (2 * max(len(news), 1)), 1)
    for after, triples in news.items():
        for before in _near(olds, after, window):
            score = _dice(olds[before], triples)
            if score >= least:
                yield score, before, after


def _near(olds: Iterable[int], place: int, window: int | None) -> list[int]:
    return [before for before in olds if window is None or abs(before - place) <= window]


def _triples(text: str) -> Counter[str]:
    padded = f"  {text[:LONGEST]} "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    small, large = sorted((one, other), key=len)
    common = sum(min(count, large[triple]) for triple, count in small.items())
    return 2 * common / total if total else 1.0
