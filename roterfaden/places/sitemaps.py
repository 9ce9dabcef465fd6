"""Districts that search engines may list, each in both languages."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from roterfaden.design.sitemaps import register
from roterfaden.places.models import District


class DistrictSitemap(Sitemap[Any]):
    """Each district's page."""

    i18n = True
    alternates = True

    def items(self) -> QuerySet[District]:
        """All, by number."""
        return District.objects.only("slug", "number").order_by("number")

    def location(self, item: District) -> str:
        """Its address in the active language."""
        return reverse("places:district", args=[item.slug])


def register_sitemaps() -> None:
    """Tell the sitemap."""
    register("stadtbezirke", DistrictSitemap)
