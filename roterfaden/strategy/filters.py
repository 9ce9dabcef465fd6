"""What the list of measures may be asked for, read from the address: typed, or a clear complaint.

Names in the address are German in every language, so that a link means the same for everybody. An unknown parameter is
left alone; a known one with a wrong value raises WrongFilter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.asking import Reader, WrongFilter
from roterfaden.kit.paging import Keyset
from roterfaden.strategy.models import Measure, MeasureNode, Milestone, Node, Plan

LONGEST_VALUE = 200


class Sort(Enum):
    """The orders of the list. The value stands in the address."""

    STUCK = "hakt"
    DUE = "faellig"
    COST = "kosten"
    TITLE = "titel"


ORDERS: dict[Sort, Keyset[Measure]] = {
    Sort.STUCK: Keyset("urgency", descending=True),
    Sort.DUE: Keyset("next_due_on"),
    Sort.COST: Keyset("planned_total", descending=True),
    Sort.TITLE: Keyset("title"),
}
SORT_LABELS = {
    Sort.STUCK: _("was hakt"),
    Sort.DUE: _("was bald fällig ist"),
    Sort.COST: _("was viel kostet"),
    Sort.TITLE: _("nach dem Titel"),
}
#: Field of MeasureFilter → (name in the address, name on the screen).
NAMES = {
    "plan": ("plan", _("Plan")),
    "node": ("ziel", _("Ziel")),
    "state": ("zustand", _("Zustand")),
    "light": ("stand", _("Stand")),
    "district": ("bezirk", _("Stadtbezirk")),
    "year": ("jahr", _("Jahr")),
    "lead": ("federfuehrung", _("Federführung")),
    "topic": ("thema", _("Thema")),
    "stale": ("meldung", _("Meldung")),
    "sort": ("zuerst", _("Reihenfolge")),
}


@dataclass(frozen=True)
class MeasureFilter:
    """What is asked for. Empty means: all."""

    plan: str = ""
    node: int | None = None
    state: str = ""
    light: str = ""
    district: str = ""
    year: int | None = None
    lead: str = ""
    topic: str = ""
    stale: str = ""
    sort: Sort = Sort.STUCK

    @classmethod
    def read(cls, query: Mapping[str, str]) -> MeasureFilter:
        """The filter of an address' query, or WrongFilter."""
        reader = Reader(query, NAMES)
        return cls(
            plan=reader.slug("plan"),
            node=reader.number("node"),
            state=reader.choice("state", Measure.State.values),
            light=reader.choice("light", Measure.Light.values),
            district=reader.slug("district"),
            year=reader.number("year", 1950, 2150),
            lead=reader.text("lead"),
            topic=reader.slug("topic"),
            stale=reader.choice("stale", ["veraltet"]),
            sort=Sort(reader.choice("sort", [order.value for order in Sort]) or Sort.STUCK.value),
        )

    def parameters(self) -> Iterator[tuple[str, str]]:
        """What stands in the address for it: only what differs from the default."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value not in (None, "", Sort.STUCK):
                yield NAMES[field.name][0], str(value.value if isinstance(value, Enum) else value)

    @property
    def query(self) -> str:
        """The address' query, without the question mark."""
        return urlencode(list(self.parameters()))

    @property
    def order(self) -> Keyset[Measure]:
        """How pages are cut."""
        return ORDERS[self.sort]

    def without(self, *names: str) -> MeasureFilter:
        """The same with these fields back at their default."""
        return replace(self, **{name: getattr(MeasureFilter(), name) for name in names})

    def rows(self, stale_before: date, user: Any = None) -> QuerySet[Measure]:
        """The measures asked for, as `user` may see them; in no order."""
        rows = Measure.objects.visible_to(user)
        for field in ("state", "light", "lead"):
            if value := getattr(self, field):
                rows = rows.filter(**{field: value})
        if self.plan or self.node:
            rows = rows.filter(pk__in=self._placed())
        if self.district:
            rows = rows.filter(districts__slug=self.district)
        if self.topic:
            rows = rows.filter(topics__slug=self.topic)
        if self.year is not None:
            rows = rows.filter(pk__in=due_in(self.year))
        return rows.filter(is_stale(stale_before)) if self.stale else rows

    def _placed(self) -> QuerySet[Any]:
        places = MeasureNode.objects.filter(node__plan__in=Plan.objects.visible_to())
        if self.plan:
            places = places.filter(node__plan__slug=self.plan)
        if self.node:
            places = places.filter(node__in=below(self.node))
        return places.values("measure")


def below(node: int) -> list[int]:
    """A node and all that hang below it: one query, whatever the depth."""
    plan = Node.objects.filter(pk=node).values("plan")[:1]
    pairs = list(Node.objects.filter(plan__in=plan).order_by("depth").values_list("pk", "parent_id"))
    found = {node}
    for pk, parent in pairs:
        if parent in found:
            found.add(pk)
    return sorted(found)


def due_in(year: int) -> QuerySet[Any]:
    """Measures with a milestone in that year."""
    day = Coalesce("actual_on", "forecast_on", "planned_on")
    rows = Milestone.objects.order_by().alias(day=day)
    return rows.filter(day__gte=date(year, 1, 1), day__lte=date(year, 12, 31)).values("measure")


def is_stale(before: date) -> Q:
    """Measures that are not over and whose last report is older than that day; without any, its creation counts."""
    over = (Measure.State.FULFILLED, Measure.State.REGULAR, Measure.State.DROPPED)
    silent = Q(reported_on__lt=before) | Q(reported_on__isnull=True, created_at__date__lt=before)
    return ~Q(state__in=over) & silent


def wrong(name: str, value: str, query: Mapping[str, str]) -> WrongFilter:
    """The complaint about the value of a field of MeasureFilter (or of another parameter, by its own name)."""
    return Reader(query, NAMES).wrong(name, value)
