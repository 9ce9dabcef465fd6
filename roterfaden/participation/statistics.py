"""Who takes part, and who is missing: by district and age band, against the census, k-anonymous in every cell.

Only what people said about themselves, or what is proven, is known; most is not known, and that is shown as such.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from roterfaden.accounts.models import AgeBand, Person
from roterfaden.contributions.models import Contribution, State, Support
from roterfaden.kit.charts import Bar, BarChart, draw_bars
from roterfaden.kit.things import Ref
from roterfaden.methods.withheld import publish
from roterfaden.participation.models import CensusFigure
from roterfaden.places.models import District

#: Gives the keys of people who took part in an area in another way (answers to a survey, votes); None: everywhere.
Participants = Callable[[Ref | None, datetime | None], QuerySet[Any]]
_more: list[Participants] = []
UNKNOWN = ""
#: A group is called out as missing where its share is below this part of its share of the residents.
MISSING = 0.67


def register_participants(function: Participants) -> Participants:
    """Add (also as a decorator) people whom a method knows beside authors and supporters."""
    if function not in _more:
        _more.append(function)
    return function


@dataclass(frozen=True)
class Line:
    """A group: how many took part (None: withheld), and how many live there (None: not known)."""

    key: str
    label: str
    number: int | None
    residents: int | None
    share: float | None
    share_of_residents: float | None

    @property
    def is_missing(self) -> bool:
        """Whether the group takes part much less than it lives here; never said of a withheld number."""
        return (
            self.share is not None
            and self.share_of_residents is not None
            and self.share < MISSING * self.share_of_residents
        )


@dataclass(frozen=True)
class Table:
    """By district or by age band. `total`: everybody who took part, None where that is withheld."""

    kind: str
    heading: str
    lines: Sequence[Line]
    total: int | None
    source: str

    @property
    def withheld(self) -> bool:
        """Whether some numbers are withheld."""
        return any(line.number is None for line in self.lines)

    @property
    def says_nothing(self) -> bool:
        """Whether every number is withheld: a sentence says that better than a table."""
        return all(line.number is None for line in self.lines)

    @property
    def chart(self) -> Any:
        """The shares as a picture: of those who took part, and of the residents."""
        known = [line for line in self.lines if line.share is not None and line.share_of_residents is not None]
        bars = [Bar(line.label, [100 * (line.share or 0), 100 * (line.share_of_residents or 0)]) for line in known]
        words = _("{heading}: Anteile in Prozent, links der Mitmachenden, rechts der Bevölkerung.")
        return draw_bars(BarChart(words.format(heading=self.heading), bars)) if len(bars) > 1 else ""


def participants(area: Ref | None = None, before: datetime | None = None) -> QuerySet[Person]:
    """People who said or supported something in public there; None: everywhere. `before`: only until then."""
    said = Contribution.objects.filter(state__in=[State.PUBLIC, State.MERGED]).exclude(author=None)
    supported = Support.objects.exclude(person=None).filter(contribution__state__in=[State.PUBLIC, State.MERGED])
    if area is not None:
        said = said.in_area(area)
        supported = supported.filter(contribution__area_kind=area.kind, contribution__area_key=area.key)
    if before is not None:
        said, supported = said.filter(published_at__lt=before), supported.filter(created_at__lt=before)
    found = Q(pk__in=said.values("author")) | Q(pk__in=supported.values("person"))
    for more in _more:
        found |= Q(pk__in=more(area, before))
    rows: QuerySet[Person] = Person.objects.filter(found, erased_at=None, merged_into=None)
    return rows


def tables_of(area: Ref | None = None, before: datetime | None = None) -> list[Table]:
    """Both tables: six queries."""
    people = participants(area, before)
    districts = dict(District.objects.order_by("name").values_list("slug", "name"))
    ages = {str(value): str(label) for value, label in AgeBand.choices}
    return [
        _table(people, "district", CensusFigure.Kind.DISTRICT, _("Nach Stadtbezirk"), districts),
        _table(people, "age_band", CensusFigure.Kind.AGE, _("Nach Alter"), ages),
    ]


def _table(people: QuerySet[Person], field: str, kind: str, heading: str, labels: Mapping[str, str]) -> Table:
    counts = dict.fromkeys([*labels, UNKNOWN], 0)
    for key, number in people.order_by().values_list(field).annotate(number=Count("pk")):
        counts[key if key in labels else UNKNOWN] += number
    shown = publish(counts)
    census = {row.key: row for row in CensusFigure.objects.filter(kind=kind)}
    residents, known = sum(row.number for row in census.values()), _known(shown.cells)
    lines = [
        Line(
            key,
            labels.get(key, _("nicht bekannt")),
            number,
            census[key].number if key in census else None,
            number / known if number is not None and known and key else None,
            census[key].number / residents if key in census and residents else None,
        )
        for key, number in shown.cells.items()
    ]
    source = next((row.source for row in census.values() if row.source), "")
    return Table(str(kind), heading, lines, shown.total, source)


def _known(cells: Mapping[str, int | None]) -> int:
    """Of how many a group's share is told: those whose group is published. Never of the withheld, or the share would
    give them away.
    """
    return sum(number for key, number in cells.items() if key and number is not None)
