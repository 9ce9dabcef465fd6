"""The council's entries in the back office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from roterfaden.council.models import Correction, ImportRun, Source
from roterfaden.council.office.viewsets import CouncilGroup

register_snippet(CouncilGroup)


def office_urls() -> list[URLPattern | URLResolver]:
    """Look up, hide, correct, read now."""
    return [path("rat/", include("roterfaden.council.office.urls"))]


class EditorsItem(MenuItem):
    """Shown to those who may see corrections."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return bool(request.user.has_perm("council.view_correction"))


def lookup_item() -> MenuItem:
    """The way to hide and correct."""
    return EditorsItem(_("Rat berichtigen"), reverse("council_office:lookup"), icon_name="edit", order=310)


def log_actions(actions: Any) -> None:
    """What the log of the back office says about the council's actions."""
    for name, label, message in (
        ("council.hide", _("Verbergen"), _("Verborgen")),
        ("council.show", _("Wieder zeigen"), _("Wieder öffentlich")),
        ("council.correct", _("Berichtigen"), _("Berichtigt")),
        ("council.take_back", _("Berichtigung zurücknehmen"), _("Berichtigung zurückgenommen")),
        ("council.read_soon", _("Jetzt lesen"), _("Zum Lesen vorgemerkt")),
    ):
        actions.register_action(name, label, message)


def one_by_one(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Sources, runs and corrections change through their own actions: Wagtail's bulk actions know no such rule."""
    if any(isinstance(found, Source | ImportRun | Correction) for found in objects):
        raise PermissionDenied


hooks.register("before_bulk_action", one_by_one)
hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", lookup_item)
hooks.register("register_log_actions", log_actions)
