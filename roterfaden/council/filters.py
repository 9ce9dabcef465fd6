"""What a list of papers may be asked for, read from the address: typed, or a sentence that says what is wrong.

Names in the address are German in every language, so that a link means the same for everybody. An unknown parameter is
left alone; a known one with a wrong value raises WrongFilter, which the pages turn into a clear answer (400).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from roterfaden.council.models import Paper
from roterfaden.council.models.result import Outcome

LONGEST_VALUE = 120
SHOWN_VALUE = 40


class Sort(Enum):
    """The orders of a list of papers. The value stands in the address."""

    NEWEST = "neueste"
    OLDEST = "aelteste"
    DECIDED = "entschieden"
    NEXT = "demnaechst"
    COST = "kosten"


class Cost(Enum):
    """Bands of the net effect on the budget. The value stands in the address."""

    STATED = "angegeben"
    SPENDING = "belastung"
    SAVING = "entlastung"
    LARGE = "belastung-ab-100000"
    HUGE = "belastung-ab-1000000"


SORT_LABELS = {
    Sort.NEWEST: _("neueste zuerst"),
    Sort.OLDEST: _("älteste zuerst"),
    Sort.DECIDED: _("zuletzt entschieden"),
    Sort.NEXT: _("demnächst beraten"),
    Sort.COST: _("höchste Belastung zuerst"),
}
COST_LABELS = {
    Cost.STATED: _("mit Angabe"),
    Cost.SPENDING: _("belasten den Haushalt"),
    Cost.SAVING: _("entlasten den Haushalt"),
    Cost.LARGE: _("belasten um 100.000 € oder mehr"),
    Cost.HUGE: _("belasten um 1 Million € oder mehr"),
}
#: Field of PaperFilter → (name in the address, name on the screen).
NAMES = {
    "organization": ("gremium", _("Gremium")),
    "faction": ("fraktion", _("Fraktion")),
    "district": ("bezirk", _("Stadtbezirk")),
    "body": ("koerperschaft", _("Körperschaft")),
    "kind": ("art", _("Art")),
    "year": ("jahr", _("Jahr")),
    "outcome": ("ausgang", _("Ausgang")),
    "climate": ("klima", _("Klimawirkung")),
    "cost": ("kosten", _("Kosten")),
    "sort": ("sortierung", _("Sortierung")),
}


class WrongFilter(Exception):
    """A value that a filter cannot take. `query` is the address' query without it, to go on with."""

    def __init__(self, parameter: str, label: str, value: str, query: str = "") -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.label = label
        self.value = value
        self.query = query


@dataclass(frozen=True)
class PaperFilter:
    """What is asked for. Empty means: all. `organization` and `faction` are keys of Organization."""

    organization: int | None = None
    faction: int | None = None
    district: str = ""
    body: str = ""
    kind: str = ""
    year: int | None = None
    outcome: str = ""
    climate: str = ""
    cost: Cost | None = None
    sort: Sort = Sort.NEWEST

    @classmethod
    def read(cls, query: Mapping[str, str]) -> PaperFilter:
        """The filter of an address' query, or WrongFilter."""
        reader = _Reader(query)
        return cls(
            organization=reader.number("organization"),
            faction=reader.number("faction"),
            district=reader.slug("district"),
            body=reader.slug("body"),
            kind=reader.choice("kind", Paper.Kind.values),
            year=reader.number("year", 1000, 2999),
            outcome=reader.choice("outcome", Outcome.values),
            climate=reader.choice("climate", Paper.Climate.values),
            cost=Cost(chosen) if (chosen := reader.choice("cost", [band.value for band in Cost])) else None,
            sort=Sort(reader.choice("sort", [order.value for order in Sort]) or Sort.NEWEST.value),
        )

    def parameters(self) -> Iterator[tuple[str, str]]:
        """What stands in the address for it: only what differs from the default."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in (None, "", Sort.NEWEST):
                yield NAMES[field.name][0], str(value.value if isinstance(value, Enum) else value)

    @property
    def query(self) -> str:
        """The address' query, without the question mark."""
        return urlencode(list(self.parameters()))

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out (an order alone does not)."""
        return replace(self, sort=Sort.NEWEST) != PaperFilter()

    def without(self, *names: str) -> PaperFilter:
        """The same with these fields back at their default."""
        return replace(self, **{name: getattr(PaperFilter(), name) for name in names})


def wrong(name: str, value: str, query: Mapping[str, str]) -> WrongFilter:
    """The complaint about the value of a field of PaperFilter (or of another parameter, by its own name)."""
    parameter, label = NAMES.get(name, (name, name))
    rest = urlencode([(key, text) for key, text in query.items() if key != parameter and is_harmless(text)])
    return WrongFilter(parameter, str(label), shown(value), rest)


def shown(value: str) -> str:
    """A foreign value, fit to stand on a page: short and without characters that nobody sees."""
    clean = "".join(char if char.isprintable() else "�" for char in value[: SHOWN_VALUE + 1])
    return clean if len(clean) <= SHOWN_VALUE else f"{clean[:SHOWN_VALUE]}…"


def is_harmless(text: str) -> bool:
    """Whether a value is short and printable, so that it may be repeated in an address."""
    return 0 < len(text) <= LONGEST_VALUE and text.isprintable()


@dataclass(frozen=True)
class _Reader:
    """Reads one parameter at a time."""

    query: Mapping[str, str]

    def text(self, name: str) -> str:
        value = self.query.get(NAMES[name][0], "").strip()
        if value and not is_harmless(value):
            raise wrong(name, value, self.query)
        return value

    def choice(self, name: str, allowed: list[str]) -> str:
        value = self.text(name)
        if value and value not in allowed:
            raise wrong(name, value, self.query)
        return value

    def slug(self, name: str) -> str:
        value = self.text(name)
        if value and not value.replace("-", "").replace("_", "").isalnum():
            raise wrong(name, value, self.query)
        return value

    def number(self, name: str, least: int = 1, most: int = 10**15) -> int | None:
        value = self.text(name)
        if not value:
            return None
        if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
            raise wrong(name, value, self.query)
        return int(value)
