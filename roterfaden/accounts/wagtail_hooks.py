"""Organisations in the back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from roterfaden.accounts.office.views import SEE


def office_urls() -> list[URLPattern | URLResolver]:
    """Who speaks for whom."""
    return [path("organisationen/", include("roterfaden.accounts.office.urls"))]


class OrganisationsItem(MenuItem):
    """Shown to those who may see organisations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return bool(request.user.has_perm(SEE))


def organisations_item() -> MenuItem:
    """The way to the requests."""
    return OrganisationsItem(
        _("Organisationen"), reverse("organisations_office:requests"), icon_name="group", order=795
    )


def log_actions(actions: Any) -> None:
    """What the log of the back office says."""
    for name, label, message in (
        ("accounts.confirm_speaker", _("Bestätigen"), _("Bestätigt, wer für eine Organisation spricht")),
        ("accounts.decline_speaker", _("Ablehnen"), _("Abgelehnt oder entzogen, für eine Organisation zu sprechen")),
    ):
        actions.register_action(name, label, message)


hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", organisations_item)
hooks.register("register_log_actions", log_actions)
