"""Addresses below /mitmachen/. Tokens in addresses are called `token`: the request log then leaves the path out."""

from __future__ import annotations

from django.urls import path

from roterfaden.participation.modules.events.views import own, pages

app_name = "events"
_BASE = "<slug:slug>/termine/"

urlpatterns = [
    path("kalender/termine.ics", pages.feed, name="feed"),
    path("anmeldung/<str:token>/", own.ticket, name="ticket"),
    path("abmelden/<str:token>/", own.cancel, name="cancel"),
    path(_BASE, pages.events, name="events"),
    path(f"{_BASE}<int:pk>/", pages.event, name="event"),
    path(f"{_BASE}<int:pk>/anmelden/", own.register, name="register"),
    path(f"{_BASE}<int:pk>/termin.ics", pages.calendar, name="calendar"),
]
