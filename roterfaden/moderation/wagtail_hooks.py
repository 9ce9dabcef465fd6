"""Moderation in the back office: queue, objections, rules, word list; what its log says."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

LOGGED = (
    ("decided", _("Fall entscheiden"), _("Fall entschieden")),
    ("undone", _("Entscheidung zurücknehmen"), _("Entscheidung zurückgenommen")),
    ("objection_decided", _("Über Widerspruch entscheiden"), _("Über Widerspruch entschieden")),
    ("rule_written", _("Hausregel schreiben"), _("Hausregel geschrieben")),
    ("rule_ended", _("Hausregel aufheben"), _("Hausregel aufgehoben")),
    ("word_added", _("Wort auf die Liste setzen"), _("Wort auf die Liste gesetzt")),
    ("word_ended", _("Wort von der Liste nehmen"), _("Wort von der Liste genommen")),
)


def log_actions(actions: Any) -> None:
    """What the log of the back office says about the actions of this room."""
    for name, label, message in LOGGED:
        actions.register_action(f"moderation.{name}", label, message)


class ModerationItem(MenuItem):
    """Shown to those who may see cases."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return bool(request.user.has_perm("moderation.view_case"))


def office_urls() -> list[URLPattern | URLResolver]:
    """Queue, cases, objections, rules, words."""
    return [path("moderation/", include("roterfaden.moderation.office.urls"))]


def menu_item() -> MenuItem:
    """Moderation in the menu."""
    pages = (
        (_("Zu entscheiden"), "queue", "warning"),
        (_("Widersprüche"), "objections", "undo"),
        (_("Hausregeln"), "rules", "list-ol"),
        (_("Wortliste"), "words", "list-ul"),
    )
    items = [
        ModerationItem(name, reverse(f"moderation_office:{view}"), icon_name=icon, order=order)
        for order, (name, view, icon) in enumerate(pages)
    ]
    return SubmenuMenuItem(_("Moderation"), Menu(items=items), icon_name="warning", order=310)


hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_log_actions", log_actions)
