"""The one inbox of the office: rooms register where its items come from, and who may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django_stubs_ext import StrOrPromise

from roterfaden.contributions.models import Assignment, Deputy, InternalNote

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


@dataclass(frozen=True)
class Item:
    """Something that waits for the office. `url` is the page of the back office where it is dealt with; `due`: by when;
    `since`: how long it has been waiting; `about`: what it belongs to, in words.
    """

    source: str
    key: str
    title: str
    url: str
    since: datetime | None = None
    due: date | None = None
    summary: str = ""
    about: str = ""
    state: str = ""
    #: Filled by the inbox itself.
    assigned_to: Any = None
    notes: int = 0

    @property
    def late(self) -> bool:
        """Whether its date has passed."""
        return self.due is not None and self.due < timezone.localdate()


@dataclass(frozen=True)
class ItemPage:
    """A page of items with the cursors of its neighbours."""

    items: Sequence[Item]
    next: str = ""
    previous: str = ""


@dataclass(frozen=True)
class Source:
    """Where items come from. `page(cursor, size)` gives them, the most urgent first; it raises kit.paging.BadCursor.

    `load(keys)` gives those that still wait, by key; `count()` how many wait (the inbox asks once a page); `may(user)`
    who sees them. All with a constant number of queries.
    """

    key: str
    label: StrOrPromise
    page: Callable[[str, int], ItemPage]
    load: Callable[[Sequence[str]], Mapping[str, Item]]
    count: Callable[[], int]
    may: Callable[[User], bool]
    order: int = 50


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source, once."""
    _sources[source.key] = source


def sources_for(user: User) -> list[Source]:
    """Those that somebody may see, in their order."""
    found = sorted(_sources.values(), key=lambda source: (source.order, source.key))
    return [source for source in found if source.may(user)]


def source_of(user: User, key: str) -> Source | None:
    """One of them; None for what does not exist or may not be seen."""
    return next((source for source in sources_for(user) if source.key == key), None)


def stands_in_for(user: User, today: date | None = None) -> list[int]:
    """The user and everybody for whom they stand in today."""
    day = today or timezone.localdate()
    rows = Deputy.objects.filter(deputy=user, start__lte=day, end__gte=day)
    return [user.pk, *rows.values_list("user_id", flat=True)]


def with_office_facts(items: Iterable[Item]) -> list[Item]:
    """With who deals with each, and how many notes: two queries."""
    rows = list(items)
    keys = {(row.source, row.key) for row in rows}
    names = {"source__in": {source for source, _key in keys}, "key__in": {key for _source, key in keys}}
    given = {(one.source, one.key): one.user for one in Assignment.objects.filter(**names).select_related("user")}
    notes: dict[tuple[str, str], int] = {}
    for pair in InternalNote.objects.filter(**names).values_list("source", "key"):
        notes[pair] = notes.get(pair, 0) + 1
    return [
        replace(row, assigned_to=given.get((row.source, row.key)), notes=notes.get((row.source, row.key), 0))
        for row in rows
    ]


def mine(user: User, sources: Sequence[Source], most: int = 100) -> list[Item]:
    """What is assigned to somebody, or to whom they stand in for, and still waits."""
    rows = Assignment.objects.filter(user__in=stands_in_for(user), source__in=[source.key for source in sources])
    by_source: dict[str, list[str]] = {}
    for source, key in rows.order_by("-pk").values_list("source", "key")[:most]:
        by_source.setdefault(source, []).append(key)
    found = [item for source in sources for item in source.load(by_source.get(source.key, [])).values()]
    return sorted(with_office_facts(found), key=lambda item: (item.due or date.max, item.since or timezone.now()))
