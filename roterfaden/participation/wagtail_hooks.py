"""Processes in the back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

LOG = (
    ("created", _("Anlegen"), _("Angelegt")),
    ("changed", _("Ändern"), _("Geändert")),
    ("phases_changed", _("Phasen ändern"), _("Phasen geändert")),
    ("rules_changed", _("Wer darf: ändern"), _("Wer darf: geändert")),
    ("published", _("Veröffentlichen"), _("Veröffentlicht")),
    ("scheduled", _("Veröffentlichung planen"), _("Veröffentlichung geplant")),
    ("hidden", _("Verbergen"), _("Verborgen")),
    ("closed", _("Abschließen"), _("Abgeschlossen")),
    ("reopened", _("Wieder öffnen"), _("Wieder geöffnet")),
    ("phase_begun", _("Phase beginnt"), _("Phase begonnen")),
    ("phase_over", _("Phase endet"), _("Phase beendet")),
    ("codes_made", _("Codes erzeugen"), _("Codes erzeugt")),
    ("codes_withdrawn", _("Codes zurückziehen"), _("Codes zurückgezogen")),
)


class OfficeItem(MenuItem):
    """Shown to those who may see processes."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return bool(request.user.has_perm("participation.view_process"))


def office_urls() -> list[URLPattern | URLResolver]:
    """Write processes, their phases and rules."""
    return [path("beteiligung/", include("roterfaden.participation.office.urls"))]


def menu_item() -> MenuItem:
    """The way to the processes."""
    return OfficeItem(_("Beteiligungen"), reverse("participation_office:processes"), icon_name="group", order=300)


def log_actions(actions: Any) -> None:
    """What the log of the back office says about processes."""
    for name, label, message in LOG:
        actions.register_action(f"participation.{name}", label, message)


hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_log_actions", log_actions)
