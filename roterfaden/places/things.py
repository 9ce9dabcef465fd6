"""Districts as public things: what threads, followers and other rooms see of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from roterfaden.kit.things import Kind, Ref, Thing, keys_as_numbers, register
from roterfaden.places.models import District
from roterfaden.places.names import loose_key

KIND = "district"
FOUND = 20


def as_thing(district: District) -> Thing:
    """A district as other rooms show it."""
    return Thing(
        ref=Ref(KIND, str(district.pk)),
        title=district.name,
        url=district.get_absolute_url(),
        label=gettext_lazy("Stadtbezirk"),
        number=str(district.number),
        summary=", ".join(district.parts),
        districts=(district.slug,),
    )


def load(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Districts by their primary keys: one statement."""
    rows = District.objects.light().filter(pk__in=keys_as_numbers(keys))
    found = {district.pk: as_thing(district) for district in rows}
    return {key: found[int(key)] for key in keys if key.isascii() and key.isdigit() and int(key) in found}


def find(text: str, user: Any) -> Sequence[Thing]:
    """Districts whose name, or a part of town, contains the text."""
    wanted = loose_key(text)
    rows = [row for row in District.objects.light() if any(wanted in loose_key(name) for name in row.names)]
    return [as_thing(row) for row in rows[:FOUND]] if wanted else []


def texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Nothing is suggested from a district's own names."""
    return {}


def register_things() -> None:
    """Tell the registry."""
    register(Kind(KIND, gettext_lazy("Stadtbezirk"), gettext_lazy("Stadtbezirke"), load, find, texts))


def of_slugs(slugs: Sequence[str]) -> dict[str, Ref]:
    """The names by which others follow these districts: one statement."""
    rows = District.objects.filter(slug__in=set(slugs)).values_list("slug", "pk") if slugs else ()
    return {slug: Ref(KIND, str(pk)) for slug, pk in rows}
