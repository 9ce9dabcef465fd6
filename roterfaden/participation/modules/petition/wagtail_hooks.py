"""Petitions in the back office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


def office_urls() -> list[URLPattern | URLResolver]:
    """The words of a petition."""
    return [path("petition/", include("roterfaden.participation.modules.petition.office.urls"))]


hooks.register("register_admin_urls", office_urls)
