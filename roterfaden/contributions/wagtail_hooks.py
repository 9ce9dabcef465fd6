"""Contributions in the back office: the inbox, text blocks."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from roterfaden.contributions.models import TextBlock
from roterfaden.contributions.querysets import may_see_all


class TextBlockViewSet(SnippetViewSet):
    """Text blocks for answers."""

    model = TextBlock
    icon = "clipboard-list"
    menu_label = _("Textbausteine")
    menu_order = 203
    add_to_admin_menu = True
    list_display = ("title",)
    search_fields = ("title", "text")
    edit_handler = ObjectList([FieldPanel(name) for name in ("title", "text", "text_en")])


register_snippet(TextBlockViewSet)


class InboxItem(MenuItem):
    """Shown to those who may see contributions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has anything to do there."""
        return may_see_all(request.user)


def office_urls() -> list[URLPattern | URLResolver]:
    """The inbox."""
    return [path("posteingang/", include("roterfaden.contributions.office.urls"))]


def inbox_item() -> MenuItem:
    """The way to the inbox."""
    return InboxItem(_("Posteingang"), reverse("inbox:inbox"), icon_name="mail", order=201)


hooks.register("register_admin_urls", office_urls)
hooks.register("register_admin_menu_item", inbox_item)
