"""Which district a district council is for: its name says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roterfaden.council.models import Organization
from roterfaden.council.models.base import visibility
from roterfaden.council.places import Finder
from roterfaden.places.models import District


def districts_of_councils(organizations: Iterable[Organization]) -> Mapping[int, tuple[District, ...]]:
    """The districts that district councils are for, by organization: one statement, or none."""
    councils = {one.pk: one.name for one in organizations if one.kind == Organization.Kind.DISTRICT_COUNCIL}
    if not councils:
        return {}
    districts = {district.pk: district for district in District.objects.only("name", "slug", "other_names")}
    finder = Finder(districts.values(), ())
    return {pk: tuple(districts[found] for found in finder.find(name)) for pk, name in councils.items()}


def councils_of(district: District) -> list[int]:
    """The public district councils of a district: one statement."""
    finder = Finder([district], ())
    rows = Organization.objects.filter(visibility(), kind=Organization.Kind.DISTRICT_COUNCIL)
    return [pk for pk, name in rows.order_by("pk").values_list("pk", "name")[:1000] if finder.find(name)]
