"""Reports: somebody says that something breaks the rules. Without an account, without a name.

Personal data: a mail address, if the reporter wants to hear the outcome; words that they wrote themselves. Purpose: to
look into it and to tell what was decided (after Art. 16 DSA). Legal basis: Art. 6 (1) e GDPR, the address by consent.
Erasure: the address by a job 30 days after the outcome, passage and words half a year after it. No IP address: limits
count keyed hashes that end within days (`accounts.limits`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.moderation.kinds import Reason
from roterfaden.moderation.models.cases import Case


class ReportState(models.TextChoices):
    """What became of a report."""

    OPEN = "open", _("wird geprüft")
    ACTED = "acted", _("es wurde etwas unternommen")
    KEPT = "kept", _("der Beitrag bleibt, wie er ist")
    GONE = "gone", _("der Beitrag war schon fort")


class Report(models.Model):
    """One report. Its code is known to the reporter alone; here is only its hash."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reports")
    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("Grund"), max_length=10, choices=Reason.choices)
    passage = models.TextField(_("Stelle"), blank=True)
    words = models.TextField(_("Erklärung"), blank=True)
    good_faith = models.BooleanField(_("nach bestem Wissen"))
    address = models.CharField(_("E-Mail-Adresse"), max_length=254, blank=True)
    language = models.CharField(max_length=10, default="de")
    state = models.CharField(_("Stand"), max_length=6, choices=ReportState.choices, default=ReportState.OPEN)
    created_at = models.DateTimeField(_("eingegangen"), default=timezone.now)
    due_at = models.DateTimeField(_("Antwort bis"))
    closed_at = models.DateTimeField(_("entschieden"), null=True, blank=True)
    #: How long it took, for the public figures (median).
    seconds = models.PositiveBigIntegerField(null=True, blank=True)
    decision = models.ForeignKey("moderation.Decision", models.SET_NULL, null=True, blank=True, related_name="reports")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(good_faith=True), name="report_in_good_faith"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="report_closed_is_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="report_case"),
            models.Index(fields=["closed_at"], name="report_address", condition=~Q(address="")),
            models.Index(fields=["seconds"], name="report_seconds", condition=Q(seconds__isnull=False)),
        ]
        default_permissions = ()
        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")

    def __str__(self) -> str:
        # Never the words: this text stands in logs.
        return f"Meldung {self.pk}"
