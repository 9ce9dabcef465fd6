"""Following in the back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from roterfaden.notices.office.actions import SEE


def office_urls() -> list[URLPattern | URLResolver]:
    """The outbox and what belongs to it."""
    return [path("meldungen/", include("roterfaden.notices.office.urls"))]


class OperatorsItem(MenuItem):
    """Shown to those who may see the outbox."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return bool(request.user.has_perm(SEE))


def outbox_item() -> MenuItem:
    """The way to the outbox."""
    return OperatorsItem(_("Meldungen"), reverse("notices_office:outbox"), icon_name="mail", order=790)


def log_actions(actions: Any) -> None:
    """What the log of the back office says."""
    for name, label, message in (
        ("notices.send_again", _("Noch einmal senden"), _("Mail noch einmal gesendet")),
        ("notices.send_all_again", _("Alle noch einmal senden"), _("Alle gescheiterten Mails noch einmal gesendet")),
        ("notices.erase", _("Person löschen"), _("Daten einer Person gelöscht, die etwas verfolgte")),
    ):
        actions.register_action(name, label, message)


hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", outbox_item)
hooks.register("register_log_actions", log_actions)
