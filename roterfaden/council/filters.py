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
from roterfaden.kit.asking import Reader, WrongFilter


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
        reader = Reader(query, NAMES)
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
    return Reader(query, NAMES).wrong(name, value)
