"""What of indicators and reports search engines may list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from roterfaden.design.sitemaps import register
from roterfaden.strategy.indicators.addresses import indicator_address, report_address
from roterfaden.strategy.models import Indicator, Report


class IndicatorSitemap(Sitemap[Any]):
    """Public indicators in the order of their keys."""

    i18n = True
    alternates = True
    limit = 5_000

    def items(self) -> QuerySet[Any]:
        """Public rows."""
        return Indicator.objects.visible_to().only("pk", "slug", "changed_at").order_by("pk")

    def lastmod(self, item: Indicator) -> datetime:
        """When it changed."""
        return item.changed_at

    def location(self, item: Any) -> str:
        """Its address in the active language."""
        return indicator_address(item)


class ReportSitemap(Sitemap[Any]):
    """Published reports."""

    i18n = True
    alternates = True
    limit = 5_000

    def items(self) -> QuerySet[Any]:
        """Public rows."""
        return Report.objects.visible_to().only("pk", "published_at").order_by("pk")

    def lastmod(self, item: Report) -> datetime | None:
        """When it was published; it never changes after that."""
        return item.published_at

    def location(self, item: Any) -> str:
        """Its address in the active language."""
        return report_address(item)


def register_sitemaps() -> None:
    """Tell the sitemap."""
    register("kennzahlen", IndicatorSitemap)
    register("berichte", ReportSitemap)
