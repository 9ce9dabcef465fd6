"""How much there is in each district, in a few words: rooms above register what they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

#: Counts of public things by the district's slug, with a constant number of queries.
Counts = Callable[[Any], Mapping[str, int]]


@dataclass(frozen=True)
class Counter:
    """What is counted: `say(number)` puts a number into words ("3 Beratungen stehen an")."""

    key: str
    order: int
    counts: Counts
    say: Callable[[int], str]


_counters: dict[str, Counter] = {}


def register(counter: Counter) -> None:
    """Add one, once."""
    _counters[counter.key] = counter


def in_words(user: Any) -> dict[str, list[str]]:
    """For each district (slug) what there is, in words; what is zero is not said."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for counter in sorted(_counters.values(), key=lambda counter: (counter.order, counter.key)):
        for slug, number in counter.counts(user).items():
            if number:
                found[slug].append(counter.say(number))
    return dict(found)
