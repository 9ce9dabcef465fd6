"""Following a search: its name, and what is new in it.

A search is named by the canonical query of the search page (`q=Radweg&jahr=2026`): words first, then the filters in the
page's order, without order and page number. A job asks again, and tells of documents that were not found before.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from roterfaden.design.navigation import Link
from roterfaden.kit.things import LONGEST_KEY, Kind, Ref, Thing, register
from roterfaden.notices.actions import News, announce_many
from roterfaden.notices.models import Following, SavedSearch
from roterfaden.notices.registry import EventType
from roterfaden.notices.registry import register as register_event
from roterfaden.notices.rendering import follow_path
from roterfaden.search.engines import engine
from roterfaden.search.engines.base import Hit, NotReady, Request
from roterfaden.search.page import Asked, read
from roterfaden.search.registry import facets, searchables

SEARCH, HIT, EVENT = "search", "searchhit", "search.hit"
EVERY = timedelta(hours=1)
#: So many of the newest hits are looked at.
WINDOW = 300
#: So many found documents are remembered, so that one that comes back is no news.
REMEMBERED = 3000
#: More than this at once is an import or a new index: the newest are told.
MOST_NEWS = 100


def key_of(asked: Asked) -> str:
    """The name of a search; empty where it has none (no words, or too long a text)."""
    if not asked.query:
        return ""
    try:
        key = replace(asked, newest_first=False, page=1).address()[1:]
    except UnicodeEncodeError:
        return ""
    return key if len(key) <= LONGEST_KEY else ""


def asked_for(key: str) -> Asked | None:
    """The search of that name; None for any other text."""
    if not 0 < len(key) <= LONGEST_KEY or not key.isascii():
        return None
    asked = read(QueryDict(key).dict())
    return asked if key_of(asked) == key else None


def load_searches(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Searches as things: they are public, being nothing but words."""
    asked = {key: found for key in keys if (found := asked_for(key)) is not None}
    names = _names(asked.values())
    return {key: _search_thing(key, found, names) for key, found in asked.items()}


def load_hits(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Found documents ("paper:17"): those that search itself may still show."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for key in keys:
        kind, _colon, number = key.partition(":")
        if kind in searchables and number.isascii() and number.isdigit() and len(number) <= 18:
            wanted[kind].append(int(number))
    found: dict[str, Thing] = {}
    for kind, numbers in wanted.items():
        # First all of them: rooms write documents in German, and a generator leaves that language on meanwhile.
        for document in list(searchables[kind].documents(numbers)):
            found[document.uid] = Thing(
                Ref(HIT, document.uid),
                document.title or (document.numbers[0] if document.numbers else ""),
                _localised(document.url),
                label=searchables[kind].label,
                summary=document.context,
                date=document.date,
            )
    return found


def register_searches() -> None:
    """Make searches followable."""
    register(Kind(SEARCH, gettext_lazy("Suche"), gettext_lazy("Suchen"), load_searches))
    register(Kind(HIT, gettext_lazy("Treffer"), gettext_lazy("Treffer"), load_hits, follow=False))
    register_event(EventType(EVENT, gettext_lazy("Neuer Treffer"), lambda _thing, _data: _("Neu in Ihrer Suche")))


def is_due() -> bool:
    """Whether a followed search is to be asked again, or a new one for the first time."""
    if SavedSearch.objects.filter(checked_at__lt=timezone.now() - EVERY).exists():
        return True
    return bool(_unknown().exists())


def check(seconds: float = 30.0) -> int:
    """Ask followed searches again. How many."""
    until, count = time.monotonic() + seconds, 0
    _begin_and_end()
    while time.monotonic() < until:
        due = SavedSearch.objects.exclude(checked_at__gte=timezone.now() - EVERY).order_by("checked_at", "pk")
        search = due.first()
        if search is None:
            break
        try:
            look(search)
        except NotReady:
            break
        count += 1
    return count


def look(search: SavedSearch) -> int:
    """Ask one search, and announce what is new; the first time nothing is new. How many news."""
    now = timezone.now()
    asked = asked_for(search.query)
    hits = _hits(asked) if asked is not None else []
    new = _new(search, hits) if search.checked_at is not None else []
    uids = [f"{hit.kind}:{hit.pk}" for hit in hits]
    known = set(uids)
    seen = [*uids, *(uid for uid in search.seen if uid not in known)][:REMEMBERED]
    dates = [hit.date for hit in hits if hit.date is not None]
    floor = min(dates) if len(hits) >= WINDOW and dates else None
    with transaction.atomic():
        same = SavedSearch.objects.filter(pk=search.pk, checked_at=search.checked_at)
        if same.update(seen=seen, floor=floor, checked_at=now):
            announce_many(EVENT, [_news(search, hit) for hit in new[:MOST_NEWS]])
    return len(new)


def _begin_and_end() -> None:
    """A row for every followed search, none for others."""
    new = _unknown().values_list("key", flat=True).distinct()[:500]
    SavedSearch.objects.bulk_create([SavedSearch(query=key) for key in new], ignore_conflicts=True)
    followed = Following.objects.confirmed().filter(kind=SEARCH, key=OuterRef("query"))
    SavedSearch.objects.filter(~Exists(followed)).delete()


def _unknown() -> Any:
    known = SavedSearch.objects.filter(query=OuterRef("key"))
    return Following.objects.confirmed().filter(~Exists(known), kind=SEARCH)


def _hits(asked: Asked) -> Sequence[Hit]:
    """The newest hits. Where nothing has all the words, what has only some of them is no hit of this search."""
    found = engine().search(Request(asked.query, asked.filters, newest_first=True, limit=WINDOW))
    return [] if found.relaxed else found.hits


def _new(search: SavedSearch, hits: Sequence[Hit]) -> list[Hit]:
    """Hits not found before. Below the floor they only moved up, because others went."""
    seen = set(search.seen)
    fresh = [hit for hit in hits if f"{hit.kind}:{hit.pk}" not in seen]
    return [hit for hit in fresh if search.floor is None or (hit.date or date.min) >= search.floor]


def _news(search: SavedSearch, hit: Hit) -> News:
    """One event for each new document; a document is new in a search once."""
    uid = f"{hit.kind}:{hit.pk}"
    return News(f"search:{search.query}:{uid}", Ref(HIT, uid), targets=(Ref(SEARCH, search.query),))


def _names(searches: Any) -> dict[tuple[str, str], str]:
    """How values of filters are named: {(facet, value): name}, one question for each facet."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for asked in searches:
        for facet, value in asked.filters.items():
            values[facet].add(value)
    names: dict[tuple[str, str], str] = {}
    for facet, several in values.items():
        if facet == "kind":
            named: Mapping[str, Any] = {one: searchables[one].plural for one in several if one in searchables}
        else:
            named = facets[facet].describe(sorted(several)) if facet in facets else {}
        names |= {(facet, one): str(named.get(one, one)) for one in several}
    return names


def _search_thing(key: str, asked: Asked, names: Mapping[tuple[str, str], str]) -> Thing:
    title = asked.query.text
    filters = ", ".join(names[facet, value] for facet, value in asked.filters.items())
    return Thing(
        Ref(SEARCH, key),
        f"{title} ({filters})" if filters else title,
        f"{reverse('search:search')}?{key}",
        label=gettext_lazy("Suche"),
    )


def _localised(url: str) -> str:
    """A document's address in the language at hand: German ones have no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    return url if language == settings.LANGUAGE_CODE else f"/{language}{url}"


def follow_link(asked: Asked) -> Link | None:
    """The link on the search page."""
    key = key_of(asked)
    return Link(_("Dieser Suche folgen"), follow_path(Ref(SEARCH, key))) if key else None
