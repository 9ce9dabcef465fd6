"""Question time in the back office; the way there leads through the process."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


def office_urls() -> list[URLPattern | URLResolver]:
    """Questions and minutes."""
    return [path("fragestunden/", include("roterfaden.participation.modules.questions.office"))]


hooks.register("register_admin_urls", office_urls)
