"""Pages in German and English: one page, two fields.

One tree instead of two: a page cannot be missing from the English site, an editor sees both texts side by side, and
where the English one is still empty the German one is shown and marked as German (WCAG 3.1.2).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from roterfaden.kit.bilingual import ENGLISH, GERMAN, Said, said

__all__ = ["ENGLISH", "GERMAN", "BilingualPage", "Said", "said", "tabs"]


class BilingualPage(Page):
    """A page with a German and an English title. Not used itself; page types build on it."""

    title_en = models.CharField(_("Titel (englisch)"), max_length=255, blank=True)
    description_en = models.TextField(_("Beschreibung für Suchmaschinen (englisch)"), blank=True)
    #: Wagtail would answer any method with the page.
    allowed_http_methods: ClassVar[tuple[str, ...]] = ("GET", "HEAD", "OPTIONS")

    in_footer = models.BooleanField(_("in der Fußzeile verlinken"), default=False)

    class Meta:
        abstract = True

    @property
    def heading(self) -> Said:
        """The title in the active language."""
        return said(self, "title")

    @property
    def summary(self) -> str:
        """The description for search engines in the active language, else the introduction."""
        intro = str(said(self, "intro")) if hasattr(self, "intro") else ""
        if get_language() == ENGLISH:
            return self.description_en or intro or self.search_description
        return self.search_description or intro


def tabs(german: list[Any], english: list[Any], *more: ObjectList) -> TabbedInterface:
    """An editor's form: German, English, what else there is, and the page's own settings."""
    return TabbedInterface(
        [
            ObjectList([FieldPanel("title"), *german], heading=_("Deutsch")),
            ObjectList([FieldPanel("title_en"), *english, FieldPanel("description_en")], heading=_("Englisch")),
            *more,
            ObjectList([FieldPanel("in_footer"), *Page.promote_panels, *Page.settings_panels], heading=_("Seite")),
        ]
    )
