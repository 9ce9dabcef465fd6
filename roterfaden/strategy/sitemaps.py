"""What of strategies search engines may list."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from roterfaden.design.sitemaps import register
from roterfaden.strategy.addresses import measure_address, node_address, plan_address
from roterfaden.strategy.models import Measure, Node, Plan


class StrategySitemap(Sitemap[Any]):
    """Public rows in the order of their keys."""

    i18n = True
    alternates = True
    limit = 5_000
    rows: ClassVar[Any]
    address: ClassVar[Any]

    def items(self) -> QuerySet[Any]:
        """Public rows."""
        found: QuerySet[Any] = self.rows.all().visible_to(None).order_by("pk")
        return found

    def lastmod(self, item: Any) -> datetime:
        """When it changed."""
        moment: datetime = item.changed_at
        return moment

    def location(self, item: Any) -> str:
        """Its address in the active language."""
        return str(type(self).address(item))


class PlanSitemap(StrategySitemap):
    """Plans."""

    rows = Plan.objects.only("pk", "slug", "changed_at")
    address = staticmethod(plan_address)


class NodeSitemap(StrategySitemap):
    """Nodes of plans."""

    rows = Node.objects.select_related("plan").only("pk", "code", "changed_at", "plan__slug")
    address = staticmethod(node_address)


class MeasureSitemap(StrategySitemap):
    """Measures."""

    rows = Measure.objects.only("pk", "slug", "changed_at")
    address = staticmethod(measure_address)


def register_sitemaps() -> None:
    """Tell the sitemap."""
    register("plaene", PlanSitemap)
    register("ziele", NodeSitemap)
    register("massnahmen", MeasureSitemap)
