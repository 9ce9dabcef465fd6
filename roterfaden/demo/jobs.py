"""The demonstration city lives on: once a day its sources are read as they stand then."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.operation.jobs import scheduled


def _has_aged() -> bool:
    from roterfaden.council.models import Source
    from roterfaden.demo import stamp
    from roterfaden.demo.city import CITY

    filled = stamp.read()
    if filled is None or filled.version != stamp.version():
        return False
    source = Source.objects.filter(slug=CITY, sample_data=True).first()
    return bool(source and source.last_full_at and source.last_full_at.date() < filled.today)


@scheduled(
    "demo.grow",
    label=gettext_lazy("Beispielstadt fortschreiben"),
    every=timedelta(minutes=10),
    lane="import",
    when=_has_aged,
    limit=timedelta(minutes=10),
)
def grow() -> str:
    """Read the demonstration's sources as of today."""
    from roterfaden.demo import city, stamp

    filled = stamp.read()
    if filled is not None:
        city.grow(filled)
    return _("Die Beispielstadt ist auf dem Stand von heute.")
