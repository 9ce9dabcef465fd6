"""What the back office shows of indicators and reports: menu, addresses, log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

SEE_INDICATORS, SEE_REPORTS = "strategy.view_indicator", "strategy.view_report"
LOGGED = (
    ("indicator_created", _("Kennzahl anlegen"), _("Kennzahl angelegt")),
    ("indicator_changed", _("Kennzahl ändern"), _("Kennzahl geändert")),
    ("indicator_state", _("Zustand einer Kennzahl"), _("Zustand der Kennzahl gesetzt")),
    ("target_set", _("Zielwert setzen"), _("Zielwert gesetzt")),
    ("values_entered", _("Werte eintragen"), _("Werte eingetragen")),
    ("values_taken", _("Werte aus einer Datei übernehmen"), _("Werte aus einer Datei übernommen")),
    ("effect_set", _("Wirkung beschreiben"), _("Wirkung beschrieben")),
    ("effect_removed", _("Wirkung entfernen"), _("Wirkung entfernt")),
    ("source_added", _("Datenquelle anlegen"), _("Datenquelle angelegt")),
    ("source_switched", _("Datenquelle schalten"), _("Datenquelle geschaltet")),
    ("report_frozen", _("Bericht einfrieren"), _("Bericht eingefroren")),
    ("report_published", _("Bericht freigeben"), _("Bericht veröffentlicht")),
    ("report_returned", _("Bericht zurückgeben"), _("Bericht zurückgegeben")),
)


class ForThose(MenuItem):
    """Shown to those who may see what is behind it."""

    permission = SEE_INDICATORS

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return bool(request.user.has_perm(self.permission))


class ForReports(ForThose):
    """The same for reports."""

    permission = SEE_REPORTS


def office_urls() -> list[URLPattern | URLResolver]:
    """Everything below /verwaltung/kennzahlen/ and /verwaltung/berichte/."""
    return [
        path("kennzahlen/", include("roterfaden.strategy.indicators.office.urls")),
        path("berichte/", include("roterfaden.strategy.reports.office_urls")),
    ]


def indicators_item() -> MenuItem:
    """The way to the indicators."""
    return ForThose(_("Kennzahlen"), reverse("indicators_office:index"), icon_name="order", order=330)


def reports_item() -> MenuItem:
    """The way to the reports."""
    return ForReports(_("Berichte"), reverse("reports_office:index"), icon_name="doc-full", order=340)


def log_actions(actions: Any) -> None:
    """What the log of the back office says."""
    for name, label, message in LOGGED:
        actions.register_action(f"strategy.{name}", label, message)


def register_hooks() -> None:
    """Tell Wagtail."""
    hooks.register("register_admin_urls", office_urls)
    hooks.register("register_admin_menu_item", indicators_item)
    hooks.register("register_admin_menu_item", reports_item)
    hooks.register("register_log_actions", log_actions)
