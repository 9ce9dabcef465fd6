"""What an editor means who types into a choice: an address, a number, or words of a title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from roterfaden.council.models import AgendaItem, Meeting, Organization, Paper, Person
from roterfaden.council.models.base import CouncilObject, visibility
from roterfaden.council.models.indexes import newest
from roterfaden.council.numbers import parse_number
from roterfaden.council.office import lookup
from roterfaden.search.engines import engine
from roterfaden.search.engines.base import NotReady, Request
from roterfaden.search.query import parse

MOST = 20
#: Titles are looked through among so many of the latest; older ones are found by the search index.
LATEST = 5_000
LONGEST = 300
MODELS: dict[str, type[CouncilObject]] = {
    "paper": Paper,
    "meeting": Meeting,
    "agendaitem": AgendaItem,
    "organization": Organization,
    "person": Person,
}


def find(kind: str, text: str, user: Any = None) -> list[int]:
    """Keys of the public things of a kind that a text may mean, the best first: at most 20."""
    wanted = typed(text)
    if not wanted:
        return []
    if "/rat/" in wanted or parse_number(wanted) is not None:
        return _visible(kind, [thing.pk for thing in lookup.find(wanted) if _kind(thing) == kind], user)
    keys = [*_by_title(kind, wanted, user), *_visible(kind, _by_index(kind, wanted), user)]
    return list(dict.fromkeys(keys))[:MOST]


def typed(text: str) -> str:
    """What was typed, on one line, without what no database takes."""
    clean = text.replace("\x00", " ").encode(errors="ignore").decode()
    return " ".join(clean.split())[:LONGEST]


def _kind(thing: CouncilObject) -> str:
    return thing.oparl_type.lower()


def _visible(kind: str, keys: Iterable[int], user: Any) -> list[int]:
    ordered = list(keys)
    public = set(MODELS[kind].objects.visible_to(user).filter(pk__in=ordered).values_list("pk", flat=True))
    return [key for key in ordered if key in public]


def _by_title(kind: str, text: str, user: Any) -> list[int]:
    """Those whose title has all the words, among the latest."""
    latest: QuerySet[Any] = _latest(kind, user)
    rows = MODELS[kind].objects.filter(pk__in=latest.values("pk")[:LATEST])
    for word in text.split()[:8]:
        rows = rows.filter(_has(kind, word))
    return list(rows.order_by("-pk").values_list("pk", flat=True).distinct()[:MOST])


def _has(kind: str, word: str) -> Q:
    """A meeting is named by its bodies, too."""
    by_body = Q(organizations__name__icontains=word) & Q(visibility(path="organizations__"))
    return Q(name__icontains=word) | by_body if kind == "meeting" else Q(name__icontains=word)


def _latest(kind: str, user: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = MODELS[kind].objects.visible_to(user)
    if kind == "paper":
        return rows.order_by(newest("date"), "-pk")
    return rows.order_by("-start" if kind == "meeting" else "-pk", "-pk")


def _by_index(kind: str, text: str) -> list[int]:
    """What the search index finds; nothing while it is being built."""
    query = parse(text)
    if not query:
        return []
    try:
        found = engine().search(Request(query, limit=MOST))
    except NotReady:
        return []
    return [hit.pk for hit in found.hits if hit.kind == kind]
