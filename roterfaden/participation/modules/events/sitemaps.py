"""What of events search engines may list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from roterfaden.design.sitemaps import register
from roterfaden.participation.modules.events.addresses import event_address
from roterfaden.participation.modules.events.models import Event


class EventSitemap(Sitemap[Any]):
    """Public events in the order of their keys."""

    i18n = True
    alternates = True
    limit = 5_000

    def items(self) -> QuerySet[Any]:
        """Public rows."""
        return Event.objects.visible_to().select_related("phase__process").order_by("pk")

    def lastmod(self, item: Event) -> datetime:
        """When it changed."""
        return item.changed_at

    def location(self, item: Any) -> str:
        """Its address in the active language."""
        return event_address(item)


def register_sitemaps() -> None:
    """Tell the sitemap."""
    register("termine", EventSitemap)
