"""What the filters of paper lists offer, by name, and whether what an address asks for exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roterfaden.council.filters import COST_LABELS, NAMES, SORT_LABELS, PaperFilter, Sort, wrong
from roterfaden.council.listing import PaperListing
from roterfaden.council.models import Body, Organization, Paper
from roterfaden.council.models.result import Outcome
from roterfaden.places.models import District

if TYPE_CHECKING:
    from roterfaden.council.models.base import Viewer

MOST_CHOICES = 500


@dataclass(frozen=True)
class Option:
    """One entry of a select."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class FilterField:
    """A select of the filter form."""

    name: str
    parameter: str
    label: str
    #: The words of the sentence that stand before the select.
    before: str
    options: tuple[Option, ...]

    @property
    def active(self) -> bool:
        """Whether something else than the default is chosen."""
        return any(option.selected and option.value for option in self.options)


@dataclass(frozen=True)
class Chosen:
    """A filter that is set, in words, with the address' query without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Choices:
    """All organizations, districts and bodies that one can filter by."""

    organizations: tuple[Organization, ...]
    districts: tuple[District, ...]
    bodies: tuple[Body, ...]
    years: tuple[int, ...]

    @classmethod
    def load(cls, user: Viewer = None) -> Choices:
        """From the database: four statements."""
        rows = Organization.objects.visible_to(user).select_related("body").order_by("name", "pk")
        light = rows.only("name", "kind", "end_date", "body__name", "body__short_name", "body__is_home")
        return cls(
            organizations=tuple(light[:MOST_CHOICES]),
            districts=tuple(District.objects.defer("geometry").order_by("number")),
            bodies=tuple(Body.objects.visible_to(user).order_by("-is_home", "name")[:MOST_CHOICES]),
            years=_years(user),
        )

    @property
    def committees(self) -> list[Organization]:
        """Organizations that consult."""
        apart = {Organization.Kind.FACTION, Organization.Kind.ADMINISTRATION}
        return [row for row in self.organizations if row.kind not in apart]

    @property
    def factions(self) -> list[Organization]:
        """Organizations that apply."""
        return [row for row in self.organizations if row.kind == Organization.Kind.FACTION]

    def fields(self, wanted: PaperFilter) -> list[FilterField]:
        """The selects of the form; one that offers nothing is left out."""
        fields = [self._field(name, wanted) for name in _sentence()]
        return [field for field in fields if len(field.options) > (2 if field.name == "body" else 1)]

    def _field(self, name: str, wanted: PaperFilter) -> FilterField:
        parameter, label = NAMES[name]
        given = dict(wanted.parameters()).get(parameter, "")
        before, everything = _sentence()[name]
        pairs = [("", everything), *(self._pairs(name)[1:] if name == "sort" else self._pairs(name))]
        return FilterField(name, parameter, str(label), before, tuple(Option(v, t, v == given) for v, t in pairs))

    def _pairs(self, name: str) -> list[tuple[str, str]]:
        """Value and words of what a filter offers."""
        if name in {"organization", "faction"}:
            rows = self.committees if name == "organization" else self.factions
            return [(str(row.pk), self._organization_name(row)) for row in rows]
        if name == "district":
            return [(row.slug, row.name) for row in self.districts]
        if name == "body":
            return [(row.slug, row.name) for row in self.bodies]
        if name == "year":
            return [(str(year), str(year)) for year in self.years]
        return _fixed(name)

    def _organization_name(self, row: Organization) -> str:
        """The name, with the body where there are several."""
        if len(self.bodies) > 1 and row.body is not None and not row.body.is_home:
            return f"{row.name} ({row.body.short_name or row.body.name})"
        return row.name or _("ohne Namen")

    def chosen(self, wanted: PaperFilter) -> list[Chosen]:
        """The filters that are set, in words."""
        found = []
        for name, (parameter, label) in NAMES.items():
            value = dict(wanted.parameters()).get(parameter)
            if value is not None and name != "sort":
                text = dict(self._pairs(name)).get(value, value)
                found.append(Chosen(str(label), text, wanted.without(name).query))
        return found

    def title(self, wanted: PaperFilter) -> str:
        """A title for the feed of a filter."""
        parts = [f"{chosen.label}: {chosen.value}" for chosen in self.chosen(wanted)]
        return " · ".join([_("Drucksachen"), *parts])


def listing_for(wanted: PaperFilter, choices: Choices, query: Mapping[str, str], user: Viewer = None) -> PaperListing:
    """The listing of a filter; WrongFilter where organization, faction, district or body does not exist."""
    for name, rows in (("organization", choices.organizations), ("faction", choices.organizations)):
        value = getattr(wanted, name)
        if value is not None and not _known(value, rows):
            raise wrong(name, str(value), query)
    district = next((row for row in choices.districts if row.slug == wanted.district), None)
    if wanted.district and district is None:
        raise wrong("district", wanted.district, query)
    body = next((row for row in choices.bodies if row.slug == wanted.body), None)
    if wanted.body and body is None:
        raise wrong("body", wanted.body, query)
    return PaperListing(wanted, body, district.pk if district else None, user)


def _known(pk: int, rows: Iterable[Organization]) -> bool:
    if any(row.pk == pk for row in rows):
        return True
    return bool(Organization.objects.visible_to().filter(pk=pk).exists())


def _sentence() -> dict[str, tuple[str, str]]:
    """The filters as one sentence: what stands before each select, and what it says while it leaves nothing out."""
    return {
        "kind": (_("Zeige"), _("Drucksachen jeder Art")),
        "body": (_("aus"), _("allen Körperschaften")),
        "year": (_("aus"), _("allen Jahren")),
        "organization": (_("beraten in"), _("irgendeinem Gremium")),
        "faction": (_("beantragt von"), _("wem auch immer")),
        "district": (_("zum Stadtbezirk"), _("egal welchem")),
        "outcome": (_("mit dem Ausgang"), _("egal welchem")),
        "climate": (pgettext("im Satz", "Klimawirkung"), _("egal")),
        "cost": (pgettext("im Satz", "Kosten"), _("egal")),
        "sort": (_("Reihenfolge:"), str(SORT_LABELS[Sort.NEWEST])),
    }


def _fixed(name: str) -> list[tuple[str, str]]:
    fixed = {
        "kind": [(value, str(label)) for value, label in Paper.Kind.choices],
        "outcome": [(value, str(label)) for value, label in Outcome.choices],
        "climate": [(value, str(label)) for value, label in Paper.Climate.choices],
        "cost": [(band.value, str(label)) for band, label in COST_LABELS.items()],
        "sort": [(order.value, str(label)) for order, label in SORT_LABELS.items()],
    }
    return fixed[name]


def _years(user: Viewer) -> tuple[int, ...]:
    """The years that have papers: from the last to the first, read from the ends of the index."""
    years = Paper.objects.visible_to(user).filter(year__isnull=False).order_by()
    last = years.order_by("-year").values_list("year", flat=True).first()
    first = years.order_by("year").values_list("year", flat=True).first()
    if last is None or first is None:
        return ()
    return tuple(range(last, max(first, last - 100) - 1, -1))


__all__ = ["Choices", "Chosen", "FilterField", "Option", "listing_for"]
