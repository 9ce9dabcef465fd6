"""Milestones, what they wait for, and every shift of a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roterfaden.strategy.models.base import AppendOnly, AppendOnlyQuerySet, Edited, PaperRef
from roterfaden.strategy.models.measure import Measure

if TYPE_CHECKING:
    from roterfaden.strategy.models.base import Viewer


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Reads of milestones."""

    def visible_to(self, user: Viewer = None) -> MilestoneQuerySet:
        """Milestones of public measures."""
        return self.filter(measure__public=True)


class Milestone(Edited):
    """A step of a measure with a date. `planned_on` is the first promise and stays; shifts move `forecast_on`."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="milestones", verbose_name=_("Maßnahme"))
    code = models.SlugField(_("Kennung"), max_length=80)
    title = models.CharField(_("Titel"), max_length=200)
    title_en = models.CharField(_("Titel, englisch"), max_length=200, blank=True)
    text = models.TextField(_("Was heißt: erreicht?"), blank=True)
    planned_on = models.DateField(_("geplant"))
    forecast_on = models.DateField(_("erwartet"), null=True, blank=True)
    actual_on = models.DateField(_("erreicht am"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    requires = models.ManyToManyField(
        "self",
        through="MilestoneDependency",
        symmetrical=False,
        related_name="required_by",
        verbose_name=_("wartet auf"),
    )

    objects = MilestoneQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["planned_on", "position", "pk"]
        verbose_name = _("Meilenstein")
        verbose_name_plural = _("Meilensteine")
        constraints = [models.UniqueConstraint(fields=["measure", "code"], name="milestone_code_once_per_measure")]

    def __str__(self) -> str:
        return self.title

    @property
    def said_title(self) -> str:
        """The title in the language at hand."""
        return (self.title_en if get_language() == "en" else "") or self.title

    @property
    def due_on(self) -> date:
        """The day that counts today: reached, expected, or planned."""
        return self.actual_on or self.forecast_on or self.planned_on


class MilestoneDependency(models.Model):
    """A milestone waits for another one of the same measure."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="dependencies", verbose_name=_("Meilenstein"))
    requires = models.ForeignKey(Milestone, models.CASCADE, related_name="dependents", verbose_name=_("wartet auf"))

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["milestone", "requires"], name="dependency_once"),
            models.CheckConstraint(condition=~Q(milestone=F("requires")), name="milestone_waits_for_another"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} → {self.requires_id}"


class DateShift(AppendOnly, PaperRef):
    """A date was moved: from when to when, why, and who decided. Never changed, never removed."""

    class Field(models.TextChoices):
        """Which date moved."""

        MILESTONE = "milestone", _("Meilenstein")
        START = "start", _("Beginn")
        END = "end", _("Ende")

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="shifts", verbose_name=_("Maßnahme"))
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, null=True, related_name="shifts", verbose_name=_("Meilenstein")
    )
    field = models.CharField(_("was"), max_length=10, choices=Field)
    old = models.DateField(_("bisher"), null=True)
    new = models.DateField(_("neu"), null=True)
    reason = models.TextField(_("Grund"))
    decided_by = models.CharField(_("entschieden von"), max_length=200, help_text=_("Stelle oder Gremium, öffentlich"))
    decided_on = models.DateField(_("entschieden am"))
    created_at = models.DateTimeField(_("eingetragen am"), auto_now_add=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("eingetragen von")
    )

    objects = AppendOnlyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["decided_on", "pk"]
        verbose_name = _("Verschiebung")
        verbose_name_plural = _("Verschiebungen")
        indexes = [models.Index(fields=["measure", "decided_on"], name="shifts_of_a_measure")]
        constraints = [
            models.CheckConstraint(
                condition=Q(field="milestone", milestone__isnull=False)
                | (~Q(field="milestone") & Q(milestone__isnull=True)),
                name="shift_names_its_date",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="shift_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
