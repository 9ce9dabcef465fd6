"""Surveys in the back office. The way to them leads through the process that they belong to."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

LOG = (
    ("created", _("Umfrage anlegen"), _("Umfrage angelegt")),
    ("changed", _("Umfrage einstellen"), _("Einstellungen der Umfrage geändert")),
    ("questions", _("Fragen ändern"), _("Fragen der Umfrage geändert")),
    ("corrected", _("Schreibfehler berichtigen"), _("Schreibfehler in der Umfrage berichtigt")),
    ("text", _("Text freigeben"), _("Über einen Text aus der Umfrage entschieden")),
)


def office_urls() -> list[URLPattern | URLResolver]:
    """Questions, sheets, texts, evaluation."""
    return [path("umfragen/", include("roterfaden.participation.modules.survey.office.urls"))]


def log_actions(actions: Any) -> None:
    """What the log of the back office says about surveys."""
    for name, label, message in LOG:
        actions.register_action(f"surveys.{name}", label, message)


hooks.register("register_admin_urls", office_urls)
hooks.register("register_log_actions", log_actions)
