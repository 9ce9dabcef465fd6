"""Ideas in the back office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


def office_urls() -> list[URLPattern | URLResolver]:
    """Read, merge, part ideas; say what becomes of them."""
    return [path("ideen/", include("roterfaden.participation.modules.ideas.office.urls"))]


hooks.register("register_admin_urls", office_urls)
