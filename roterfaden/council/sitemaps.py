"""What of the council search engines may list: public things of any age, each in both languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from roterfaden.council.addresses import address
from roterfaden.council.models import CouncilObject, Meeting, Organization, Paper
from roterfaden.design.sitemaps import register


class CouncilSitemap(Sitemap[Any]):
    """Rows in the order of their keys, which stays as it is when rows are added."""

    i18n = True
    alternates = True
    limit = 5_000
    rows: ClassVar[Any]

    def items(self) -> QuerySet[Any]:
        """Public rows."""
        found: QuerySet[Any] = self.rows.all().visible_to(None).order_by("pk")
        return found

    def lastmod(self, item: CouncilObject) -> datetime:
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
