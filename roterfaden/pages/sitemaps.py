"""The editors' pages that search engines may list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from roterfaden.design.sitemaps import register
from roterfaden.pages.models import StartPage
from roterfaden.pages.navigation import address


class EditorialSitemap(Sitemap[Any]):
    """Published pages that everybody may see, each in both languages."""

    i18n = True
    alternates = True

    def items(self) -> Any:
        """In the order of the tree, which two visits to a long sitemap find unchanged."""
        start = StartPage.objects.live().first()
        if start is None:
            return Page.objects.none()
        return Page.objects.live().public().descendant_of(start, inclusive=True).order_by("path")

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        return item.last_published_at  # type: ignore[no-any-return]

    def location(self, item: Page) -> str:
        """Its address in the active language."""
        return address(item.url_path)


def register_sitemaps() -> None:
    """Tell the sitemap."""
    register("seiten", EditorialSitemap)
