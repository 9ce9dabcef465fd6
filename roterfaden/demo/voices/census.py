"""Where the invented people live and how old they are, and how many live in the invented city.

Both by chance, and on purpose unlike each other, so that the figures show who is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from roterfaden.accounts.models import AgeBand
from roterfaden.demo.voices import content
from roterfaden.participation.census import Figure, replace
from roterfaden.participation.models import CensusFigure
from roterfaden.places.models import District

SOURCE = "Beispieldaten: erfundene Einwohnerzahlen"
#: Of a hundred who take part so many have proven where they live; of the others nothing is known.
KNOWN = 70
#: Invented residents and weight among those who take part, by age.
AGES = {
    AgeBand.UNDER_16: (76_000, 2),
    AgeBand.TO_25: (64_000, 5),
    AgeBand.TO_40: (128_000, 28),
    AgeBand.TO_60: (134_000, 36),
    AgeBand.TO_75: (84_000, 23),
    AgeBand.OVER_75: (54_000, 6),
}
#: Residents of the smallest district, and how much larger the largest is.
SMALLEST, WIDTH = 28_000, 30_000


def fill_census() -> None:
    """Figures of the invented city, unless there are some already."""
    if not CensusFigure.objects.exists():
        districts = [Figure("district", slug, number) for slug, number, _weight in _districts()]
        ages = [Figure("age", str(band), number) for band, (number, _weight) in AGES.items()]
        replace(districts + ages, SOURCE)


def residents() -> Iterator[tuple[str, dict[str, str]]]:
    """Each pseudonym with district and age band, or with nothing."""
    chance = Random(29)  # noqa: S311 – the same city every time
    districts = list(_districts())
    slugs, weights = [slug for slug, _number, _weight in districts], [weight for _slug, _number, weight in districts]
    bands, shares = list(AGES), [weight for _number, weight in AGES.values()]
    for name in content.pseudonyms():
        known = bool(slugs) and chance.randrange(100) < KNOWN
        found = {"district": chance.choices(slugs, weights)[0], "age_band": str(chance.choices(bands, shares)[0])}
        yield name, found if known else {}


def _districts() -> Iterator[tuple[str, int, float]]:
    """Slug, invented residents, and weight among those who take part."""
    chance = Random(31)  # noqa: S311
    for slug in District.objects.order_by("number").values_list("slug", flat=True):
        number = SMALLEST + round(WIDTH * chance.random(), -2)
        yield slug, int(number), number * chance.choice((0.35, 0.8, 1.0, 1.3))
