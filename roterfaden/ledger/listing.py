"""What a list of entries was asked for, and its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone

from roterfaden.kit.paging import Keyset, Page
from roterfaden.ledger.models import Entry
from roterfaden.ledger.querysets import EntryQuerySet
from roterfaden.ledger.registry import entry_types
from roterfaden.ledger.showing import Shown, shown

SIZE = 30
NEWEST_FIRST: Keyset[Entry] = Keyset("pk", descending=True)


class NoSuchKind(ValueError):
    """A filter that names no kind of entries."""


@dataclass(frozen=True)
class Choice:
    """A kind to filter by."""

    key: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Listing:
    """A page of entries, the newest first."""

    page: Page[Entry]
    entries: list[Shown]
    kind: str = ""

    @property
    def days(self) -> list[tuple[date, list[Shown]]]:
        """The entries by the day on which they were written."""
        return [
            (day, list(rows)) for day, rows in groupby(self.entries, lambda row: timezone.localdate(row.entry.time))
        ]

    @property
    def choices(self) -> list[Choice]:
        """All kinds by their names."""
        rows = [Choice(key, str(kind.label), key == self.kind) for key, kind in entry_types.items()]
        return sorted(rows, key=lambda row: row.label.casefold())


def listing(rows: EntryQuerySet, query: Mapping[str, Any]) -> Listing:
    """The page that an address asks for. Raises NoSuchKind or paging.BadCursor."""
    kind = str(query.get("art", "")).strip()
    if kind:
        if kind not in entry_types:
            raise NoSuchKind(kind[:60])
        rows = rows.filter(kind=kind)
    page = NEWEST_FIRST.page(rows, str(query.get("ab", "")), SIZE)
    return Listing(page, shown(page.rows), kind)
