"""What of the council search engines may list: public things of any age, each in both languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from roterfaden.council.addresses import address
from roterfaden.council.models import Meeting, Organization, Paper
from roterfaden.design.sitemaps import register


class CouncilSitemap(Sitemap[Any]):
    """Rows in the order of their keys, which stays as it is when rows are added."""

    i18n = True
    alternates = True
    limit = 5_000
    rows: QuerySet[Any]

    def items(self) -> QuerySet[Any]:
        """Public rows."""
        return self.rows.all().visible_to(None).order_by("pk")

    def lastmod(self, item: Any) -> datetime:
        """When it changed here."""
        return item.changed_at

    def location(self, item: Any) -> str:
        """Its permanent address in the active language."""
        return address(item)


class PaperSitemap(CouncilSitemap):
    """Papers."""

    rows = Paper.objects.select_related("body").only("pk", "slug", "changed_at", "body__slug", "body__is_home")


class MeetingSitemap(CouncilSitemap):
    """Meetings."""

    rows = Meeting.objects.only("pk", "changed_at")


class OrganizationSitemap(CouncilSitemap):
    """Bodies of the council."""

    rows = Organization.objects.only("pk", "changed_at")


def register_sitemaps() -> None:
    """Tell the sitemap."""
    register("drucksachen", PaperSitemap)
    register("sitzungen", MeetingSitemap)
    register("gremien", OrganizationSitemap)
