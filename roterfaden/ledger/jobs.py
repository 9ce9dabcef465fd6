"""The job worker numbers entries and signs the daily head."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from roterfaden.ledger.erasing import finish, is_scrub_due
from roterfaden.ledger.sequencing import is_pending, sequence
from roterfaden.ledger.signing import is_head_due, sign_head
from roterfaden.operation.jobs import scheduled

SLICE = 60


@scheduled(
    "ledger.sequence",
    label=_("Protokollbuch fortschreiben"),
    every=timedelta(seconds=1),
    lane="ledger",
    when=is_pending,
    limit=timedelta(minutes=30),
    record=False,
)
def number_entries() -> str:
    """Give pending rows their numbers."""
    return f"{sequence(SLICE)} entries"


@scheduled(
    "ledger.head",
    label=_("Protokollbuch unterschreiben"),
    every=timedelta(minutes=1),
    lane="ledger",
    when=is_head_due,
)
def sign() -> str:
    """Sign the head of the day."""
    head = sign_head()
    return f"{head.day}: {head.size} entries" if head else ""


@scheduled(
    "ledger.scrub",
    label=_("Gelöschtes endgültig entfernen"),
    every=timedelta(minutes=10),
    lane="index",
    when=is_scrub_due,
)
def scrub() -> str:
    """Make the search index anew and empty the database's free pages after an erasure."""
    left = finish()
    return ", ".join(left) or "clean"
