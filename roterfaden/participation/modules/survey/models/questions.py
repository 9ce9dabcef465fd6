"""Questions and what can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.participation.modules.survey.models.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(models.TextChoices):
    """What kind of answer a question asks for."""

    CHOICE = "choice", _("eine Auswahl")
    SEVERAL = "several", _("mehrere Antworten")
    SCALE = "scale", _("Skala")
    MATRIX = "matrix", _("Matrix: mehrere Aussagen, gleiche Antworten")
    RANKING = "ranking", _("Rangfolge")
    TEXT = "text", _("freier Text")
    DISTRICT = "district", _("Ort: Stadtbezirk")
    POINT = "point", _("Ort: Punkt (Breite und Länge)")


class Axis(models.TextChoices):
    """What an option of a question is."""

    CHOICE = "choice", _("Antwort")
    ROW = "row", _("Aussage (Zeile)")


class Question(models.Model):
    """One question. `least` and `most`: how many may be chosen; of a scale, its ends; of a text, its letters."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("Art"), max_length=10, choices=Kind.choices)
    text = models.CharField(_("Frage"), max_length=300)
    text_en = models.CharField(_("Frage (englisch)"), max_length=300, blank=True)
    help = models.TextField(_("Hilfe"), max_length=1000, blank=True)
    help_en = models.TextField(_("Hilfe (englisch)"), max_length=1000, blank=True)
    required = models.BooleanField(_("Antwort nötig"), default=False)
    least = models.PositiveSmallIntegerField(_("mindestens"), default=0)
    most = models.PositiveSmallIntegerField(_("höchstens"), default=0)
    low = models.CharField(_("Wort am unteren Ende"), max_length=60, blank=True)
    low_en = models.CharField(_("Wort am unteren Ende (englisch)"), max_length=60, blank=True)
    high = models.CharField(_("Wort am oberen Ende"), max_length=60, blank=True)
    high_en = models.CharField(_("Wort am oberen Ende (englisch)"), max_length=60, blank=True)
    #: Asked only of those who answered an earlier question with one of `if_values` (keys of options, steps of a scale).
    if_question = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="leads_to")
    if_values = models.JSONField(default=list, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["survey", "order", "pk"]
        verbose_name = _("Frage")
        verbose_name_plural = _("Fragen")

    def __str__(self) -> str:
        return self.text

    @property
    def name(self) -> str:
        """Its field in the form."""
        return f"q{self.pk}"

    @property
    def steps(self) -> range:
        """The steps of a scale."""
        return range(self.least, self.most + 1)

    def choices(self) -> Sequence[Option]:
        """What can be chosen; of a matrix, its columns. Uses what was prefetched."""
        return [option for option in self.options.all() if option.axis == Axis.CHOICE]

    def rows(self) -> Sequence[Option]:
        """The statements of a matrix."""
        return [option for option in self.options.all() if option.axis == Axis.ROW]


class Option(models.Model):
    """What can be chosen, or a statement of a matrix."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    axis = models.CharField(max_length=6, choices=Axis.choices, default=Axis.CHOICE)
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("Antwort"), max_length=200)
    text_en = models.CharField(_("Antwort (englisch)"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["question", "axis", "order", "pk"]

    def __str__(self) -> str:
        return self.text
