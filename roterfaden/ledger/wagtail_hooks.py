"""The ledger's place in the back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from roterfaden.ledger.erasing import PERMISSION


def office_urls() -> list[URLPattern | URLResolver]:
    """Erasing."""
    return [path("protokollbuch/", include("roterfaden.ledger.office_urls"))]


class EraseItem(MenuItem):
    """Shown to those who may erase."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return bool(request.user.has_perm(PERMISSION))


def erase_item() -> MenuItem:
    """The way to erase."""
    return EraseItem(_("Endgültig löschen"), reverse("ledger_office:erase"), icon_name="bin", order=850)


def log_actions(actions: Any) -> None:
    """What the log of the back office says."""
    actions.register_action("ledger.erase", _("Endgültig löschen"), _("Daten über eine Person endgültig gelöscht"))


hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", erase_item)
hooks.register("register_log_actions", log_actions)
