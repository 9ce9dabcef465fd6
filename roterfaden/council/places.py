"""Finds the districts that a text names: by their own names, by parts of town, by streets.

Whole words only. Names that are ordinary words ("Mitte", "Nord") need a word before them that says what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from roterfaden.places.models import District, Street

WORD = re.compile(r"\w+")
#: Names that are ordinary words.
ORDINARY = frozenset(
    {"mitte", "nord", "süd", "ost", "west", "zentrum", "zoo", "burg", "bult", "messe", "heide", "stadt"}
)
#: What stands before a name and says that it is one.
SAYS_PLACE = frozenset(
    {
        "stadtbezirk",
        "stadtbezirks",
        "stadtbezirksrat",
        "stadtbezirksrates",
        "bezirk",
        "bezirksrat",
        "stadtteil",
        "stadtteils",
    }
    | {"ortsteil", "ortschaft", "hannover"}
)
STREET = re.compile(r"(?:straße|strasse|str)$")
SHORTEST_STREET = 5
#: Around a name, on each side.
QUOTE_AROUND = 60
MAX_QUOTE = 300
MAX_TEXT = 400_000
Entry = tuple[tuple[str, ...], frozenset[int], bool]


def plain(word: str) -> str:
    """A word for comparing: small letters, "straße" and "strasse" as "str"."""
    return STREET.sub("str", word.casefold().replace("ß", "ss").replace("strasse", "str"))


class Finder:
    """All names, ready to be looked for."""

    def __init__(self, districts: Iterable[District], streets: Iterable[tuple[str, int]]) -> None:
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for district in districts:
            for name in (district.name, *(str(other) for other in district.other_names)):
                self._add(name, frozenset({district.pk}), is_street=False)
        of_street: dict[str, set[int]] = defaultdict(set)
        for name, pk in streets:
            of_street[name].add(pk)
        for name, pks in of_street.items():
            if len(name) >= SHORTEST_STREET:
                self._add(name, frozenset(pks), is_street=True)
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @classmethod
    def load(cls) -> Finder:
        """All districts and streets: two queries."""
        return cls(District.objects.only("name", "other_names"), Street.objects.values_list("name", "district_id"))

    def __bool__(self) -> bool:
        return bool(self._entries)

    def _add(self, name: str, districts: frozenset[int], is_street: bool) -> None:
        words = tuple(plain(word) for word in WORD.findall(name))
        if words:
            self._entries[words[0]].append((words, districts, is_street))

    def find(self, *texts: str) -> dict[int, str]:
        """The districts that the texts name, each with the words around its first name."""
        found: dict[int, str] = {}
        for text in texts if self else ():
            for district, start, end in self._hits(text[:MAX_TEXT]):
                if district not in found:
                    found[district] = quote(text, start, end)
        return found

    def _hits(self, text: str) -> Iterator[tuple[int, int, int]]:
        words = list(WORD.finditer(text))
        plains = [plain(match[0]) for match in words]
        skip = 0
        for index, word in enumerate(plains):
            entry = self._match(plains, words, index) if index >= skip and word in self._entries else None
            if entry:
                skip = index + len(entry[0])
                for district in sorted(entry[1]):
                    yield district, words[index].start(), words[skip - 1].end()

    def _match(self, plains: list[str], words: list[re.Match[str]], index: int) -> Entry | None:
        """The longest name that begins at this word."""
        for entry in self._entries[plains[index]]:
            names = entry[0]
            if tuple(plains[index : index + len(names)]) == names and self._is_meant(entry, plains, words, index):
                return entry
        return None

    @staticmethod
    def _is_meant(entry: Entry, plains: list[str], words: list[re.Match[str]], index: int) -> bool:
        """A name is written with a capital; an ordinary word needs one before it that says what it is."""
        if not words[index][0][0].isupper():
            return False
        before = plains[max(0, index - 2) : index]
        return len(entry[0]) > 1 or entry[0][0] not in ORDINARY or bool(SAYS_PLACE & set(before))


def quote(text: str, start: int, end: int) -> str:
    """The words around a place in a text, on one line."""
    left = max(0, start - QUOTE_AROUND)
    right = min(len(text), end + QUOTE_AROUND)
    left = 0 if left == 0 else text.find(" ", left, start) + 1 or start
    right = len(text) if right == len(text) else max(text.rfind(" ", end, right), end)
    words = " ".join(text[left:right].split())
    shown = f"{'… ' if left else ''}{words}{' …' if right < len(text) else ''}"
    return shown if len(shown) <= MAX_QUOTE else shown[: MAX_QUOTE - 1] + "…"
