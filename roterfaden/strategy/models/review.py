"""What two people do together: assessments, and reports on how a measure stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.strategy.models.base import Edited
from roterfaden.strategy.models.measure import Measure


class FourEyes(Edited):
    """Written by one person, approved or returned by another."""

    class Step(models.TextChoices):
        """Where the text stands."""

        DRAFT = "draft", _("in Arbeit")
        SUBMITTED = "submitted", _("eingereicht")
        APPROVED = "approved", _("freigegeben")
        RETURNED = "returned", _("zurückgegeben")
        REPLACED = "replaced", _("abgelöst")

    step = models.CharField(_("Schritt"), max_length=10, choices=Step, default=Step.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("verfasst von")
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("freigegeben von")
    )
    author_role = models.CharField(_("Rolle der verfassenden Person"), max_length=200, blank=True)
    approver_role = models.CharField(_("Rolle der freigebenden Person"), max_length=200, blank=True)
    #: Names are public only where the people agreed.
    author_name = models.CharField(_("Name, nur wenn Sie zustimmen"), max_length=200, blank=True)
    approver_name = models.CharField(_("Name der freigebenden Person"), max_length=200, blank=True)
    submitted_at = models.DateTimeField(_("eingereicht"), null=True, blank=True)
    approved_at = models.DateTimeField(_("freigegeben"), null=True, blank=True)
    return_note = models.TextField(_("Warum zurückgegeben"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.step in (self.Step.APPROVED, self.Step.REPLACED)


class Assessment(FourEyes):
    """A measure weighed, economic and ethical side by side. The newest approved one counts, older ones stay."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="assessments", verbose_name=_("Maßnahme"))
    cost = models.TextField(_("Was kostet es?"))
    benefit = models.TextField(_("Was bringt es?"))
    method = models.TextField(_("Wie wurde das ermittelt?"))
    affected = models.TextField(_("Wen betrifft es?"))
    losers = models.TextField(_("Wer könnte verlieren?"))
    data_bias = models.TextField(_("Welche Daten, welche Verzerrungen?"))
    accessibility = models.TextField(_("Ist es für alle zugänglich?"))
    exit = models.TextField(_("Wie kommt man wieder heraus?"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Abwägung")
        verbose_name_plural = _("Abwägungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(approver=F("author")), name="assessment_has_four_eyes"
            ),
            models.UniqueConstraint(fields=["measure"], condition=Q(step="approved"), name="one_assessment_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.step}"


class ProgressUpdate(FourEyes):
    """What happened since the last time, told in under a minute. `changes` are what becomes of the measure once a
    second person approves:

    {"state": "running", "state_reason": "", "milestones": [{"id": 3, "version": 2, "forecast": "2027-04-30",
    "actual": null, "reason": "…", "decided_by": "…"}], "budget": [{"id": 9, "version": 1, "actual": "41000.00"}]}
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="updates", verbose_name=_("Maßnahme"))
    happened = models.TextField(_("Was ist passiert?"))
    reported_on = models.DateField(_("Stand vom"))
    #: The measure's version that the author saw.
    base_version = models.PositiveIntegerField(default=0, editable=False)
    changes = models.JSONField(_("Änderungen"), default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-reported_on", "-pk"]
        verbose_name = _("Meldung zum Stand")
        verbose_name_plural = _("Meldungen zum Stand")
        indexes = [models.Index(fields=["measure", "step", "-reported_on"], name="updates_of_a_measure")]
        constraints = [
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(approver=F("author")), name="update_has_four_eyes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.reported_on}"
