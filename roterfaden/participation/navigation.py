"""The room in the menu, the sitemap, and on the pages of districts and topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.sitemaps import Sitemap
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.design import navigation, sitemaps
from roterfaden.kit import overviews
from roterfaden.kit.overviews import Scope
from roterfaden.kit.things import Thing
from roterfaden.participation import listing
from roterfaden.participation.addresses import address
from roterfaden.participation.models import Process
from roterfaden.participation.things import process_thing
from roterfaden.places import counts


class ProcessSitemap(Sitemap[Any]):
    """Public processes in the order of their keys."""

    i18n = True
    alternates = True
    limit = 5_000

    def items(self) -> QuerySet[Any]:
        """Public ones."""
        return Process.objects.visible_to().only("pk", "slug", "changed_at").order_by("pk")

    def lastmod(self, item: Process) -> datetime:
        """When it changed."""
        return item.changed_at

    def location(self, item: Any) -> str:
        """Its address in the active language."""
        return address(item)


def things_of_scope(scope: Scope, _user: Any, limit: int) -> Sequence[Thing]:
    """What one can take part in now in a district or about a topic, the least time left first."""
    where = {scope.kind: scope.slug}
    return [process_thing(row.process, row.words) for row in listing.joinable(limit, **where)]


def list_of_scope(scope: Scope) -> str:
    """The list of processes with this filter."""
    parameter = "bezirk" if scope.kind == "district" else "thema"
    return f"{reverse('participation:overview')}?{urlencode({parameter: scope.slug})}"


def count_running(_user: Any) -> Mapping[str, int]:
    """How many run in each district: one query."""
    rows = Process.objects.visible_to().running().exclude(districts=None)
    return dict(rows.order_by().values_list("districts__slug").annotate(number=Count("pk")))


def say_running(number: int) -> str:
    """In words."""
    return ngettext("{number} Beteiligung läuft", "{number} Beteiligungen laufen", number).format(number=number)


def register_places() -> None:
    """Tell menu, sitemap, districts and topics."""
    navigation.register(navigation.Entry(_("Mitmachen"), "participation:overview", order=30))
    navigation.register(navigation.Entry(_("Wirkung"), "impact", order=40, place="foot"))
    sitemaps.register("mitmachen", ProcessSitemap)
    section = overviews.Section("participation", _("Hier können Sie mitreden"), 5, things_of_scope, list_of_scope)
    overviews.register(section)
    counts.register(counts.Counter("participation", 5, count_running, say_running))
