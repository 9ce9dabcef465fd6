"""Districts and streets of the demonstration city."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from roterfaden.demo.world import DISTRICTS, DemoDistrict
from roterfaden.places.models import District, Street


@transaction.atomic
def fill_places() -> None:
    """Write them; what an operator has changed in a district's borders stays."""
    for row in DISTRICTS:
        district, _new = District.objects.update_or_create(
            number=row.number, defaults=_values(row), create_defaults=_values(row)
        )
        for name in row.streets:
            Street.objects.get_or_create(name=name, district=district)


def _values(row: DemoDistrict) -> dict[str, object]:
    names = [name for name in row.other_names if name != row.name]
    slug = slugify(row.name.replace("ö", "oe").replace("ü", "ue"))
    return {
        "name": row.name,
        "slug": slug,
        "other_names": names,
        "schematic_x": row.x,
        "schematic_y": row.y,
    }
