"""The sitemap: rooms register what search engines may list."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import Sitemap

#: Name of the section → its class. Rooms add theirs in AppConfig.ready().
SECTIONS: dict[str, type[Sitemap[Any]]] = {}


def register(name: str, sitemap: type[Sitemap[Any]]) -> None:
    """Add a section."""
    SECTIONS[name] = sitemap
