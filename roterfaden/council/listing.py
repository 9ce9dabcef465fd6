"""A list of papers, for a page, a feed, an export or an API: the same rows in the same order, by page or by key.

A list must be as fast with a million papers as with a thousand, so the statements are shaped to the indexes of Paper:

- One filter alone has an index of its own that also gives the order by date.
- Of several filters the one that leaves least chooses its index, which also carries the others: they are marked
  `Unindexed`, so that the planner reads them from it. Without such a one the wide index `paper_list` answers.
- Organization, faction and district are driven by PaperOrganization and PaperPlace, which carry the date.
- The orders by decision, next date and cost have partial wide indexes: only papers that have such a thing are listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, CharField, Exists, F, Field, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy

from roterfaden.council.filters import Cost, PaperFilter, Sort
from roterfaden.council.models import Body, Paper, PaperOrganization, PaperPlace
from roterfaden.council.models.base import visibility
from roterfaden.council.models.indexes import Unindexed, newest, oldest
from roterfaden.council.paging import MOST, capped_count

if TYPE_CHECKING:
    from roterfaden.council.models.base import Viewer

Value = date | Decimal | None
BANDS: dict[Cost, dict[str, Any]] = {
    Cost.STATED: {},
    Cost.SPENDING: {"cost_net__lt": 0},
    Cost.SAVING: {"cost_net__gt": 0},
    Cost.LARGE: {"cost_net__lte": -100_000},
    Cost.HUGE: {"cost_net__lte": -1_000_000},
}
#: A link with at most this many rows is collected rather than probed row by row, where many rows are walked (measured).
COLLECTED = 100_000
FEW = 1_000
#: Orders that list only papers which have the thing at all.
ORDER_FIELD = {
    Sort.NEWEST: "date",
    Sort.OLDEST: "date",
    Sort.DECIDED: "decided_on",
    Sort.NEXT: "next_date",
    Sort.COST: "cost_net",
}
COLUMN: dict[str, Field[Any, Any]] = {
    "body_id": BigIntegerField(),
    "year": BigIntegerField(),
    "kind": CharField(),
    "outcome": CharField(),
    "climate": CharField(),
}
#: Filters whose index carries those behind them, by how little they leave.
LEADING = ("year", "outcome", "kind", "climate")
DESCENDING = {Sort.NEWEST, Sort.DECIDED}
BY_DATE = {Sort.NEWEST, Sort.OLDEST}


@dataclass(frozen=True)
class Key:
    """Where a list goes on: the value of the order and the key of the last row that was given out."""

    value: Value
    pk: int

    def __str__(self) -> str:
        return f"{'' if self.value is None else self.value}~{self.pk}"


class WrongKey(ValueError):
    """A text that is no Key of this list."""


@dataclass(frozen=True)
class Driver:
    """The table that is walked: Paper itself, or one that links papers and carries their date in its index."""

    model: Any = Paper
    conditions: tuple[tuple[str, Any], ...] = ()
    #: How to reach the paper's columns from it.
    path: str = ""
    key: str = "pk"


@dataclass(frozen=True)
class PaperListing:
    """The papers that a filter asks for, as `user` may see them. Body and district as found in the database."""

    wanted: PaperFilter
    body: Body | None = None
    district: int | None = None
    user: Viewer = None

    def count(self) -> int:
        """How many, counted up to the cap."""
        return capped_count(self._rows(walk=MOST).order_by(*self._order()))

    def page_keys(self, start: int, size: int) -> list[int]:
        """Primary keys of a stretch of the list: skipped rows are counted in the index, never read."""
        ordered = self._rows(walk=start + size).order_by(*self._order())
        return list(ordered.values_list(self._driver.key, flat=True)[start : start + size])

    def keys(self, after: Key | None, size: int) -> list[Key]:
        """The next `size` keys behind `after` (or from the start)."""
        found: list[Key] = []
        for segment in self._segments(after):
            rows = segment.order_by(*self._order()).values_list(self._order_field, self._driver.key)
            found += [Key(value, pk) for value, pk in rows[: size - len(found)]]
            if len(found) == size:
                break
        return found

    def key_at(self, after: Key | None, distance: int) -> Key | None:
        """The key of the row `distance` behind `after`, if still another one follows."""
        for segment in self._segments(after):
            rows = segment.order_by(*self._order()).values_list(self._order_field, self._driver.key)
            if found := list(rows[distance - 1 : distance]):
                last = Key(*found[0])
                return last if self.keys(last, 1) else None
            distance -= rows[:distance].count()
        return None

    def read_key(self, text: str) -> Key:
        """A Key from an address, or WrongKey."""
        raw, tilde, pk = text.partition("~")
        if not tilde or not (pk.isascii() and pk.isdigit() and len(pk) < 18):
            raise WrongKey(text)
        try:
            return Key(self._read_value(raw), int(pk))
        except (ValueError, ArithmeticError):
            raise WrongKey(text) from None

    # -- what is walked ------------------------------------------------------------------------------------------

    @property
    def _by_date(self) -> bool:
        return self.wanted.sort in BY_DATE

    @property
    def _driver(self) -> Driver:
        links = self._links()
        return links[0] if links and self._by_date else Driver()

    def _links(self) -> list[Driver]:
        """The filters that stand in other tables, the one that leaves least first: it is walked."""
        consulted, originator = PaperOrganization.Role.CONSULTED, PaperOrganization.Role.ORIGINATOR
        roles = ((self.wanted.organization, consulted), (self.wanted.faction, originator))
        places = [Driver(PaperPlace, (("district", self.district),), "paper__", "paper_id")] if self.district else []
        organizations = [
            Driver(PaperOrganization, (("organization", chosen), ("role", role)), "paper__", "paper_id")
            for chosen, role in roles
            if chosen
        ]
        return [*places, *organizations]

    def _rows(self, walk: int = 0) -> Any:
        """What is asked for. `walk`: how many rows will be read, which says how links are best looked up."""
        driver = self._driver
        rows = driver.model.objects.filter(visibility(self.user, driver.path), **dict(driver.conditions))
        for link in self._links():
            if link != driver:
                rows = rows.filter(self._linked(link, walk))
        for field, value in self._columns():
            rows = self._narrowed(rows, field, value)
        for lookup, value in self._presence().items():
            rows = rows.filter(**{driver.path + lookup: value})
        return rows

    def _linked(self, link: Driver, walk: int) -> Exists | Q:
        """A further link as a condition: probed along the order, or collected first where that is less work."""
        rows = link.model.objects.filter(**dict(link.conditions))
        probed = Exists(rows.filter(paper=OuterRef(self._driver.key)))
        if self._by_date or self.wanted.sort is Sort.NEXT:
            return probed
        most = COLLECTED if walk > FEW else MOST
        return Q(pk__in=rows.values("paper")) if rows[: most + 1].count() <= most else probed

    def _columns(self) -> list[tuple[str, Any]]:
        """Filters over columns of Paper."""
        wanted = self.wanted
        given = [("body_id", self.body.pk if self.body else None), ("year", wanted.year)]
        given += [(name, getattr(wanted, name) or None) for name in ("kind", "outcome", "climate")]
        return [(name, value) for name, value in given if value is not None]

    def _narrowed(self, rows: QuerySet[Any], field: str, value: Any) -> QuerySet[Any]:
        path = self._driver.path
        if path or self._has_own_index(field):
            return rows.filter(**{path + field: value})
        plain = f"plain_{field}"
        aliased: QuerySet[Any] = rows.alias(**{plain: Unindexed(field, output_field=COLUMN[field])})
        return aliased.filter(**{plain: value})

    def _has_own_index(self, field: str) -> bool:
        """Whether the filter may choose the index: it leaves least of those that are given, or it is alone."""
        given = [name for name, _value in self._columns()]
        alone = len(given) == 1 and self.wanted.cost is None
        leading = next((name for name in LEADING if name in given), "")
        return self._by_date and (alone or field == leading)

    def _presence(self) -> dict[str, Any]:
        """Conditions that the partial indexes ask for, and the band of costs."""
        wanted = {} if self._by_date else {f"{ORDER_FIELD[self.wanted.sort]}__isnull": False}
        if self.wanted.cost is not None:
            wanted |= {"cost_net__isnull": False, **BANDS[self.wanted.cost]}
        return wanted

    # -- order ---------------------------------------------------------------------------------------------------

    @property
    def _order_field(self) -> str:
        return ORDER_FIELD[self.wanted.sort]

    def _order(self) -> list[OrderBy]:
        field, key = self._order_field, F(self._driver.key)
        if self.wanted.sort in DESCENDING:
            return [newest(field) if self._by_date else F(field).desc(), key.desc()]
        return [oldest(field) if self._by_date else F(field).asc(), key.asc()]

    def _segments(self, after: Key | None) -> Iterator[QuerySet[Any]]:
        """The list cut where NULL begins, each part behind `after`, so that an index range serves each of them."""
        dated, undated = ({f"{self._order_field}__isnull": flag} for flag in (False, True))
        parts = [dated] if not self._by_date else [dated, undated]
        if self.wanted.sort is Sort.OLDEST:
            parts.reverse()
        if after is not None:
            parts = parts[parts.index(undated if after.value is None else dated) :]
        for number, part in enumerate(parts):
            segment = self._rows().filter(**part)
            yield segment.filter(self._behind(after)) if after is not None and number == 0 else segment

    def _behind(self, after: Key) -> Q:
        comparison = "lt" if self.wanted.sort in DESCENDING else "gt"
        later = Q(**{f"{self._driver.key}__{comparison}": after.pk})
        if after.value is None:
            return later
        field = self._order_field
        reached = Q(**{f"{field}__{comparison}e": after.value})
        return reached & (Q(**{f"{field}__{comparison}": after.value}) | later)

    def _read_value(self, raw: str) -> Value:
        if not raw and self._by_date:
            return None
        if self.wanted.sort is not Sort.COST:
            return date.fromisoformat(raw)
        value = Decimal(raw)
        if not value.is_finite() or abs(value) > Decimal(10) ** 14:
            raise ValueError(raw)
        return value
