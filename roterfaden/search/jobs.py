"""The job worker keeps the index up to date."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from roterfaden.operation.jobs import scheduled
from roterfaden.search.indexer import drain, is_pending

SLICE = 60


@scheduled(
    "search.drain",
    label=_("Suche nachführen"),
    every=timedelta(seconds=2),
    lane="index",
    when=is_pending,
    limit=timedelta(minutes=30),
    record=False,
)
def follow() -> str:
    """Bring what is pending into the index."""
    return f"{drain(SLICE)} documents"
