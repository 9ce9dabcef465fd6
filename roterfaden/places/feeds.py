"""A district or topic as Atom (RFC 4287): what its page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import get_language

from roterfaden.kit.dates import BERLIN
from roterfaden.kit.things import Thing

#: XML 1.0 allows no control characters, and no half of a surrogate pair.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENTRIES = 20


def overview_feed(title: str, page: str, here: str, things: Sequence[Thing]) -> HttpResponse:
    """The feed. `page` and `here` are paths of the portal."""
    feed = Atom1Feed(
        title=_safe(f"{title} – {settings.CITY}"),
        link=_absolute(page),
        description="",
        feed_url=_absolute(here),
        feed_guid=_absolute(here),
        language=get_language(),
    )
    for thing in sorted(things, key=lambda thing: changed(thing.date), reverse=True):
        link = _absolute(thing.url)
        feed.add_item(_safe(thing.title), link, _safe(_said(thing)), unique_id=link, updateddate=changed(thing.date))
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def changed(day: date | None) -> datetime:
    """When an entry was last new. What has no day, or lies ahead, counts from the first of this month: readers shall
    not see it as new every day.
    """
    today = timezone.localdate()
    day = day if day is not None and day <= today else today.replace(day=1)
    return datetime.combine(day, time(), BERLIN)


def _said(thing: Thing) -> str:
    when = date_format(thing.date, "SHORT_DATE_FORMAT") if thing.date else ""
    facts = " · ".join(str(part) for part in (thing.label, thing.number, when, thing.state) if part)
    return f"{facts}. {thing.summary}" if thing.summary else facts


def _absolute(path: str) -> str:
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"


def _safe(text: str) -> str:
    return NOT_IN_XML.sub("", text)
