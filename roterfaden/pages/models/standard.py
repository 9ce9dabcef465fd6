"""A page of text: imprint, data protection, interfaces, and whatever editors write."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from roterfaden.pages.blocks import Body
from roterfaden.pages.models.bilingual import BilingualPage, Said, said, tabs

#: Below a page's address: the same in Leichte Sprache.
PLAIN = "leicht"


class TextPage(BilingualPage):
    """Intro and text in German and English, and the same in Leichte Sprache (which is German). Not used itself."""

    intro = models.TextField(_("Einleitung"), blank=True)
    intro_en = models.TextField(_("Einleitung (englisch)"), blank=True)
    body = StreamField(Body(), verbose_name=_("Text"), blank=True)
    body_en = StreamField(Body(), verbose_name=_("Text (englisch)"), blank=True)
    plain_title = models.CharField(_("Titel in Leichter Sprache"), max_length=255, blank=True)
    plain = StreamField(Body(), verbose_name=_("Text in Leichter Sprache"), blank=True)

    class Meta:
        abstract = True

    german: ClassVar[list[Any]] = [FieldPanel("intro"), FieldPanel("body")]
    english: ClassVar[list[Any]] = [FieldPanel("intro_en"), FieldPanel("body_en")]
    plain_tab = ObjectList([FieldPanel("plain_title"), FieldPanel("plain")], heading=_("Leichte Sprache"))
    edit_handler = tabs(german, english, plain_tab)

    @property
    def lead(self) -> Said:
        """The introduction in the active language."""
        return said(self, "intro")

    @property
    def text(self) -> Said:
        """The text in the active language."""
        return said(self, "body")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Answer `…/leicht/` with the version in Leichte Sprache, where there is one."""
        if path_components == [PLAIN] and self.live:
            if not self.plain:
                raise Http404
            return RouteResult(self, kwargs={"plain": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, plain: bool = False, **kwargs: Any) -> HttpResponse:
        """The page, or its version in Leichte Sprache."""
        request.is_plain = plain  # type: ignore[attr-defined]
        return super().serve(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, whether it is shown in Leichte Sprache, and what stands above it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["is_plain"] = getattr(request, "is_plain", False)
        context["parents"] = parents_of(self)
        return context


class StandardPage(TextPage):
    """A page of text."""

    is_easy = models.BooleanField(_("Diese Seite ist selbst in Leichter Sprache"), default=False)

    template = "pages/standard_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.StartPage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]

    edit_handler = tabs([FieldPanel("is_easy"), *TextPage.german], TextPage.english, TextPage.plain_tab)

    class Meta:
        verbose_name = _("Textseite")
        verbose_name_plural = _("Textseiten")


def parents_of(page: BilingualPage) -> list[Any]:
    """The pages between the start page and this one."""
    return list(page.get_ancestors().filter(depth__gt=2).specific())
