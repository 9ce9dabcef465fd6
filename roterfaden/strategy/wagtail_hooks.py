"""Strategies in the back office."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

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


hooks.register("register_log_actions", log_actions)
