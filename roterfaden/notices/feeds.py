"""Atom (RFC 4287): what happened to a thing, for everybody; and what a follower heard, under a secret address."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from roterfaden.kit.things import Ref
from roterfaden.notices.models import Event
from roterfaden.notices.rendering import Told, absolute, tell

ENTRIES = 50
#: XML 1.0 allows no control characters, and no half of a surrogate pair.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def latest_of(ref: Ref, limit: int = ENTRIES) -> list[Told]:
    """The latest events that concern a thing, its own and those that travelled to it; only what is public now."""
    rows = Event.objects.filter(targets__kind=ref.kind, targets__key=ref.key).exclude(state=Event.State.FORGOTTEN)
    events = list(rows.order_by("-targets__event")[:limit])
    told = tell(events)
    return newest([told[event.pk] for event in events if event.pk in told])


def kinds_of(ref: Ref, limit: int = ENTRIES) -> set[str]:
    """The kinds of the latest events of a thing: what one hears of it, as far as experience tells."""
    rows = Event.objects.filter(targets__kind=ref.kind, targets__key=ref.key)
    return set(rows.order_by("-targets__event").values_list("kind", flat=True)[:limit])


def last_change(ref: Ref) -> datetime | None:
    """When the latest event of a thing happened; for answers of 304."""
    rows = Event.objects.filter(targets__kind=ref.kind, targets__key=ref.key).order_by("-targets__event")
    return rows.values_list("happened_at", flat=True).first()


def atom(title: str, page: str, here: str, told: Iterable[Told]) -> HttpResponse:
    """The feed as an answer. Addresses are paths of the portal."""
    feed = Atom1Feed(
        title=_safe(f"{title} – {settings.CITY}"),
        link=absolute(page),
        description="",
        feed_url=absolute(here),
        feed_guid=absolute(here),
        language=get_language(),
    )
    for one in told:
        feed.add_item(
            _safe(one.title),
            absolute(one.url),
            _safe(one.sentence),
            unique_id=entry_id(one.event),
            updateddate=one.happened_at,
            pubdate=one.happened_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def entry_id(event: Event) -> str:
    """An id that never changes and tells nothing (RFC 4151): the same event is the same entry in every feed."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"tag:{host},2026:{hashlib.sha256(event.key.encode()).hexdigest()[:32]}"


def newest(told: Sequence[Told]) -> list[Told]:
    """Newest first."""
    return sorted(told, key=lambda one: (one.happened_at, one.event.pk), reverse=True)


def _safe(text: str) -> str:
    return NOT_IN_XML.sub("", text)
