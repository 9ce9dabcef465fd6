"""Addresses of the ledger's pages, below /protokollbuch/."""

from __future__ import annotations

import datetime as dt

from django.urls import path, register_converter

from roterfaden.ledger import views


class EntryNumber:
    """A number in an address: no more digits than the database holds."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


class Day:
    """A day in an address: 2026-11-22."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> dt.date:
        """The day; ValueError is no match to Django."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        """As ISO 8601."""
        return value.isoformat()


register_converter(EntryNumber, "entrynumber")
register_converter(Day, "headday")

app_name = "ledger"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("feed.atom", views.feed, name="feed"),
    path("so-geht-es/", views.explanation, name="explanation"),
    path("koepfe/", views.heads, name="heads"),
    path("koepfe.atom", views.heads_feed, name="heads_feed"),
    path("koepfe.json", views.heads_file, name="heads_file"),
    path("kopf.txt", views.checkpoint, name="checkpoint"),
    path("koepfe/<headday:day>.txt", views.checkpoint, name="checkpoint_of_day"),
    path("sache/<slug:kind>/<path:key>", views.subject, name="subject"),
    path("<entrynumber:number>", views.entry, name="entry"),
]
