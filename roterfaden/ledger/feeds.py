"""Atom (RFC 4287): the newest entries, and the signed heads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roterfaden.ledger.models import Entry, Head
from roterfaden.ledger.showing import Shown, shown

MOST = 50
#: XML 1.0 allows no control characters, and no half of a surrogate pair.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Item:
    """One entry of a feed."""

    title: str
    path: str
    updated: datetime
    summary: str = ""


def entries_feed() -> HttpResponse:
    """The newest entries."""
    rows = shown(Entry.objects.order_by("-number")[:MOST])
    return _atom(_("Was hat sich geändert?"), "ledger:overview", "ledger:feed", map(_entry, rows))


def heads_feed() -> HttpResponse:
    """The newest signed heads, each with its text."""
    rows = Head.objects.select_related("key").order_by("-day")[:MOST]
    return _atom(_("Unterschriebene Köpfe des Protokollbuchs"), "ledger:heads", "ledger:heads_feed", map(_head, rows))


def _entry(row: Shown) -> Item:
    title = row.sentence or _("{label}: nicht mehr öffentlich").format(label=row.label)
    return Item(title, reverse("ledger:entry", args=[row.entry.number]), row.entry.time, row.label)


def _head(head: Head) -> Item:
    title = _("{day}: {size} Einträge").format(day=date_format(head.day), size=number_format(head.size))
    moment = timezone.make_aware(datetime.combine(head.day, time()))
    return Item(title, reverse("ledger:checkpoint_of_day", args=[head.day]), moment, head.note())


def _atom(title: str, page: str, here: str, items: Iterable[Item]) -> HttpResponse:
    feed = Atom1Feed(
        title=_safe(f"{title} – {settings.CITY}"),
        link=_absolute(reverse(page)),
        description="",
        feed_url=_absolute(reverse(here)),
        feed_guid=_absolute(reverse(here)),
        language=get_language(),
    )
    for item in items:
        link = _absolute(item.path)
        feed.add_item(_safe(item.title), link, _safe(item.summary), unique_id=link, updateddate=item.updated)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _safe(text: str) -> str:
    return NOT_IN_XML.sub("", text)
