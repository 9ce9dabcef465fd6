"""Search for machines: the words and filters of the search page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_noop as _
from ninja import Query as Asks
from ninja import Router

from roterfaden.kit.api import Field, Out, Problem, refuse_unknown
from roterfaden.search.engines import engine
from roterfaden.search.engines.base import MOST_HITS, Found, Hit, NotReady, Request
from roterfaden.search.excerpts import Marker, excerpt
from roterfaden.search.page import PER_PAGE, read
from roterfaden.search.registry import searchables

router = Router(tags=["Suche"], by_alias=True)
TEXT = "^[^\x00-\x1f]*$"


class SearchQuery(Out):
    """What can be searched for; the filters are those of the page."""

    q: str = Field("", max_length=500, description=_("Wörter, „Wortfolge“, -ohne, Nummer"))
    art: str = Field("", max_length=40, description=_("paper, file, meeting, organization oder person"))
    jahr: str = Field("", max_length=4, description=_("Jahr"))
    ausgang: str = Field("", max_length=40, description=_("Ausgang"))
    gremium: str = Field("", max_length=20, description=_("Gremium"))
    bezirk: str = Field("", max_length=100, description=_("Stadtbezirk"))
    koerperschaft: str = Field("", max_length=100, description=_("Körperschaft"))
    sortierung: str = Field("", max_length=10, description=_("neueste: das Neueste zuerst; sonst das Passendste"))
    seite: int = Field(1, ge=1, le=MOST_HITS // PER_PAGE, description=_("Seite"))


class SearchHit(Out):
    """A thing that was found."""

    kind: str
    id: int
    url: str
    title: str
    number: str
    context: str
    excerpt: str = Field(description=_("Ausschnitt um die gefundenen Wörter, ohne Auszeichnung"))
    date: dt.date | None


class Hits(Out):
    """A page of hits. `total` is counted up to 10,000; `relaxed`: nothing holds all words, shown is what holds some."""

    items: list[SearchHit]
    total: int
    relaxed: bool
    ready: bool = Field(description=_("falsch, solange der Index gebaut wird"))
    next: str | None


@router.get(
    "/search",
    response={200: Hits, 400: Problem},
    summary=_("Suche"),
    description=_("Drucksachen, Dateien, Sitzungen, Gremien und Personen, die zu den Wörtern passen."),
)
def search(request: HttpRequest, query: Asks[SearchQuery]) -> dict[str, Any]:
    """What fits the words."""
    refuse_unknown(request, SearchQuery)
    asked = read({name: str(value) for name, value in query.model_dump().items()})
    try:
        wanted = Request(asked.query, asked.filters, asked.newest_first, (query.seite - 1) * PER_PAGE, PER_PAGE)
        found = engine().search(wanted) if asked.query else Found()
    except NotReady:
        return {"items": [], "total": 0, "relaxed": False, "ready": False, "next": None}
    marker = Marker(asked.query, found.unknown)
    more = query.seite * PER_PAGE < min(found.total, MOST_HITS)
    return {
        "items": [hit_out(hit, marker) for hit in visible(found.hits)],
        "total": min(found.total, MOST_HITS),
        "relaxed": found.relaxed,
        "ready": True,
        "next": next_url(request, query) if more else None,
    }


def next_url(request: HttpRequest, query: SearchQuery) -> str:
    """The address of the following page."""
    values = query.model_dump(exclude_defaults=True) | {"seite": query.seite + 1}
    return f"{settings.SITE_URL}{request.path}?{urlencode(values)}"


def visible(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that their domain still shows: a second lock, should somebody forget to queue a change."""
    shown: set[tuple[str, int]] = set()
    for kind in {hit.kind for hit in hits} & searchables.keys():
        keys = [hit.pk for hit in hits if hit.kind == kind]
        shown |= {(kind, pk) for pk in searchables[kind].visible().filter(pk__in=keys).values_list("pk", flat=True)}
    return [hit for hit in hits if (hit.kind, hit.pk) in shown]


def hit_out(hit: Hit, marker: Marker) -> SearchHit:
    """A hit as it is answered."""
    return SearchHit(
        kind=hit.kind,
        id=hit.pk,
        url=f"{settings.SITE_URL}{hit.url}",
        title=hit.title,
        number=hit.number,
        context=hit.context,
        excerpt=unescape(strip_tags(excerpt(hit.body, marker))),
        date=hit.date,
    )
