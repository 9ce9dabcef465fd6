"""The room in the menu, the sitemap."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from roterfaden.design import navigation, sitemaps
from roterfaden.threads.addresses import address
from roterfaden.threads.models import Thread


class ThreadSitemap(Sitemap[Any]):
    """Public threads in the order of their keys."""

    i18n = True
    alternates = True
    limit = 5_000

    def items(self) -> QuerySet[Any]:
        """Public threads."""
        return Thread.objects.visible_to().only("pk", "slug", "changed_at").order_by("pk")

    def lastmod(self, item: Thread) -> datetime:
        """When it changed."""
        return item.changed_at

    def location(self, item: Any) -> str:
        """Its address in the active language."""
        return address(item)


def register_places() -> None:
    """Tell menu and sitemap."""
    navigation.register(navigation.Entry(_("Fäden"), "threads:threads", order=10))
    sitemaps.register("faeden", ThreadSitemap)
