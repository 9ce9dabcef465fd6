"""Finds in texts what threads are about: paper numbers, addresses of threads, names of places.

Rooms register finders for their own names of things:

    register_finder("papers", find, resolve)

`find(text)` gives the mentions in a text, each with its place in it, and either the thing meant or a number;
`resolve(numbers)` says which things those numbers mean, for many texts at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from roterfaden.kit.html import safe_text
from roterfaden.kit.things import Ref
from roterfaden.threads.models import State, Suggestion, Thread, ThreadAddress

#: Quoted on each side of what was found.
AROUND = 80
LONGEST_TEXT = 400_000
#: Of a text that names more, the first ones count.
MOST_MENTIONS = 500
ADDRESS = re.compile(r"/faeden/([a-zA-Z0-9_-]{1,120})(?![a-zA-Z0-9_-])")
WORD = re.compile(r"\w+")
STREET = re.compile(r"(?:strasse|str)$")
#: Shorter names of places are words of everyday.
SHORTEST_PLACE = 4


@dataclass(frozen=True)
class Mention:
    """Something that a text names, from `start` to `end`: a thing, or a number that `resolve` knows."""

    start: int
    end: int
    ref: Ref | None = None
    number: str = ""


Find = Callable[[str], Sequence[Mention]]
Resolve = Callable[[Sequence[str]], Mapping[str, Sequence[Ref]]]


def _nothing(_numbers: Sequence[str]) -> Mapping[str, Sequence[Ref]]:
    return {}


@dataclass(frozen=True)
class Finder:
    """A way to find things in texts."""

    name: str
    find: Find
    resolve: Resolve = _nothing
    match: str = Suggestion.Match.NUMBER


_finders: dict[str, Finder] = {}


def register_finder(name: str, find: Find, resolve: Resolve = _nothing, match: str = Suggestion.Match.NUMBER) -> None:
    """Make a way known; a second registration of a name is a mistake."""
    if name in _finders:
        raise ValueError(f"{name} is registered twice")
    _finders[name] = Finder(name, find, resolve, match)


def finders() -> list[Finder]:
    """All of them."""
    return list(_finders.values())


@dataclass(frozen=True)
class Quote:
    """What was found, and the words on both sides, each on one line."""

    found: str
    before: str
    after: str


def quote(text: str, start: int, end: int) -> Quote:
    """The spot in a text, with whole words around it."""
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    before, after = text[left:start], text[end:right]
    if left > 0 and not text[left - 1].isspace():
        before = before.partition(" ")[2] if " " in before else before
    if right < len(text) and not text[right].isspace():
        after = after.rpartition(" ")[0] if " " in after else after
    return Quote(_line(text[start:end])[:200], _line(before)[:200], _line(after)[:200])


def _line(text: str) -> str:
    return " ".join(safe_text(text).split())


# -- addresses of threads --------------------------------------------------------------------------------------------


def find_addresses(text: str) -> list[Mention]:
    """Addresses of threads, of this portal or written without a host."""
    return [Mention(found.start(), found.end(), number=found[1].lower()) for found in ADDRESS.finditer(text)]


def resolve_addresses(slugs: Sequence[str]) -> Mapping[str, Sequence[Ref]]:
    """The threads at these addresses, old addresses and merged threads included: two queries."""
    found = dict(ThreadAddress.objects.filter(slug__in=slugs).values_list("slug", "thread_id"))
    rows = Thread.objects.filter(slug__in=slugs).values_list("slug", "pk", "state", "merged_into_id")
    for slug, pk, state, into in rows:
        found[slug] = into if state == State.MERGED and into else pk
    return {slug: [Ref("thread", str(pk))] for slug, pk in found.items()}


# -- names of places -------------------------------------------------------------------------------------------------


def plain(word: str) -> str:
    """A word for comparing: small letters, "straße" and "strasse" as "str"."""
    return STREET.sub("str", word.casefold().replace("ß", "ss"))


class Places:
    """The places of threads, ready to be looked for. Whole words only, and names begin with a capital letter."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for name, pk in rows:
            words = tuple(plain(word) for word in WORD.findall(name))
            if words and len(name) >= SHORTEST_PLACE:
                self._by_first[words[0]].append((words, pk))

    @classmethod
    def load(cls) -> Places:
        """Of all threads that go on: one query."""
        rows = Thread.objects.exclude(place_name="").filter(state__in=(State.DRAFT, State.PUBLIC, State.CLOSED))
        return cls(rows.values_list("place_name", "pk"))

    def find(self, text: str) -> list[Mention]:
        """The threads whose places a text names, each once."""
        if not self._by_first:
            return []
        words = list(WORD.finditer(text))
        plains = [plain(word[0]) for word in words]
        found: dict[int, Mention] = {}
        for index, first in enumerate(plains):
            for names, pk in self._by_first.get(first, ()):
                last = index + len(names)
                if pk not in found and tuple(plains[index:last]) == names and words[index][0][0].isupper():
                    ref = Ref("thread", str(pk))
                    found[pk] = Mention(words[index].start(), words[last - 1].end(), ref)
        return list(found.values())


def register_own_finders() -> None:
    """Addresses of threads; places are looked for by the scan itself, which loads them once for many texts."""
    register_finder("addresses", find_addresses, resolve_addresses, Suggestion.Match.ADDRESS)
