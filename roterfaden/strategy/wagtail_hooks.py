"""Strategies in the back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

LOGGED = (
    ("plan_created", _("Plan angelegt"), _("Plan angelegt")),
    ("plan_changed", _("Plan ändern"), _("Plan geändert")),
    ("plan_state", _("Plan weiterführen"), _("Plan in neuem Zustand")),
    ("plan_version", _("Fassung veröffentlichen"), _("Fassung veröffentlicht")),
    ("node_created", _("Punkt anlegen"), _("Punkt angelegt")),
    ("node_changed", _("Punkt ändern"), _("Punkt geändert")),
    ("node_withdrawn", _("Punkt entfallen lassen"), _("Punkt entfallen")),
    ("measure_created", _("Maßnahme anlegen"), _("Maßnahme angelegt")),
    ("measure_changed", _("Maßnahme ändern"), _("Maßnahme geändert")),
    ("measure_published", _("Maßnahme veröffentlichen"), _("Maßnahme veröffentlicht")),
    ("measure_state", _("Zustand setzen"), _("Zustand gesetzt")),
    ("measure_override", _("Stand von Hand"), _("Stand von Hand gesetzt")),
    ("milestone_added", _("Meilenstein anlegen"), _("Meilenstein angelegt")),
    ("milestone_changed", _("Meilenstein ändern"), _("Meilenstein geändert")),
    ("milestone_removed", _("Meilenstein löschen"), _("Meilenstein gelöscht")),
    ("milestone_reached", _("Meilenstein erreicht"), _("Meilenstein erreicht")),
    ("date_shifted", _("Termin verschieben"), _("Termin verschoben")),
    ("budget_added", _("Budget ergänzen"), _("Budget ergänzt")),
    ("budget_changed", _("Budget ändern"), _("Budget geändert")),
    ("budget_removed", _("Zeile des Budgets entfernen"), _("Zeile des Budgets entfernt")),
    ("assessment_saved", _("Abwägung schreiben"), _("Abwägung geschrieben")),
    ("assessment_approved", _("Abwägung freigeben"), _("Abwägung freigegeben")),
    ("submitted", _("Einreichen"), _("Eingereicht")),
    ("returned", _("Zurückgeben"), _("Zurückgegeben")),
    ("reported", _("Stand melden"), _("Stand gemeldet")),
    ("update_approved", _("Meldung freigeben"), _("Meldung freigegeben")),
    ("imported", _("Plan einlesen"), _("Plan eingelesen")),
)


def log_actions(actions: Any) -> None:
    """What the log of the back office says about the actions of this room."""
    for name, label, message in LOGGED:
        actions.register_action(f"strategy.{name}", label, message)


class StrategyItem(MenuItem):
    """Shown to those who may see measures."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return bool(request.user.has_perm("strategy.view_measure"))


def office_urls() -> list[URLPattern | URLResolver]:
    """The desk, plans, measures, approval."""
    return [path("strategie/", include("roterfaden.strategy.office.urls"))]


def menu_item() -> MenuItem:
    """Strategies in the menu."""
    pages = (
        (_("Meine Maßnahmen"), "desk", "tasks"),
        (_("Alle Maßnahmen"), "measures", "list-ul"),
        (_("Pläne"), "plans", "doc-full"),
    )
    items = [
        StrategyItem(name, reverse(f"strategy_office:{view}"), icon_name=icon, order=order)
        for order, (name, view, icon) in enumerate(pages)
    ]
    return SubmenuMenuItem(_("Strategie"), Menu(items=items), icon_name="crosshairs", order=320)


hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_log_actions", log_actions)
