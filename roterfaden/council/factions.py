"""Which faction a name means: "Fraktion Bündnis 90/Die Grünen", "SPD-Fraktion", "Christlich Demokratische Union"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from roterfaden.council.models import Organization

#: Parties whose long name and abbreviation are used alike.
PARTIES = {
    "christlich demokratische union": "cdu",
    "christlich soziale union": "csu",
    "sozialdemokratische partei": "spd",
    "freie demokrat": "fdp",
    "alternative für deutschland": "afd",
    "bündnis 90": "grüne",
    "b90": "grüne",
    "die grünen": "grüne",
    "grüne": "grüne",
    "die linke": "linke",
    "linke": "linke",
}
FILLING = re.compile(
    r"\b(?:rats|bezirksrats)?-?(?:fraktion|gruppe)(?:en)?\b|\bim rat\b.*|\bder\b|\bdes\b|\bdeutschlands?\b"
)


def plain_faction(name: str) -> str:
    """A faction's name for comparing: its party's abbreviation, else its words without "Fraktion"."""
    words = " ".join(re.findall(r"\w+", FILLING.sub(" ", name.casefold())))
    if "+" not in name:
        for long, short in PARTIES.items():
            if words.startswith(long):
                return short
    return words


def initials(name: str) -> str:
    """The first letters of a name of at least three words: "Freie Liste Musterstadt" is called FLM."""
    words = re.findall(r"\w+", FILLING.sub(" ", name.casefold()))
    return "".join(word[0] for word in words) if len(words) >= 3 else ""


class Factions:
    """The factions of some bodies, by name."""

    def __init__(self, rows: Iterable[Organization]) -> None:
        self._by_name: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        for row in rows:
            for name in {plain_faction(row.name), plain_faction(row.short_name), initials(row.name)} - {""}:
                self._by_name[row.body_id, name].add(row.pk)

    @classmethod
    def of(cls, bodies: Iterable[int | None]) -> Factions:
        """The public factions of these bodies: one query."""
        found = Organization.objects.visible_to().filter(body_id__in=list(bodies), kind=Organization.Kind.FACTION)
        return cls(found.only("name", "short_name", "body_id"))

    def named(self, body: int | None, names: Iterable[str]) -> set[int]:
        """The factions that are meant; a name that fits several means none."""
        found = (self._by_name.get((body, plain_faction(str(name))), set()) for name in names)
        return {pk for pks in found if len(pks) == 1 for pk in pks}
