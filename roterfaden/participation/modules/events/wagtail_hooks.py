"""Events in the back office; the way there leads through the process."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


def office_urls() -> list[URLPattern | URLResolver]:
    """Events, registrations, door."""
    return [path("termine/", include("roterfaden.participation.modules.events.office.urls"))]


hooks.register("register_admin_urls", office_urls)
