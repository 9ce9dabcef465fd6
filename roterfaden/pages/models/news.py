"""News: what is new in the portal and around it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from roterfaden.pages.models.bilingual import BilingualPage, Said, said, tabs
from roterfaden.pages.models.standard import TextPage

PER_PAGE = 20


class NewsIndexPage(BilingualPage):
    """The list of news, newest first."""

    intro = models.TextField(_("Einleitung"), blank=True)
    intro_en = models.TextField(_("Einleitung (englisch)"), blank=True)

    template = "pages/news_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.StartPage"]
    subpage_types: ClassVar[list[str]] = ["pages.NewsPage"]
    edit_handler = tabs([FieldPanel("intro")], [FieldPanel("intro_en")])

    class Meta:
        verbose_name = _("Nachrichten")
        verbose_name_plural = _("Nachrichten")

    @property
    def lead(self) -> Said:
        """The introduction in the active language."""
        return said(self, "intro")

    def news(self) -> models.QuerySet[NewsPage]:
        """What is published below, newest first."""
        found: models.QuerySet[NewsPage] = NewsPage.objects.child_of(self).live().order_by("-date", "-pk")
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one page of news; a page number that does not exist gives the nearest one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["news"] = Paginator(self.news(), PER_PAGE).get_page(request.GET.get("seite"))
        return context


class NewsPage(TextPage):
    """A piece of news."""

    date = models.DateField(_("Datum"), default=timezone.localdate)

    template = "pages/news_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs([FieldPanel("date"), *TextPage.german], TextPage.english, TextPage.plain_tab)

    class Meta:
        verbose_name = _("Nachricht")
        verbose_name_plural = _("Nachrichten")
