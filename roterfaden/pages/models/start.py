"""The start page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from roterfaden.pages.models.bilingual import BilingualPage, Said, said, tabs

#: So many processes that one can take part in now.
JOINABLE = 3


class StepBlock(blocks.StructBlock):
    """A step of how a decision is made, in plain words."""

    title = blocks.CharBlock(label=_("Schritt"), max_length=120)
    text = blocks.TextBlock(label=_("in einfachen Worten"), rows=3)
    decision = blocks.BooleanBlock(label=_("hier wird entschieden"), required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Schritt")


class StartPage(BilingualPage):
    """What a visitor sees first: a question, a search box, the red line, what is next, what was decided."""

    headline = models.CharField(_("Überschrift"), max_length=120)
    headline_en = models.CharField(_("Überschrift (englisch)"), max_length=120, blank=True)
    intro = models.TextField(_("Einleitung"), blank=True)
    intro_en = models.TextField(_("Einleitung (englisch)"), blank=True)
    examples = models.CharField(_("Beispiele für die Suche"), max_length=200, blank=True)
    examples_en = models.CharField(_("Beispiele für die Suche (englisch)"), max_length=200, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("Wie eine Entscheidung entsteht"), blank=True)
    steps_en = StreamField(
        [("step", StepBlock())], verbose_name=_("Wie eine Entscheidung entsteht (englisch)"), blank=True
    )
    featured = models.CharField(
        _("Was der rote Faden zeigt"),
        max_length=120,
        blank=True,
        help_text=_(
            "Der Kurzname eines Fadens, oder die Nummer einer Drucksache, etwa 0728/2026. Leer: der Faden, an dem "
            "zuletzt etwas geschah, sonst eine Drucksache, die gerade unterwegs ist."
        ),
    )

    template = "pages/start_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    edit_handler = tabs(
        [
            FieldPanel("headline"),
            FieldPanel("intro"),
            FieldPanel("examples"),
            FieldPanel("featured"),
            FieldPanel("steps"),
        ],
        [FieldPanel("headline_en"), FieldPanel("intro_en"), FieldPanel("examples_en"), FieldPanel("steps_en")],
    )

    class Meta:
        verbose_name = _("Startseite")
        verbose_name_plural = _("Startseiten")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With a thread, and what the council is about to decide and has decided."""
        from roterfaden.pages.featured import featured_thread
        from roterfaden.pages.start import overview
        from roterfaden.participation.listing import joinable
        from roterfaden.places.citymap import city_map
        from roterfaden.places.models import District

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        shown = {name: said(self, name) for name in ("headline", "intro", "examples", "steps")}
        districts = list(District.objects.light())
        is_paper = "/" in self.featured
        return {
            **context,
            "shown": shown,
            "now": overview(self.featured if is_paper else ""),
            "thread": None if is_paper else featured_thread(self.featured) or featured_thread(),
            "joinable": joinable(JOINABLE),
            "explained": self._explained(shown["steps"]),
            "districts": districts,
            "map": city_map(districts),
        }

    def _explained(self, steps: Said) -> tuple[Any, ...]:
        """The steps of a decision as stations of the red line."""
        from roterfaden.pages.start import Step, joined

        values = [block.value for block in steps.text]
        return joined([Step(value["title"], decides=value["decision"]) for value in values])
