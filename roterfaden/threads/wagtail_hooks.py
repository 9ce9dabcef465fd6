"""Threads in the back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from roterfaden.threads.models import Topic


class TopicViewSet(SnippetViewSet):
    """Topics: their names and texts."""

    model = Topic
    icon = "tag"
    menu_label = _("Themen")
    menu_order = 306
    add_to_admin_menu = True
    list_display = ("title", "slug")
    search_fields = ("title",)
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel(name) for name in ("title", "text")], _("Deutsch")),
            MultiFieldPanel([FieldPanel(name) for name in ("title_en", "text_en")], _("Englisch")),
            FieldPanel("slug"),
        ]
    )


register_snippet(TopicViewSet)


class EditorsItem(MenuItem):
    """Shown to those who may see threads."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return bool(request.user.has_perm("threads.view_thread"))


def office_urls() -> list[URLPattern | URLResolver]:
    """Write threads, merge and split them, decide on suggestions."""
    return [path("faeden/", include("roterfaden.threads.office.urls"))]


def threads_item() -> MenuItem:
    """The way to the threads."""
    return EditorsItem(_("Fäden"), reverse("threads_office:threads"), icon_name="link", order=304)


def suggestions_item() -> MenuItem:
    """The way to the suggestions."""
    return EditorsItem(_("Vorschläge für Fäden"), reverse("threads_office:suggestions"), icon_name="pick", order=305)


LOG = (
    ("created", _("Anlegen"), _("Angelegt")),
    ("changed", _("Ändern"), _("Geändert")),
    ("renamed", _("Umbenennen"), _("Umbenannt")),
    ("published", _("Veröffentlichen"), _("Veröffentlicht")),
    ("hidden", _("Verbergen"), _("Verborgen")),
    ("closed", _("Abschließen"), _("Abgeschlossen")),
    ("reopened", _("Wieder aufnehmen"), _("Wieder aufgenommen")),
    ("merged", _("Zusammenführen"), _("Einen anderen Faden aufgenommen")),
    ("split", _("Teilen"), _("Stationen abgegeben")),
    ("station_added", _("Station hinzufügen"), _("Station hinzugefügt")),
    ("station_changed", _("Station ändern"), _("Station geändert")),
    ("station_confirmed", _("Station bestätigen"), _("Station bestätigt")),
    ("station_removed", _("Station entfernen"), _("Station entfernt")),
    ("refused", _("Vorschlag ablehnen"), _("Vorschlag abgelehnt")),
)


def log_actions(actions: Any) -> None:
    """What the log of the back office says about threads."""
    for name, label, message in LOG:
        actions.register_action(f"threads.{name}", label, message)


hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", threads_item)
hooks.register("register_admin_menu_item", suggestions_item)
hooks.register("register_log_actions", log_actions)
