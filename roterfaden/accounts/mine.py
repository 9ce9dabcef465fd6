"""What the portal knows of a person, room by room: shown on the own page, and in the export of all my data.

Rooms register in their `apps.py`:

    register(Mine("contributions", _("Meine Beiträge"), rows=…, line=…, export=…))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

from roterfaden.accounts.models import Person


@dataclass(frozen=True)
class Line:
    """One thing of somebody's on their page. `url` empty: it cannot be seen (any more)."""

    title: str
    at: datetime | None = None
    url: str = ""
    label: StrOrPromise = ""
    state: StrOrPromise = ""


def _nothing(_person: Person) -> Iterable[tuple[str, bytes]]:
    return ()


@dataclass(frozen=True)
class Mine:
    """What a room knows of a person. `rows(person)` is a queryset that the page cuts into pages by primary key, newest
    first; `lines(rows)` says them, with a constant number of queries. None: only in the export.

    `export(person)` gives everything as JSON-able objects; `files(person)` what people uploaded, by its name.
    """

    key: str
    label: StrOrPromise
    export: Callable[[Person], Sequence[Mapping[str, Any]]]
    rows: Callable[[Person], QuerySet[Any]] | None = None
    lines: Callable[[Sequence[Any]], Sequence[Line]] | None = None
    files: Callable[[Person], Iterable[tuple[str, bytes]]] = _nothing
    order: int = 50


_MINE: dict[str, Mine] = {}


def register(mine: Mine) -> None:
    """Make a room's knowledge known; a second registration is a mistake."""
    if mine.key in _MINE:
        raise ValueError(f"{mine.key} is registered twice")
    _MINE[mine.key] = mine


def everything() -> list[Mine]:
    """All, in their order."""
    return sorted(_MINE.values(), key=lambda mine: (mine.order, mine.key))


def part(key: str) -> Mine | None:
    """One that has a page."""
    found = _MINE.get(key)
    return found if found is not None and found.rows is not None else None
