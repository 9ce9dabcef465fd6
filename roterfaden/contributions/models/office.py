"""What the office keeps for itself: who deals with what, who stands in for whom, notes, text blocks, paper sheets.

Personal data: accounts of the staff, and whatever a note says. Purpose: to answer in time. Legal basis: Art. 6 (1) e
GDPR. Erasure: notes and assignments go with their account, and two years after the item was done.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models.contribution import Contribution

USER = settings.AUTH_USER_MODEL


class Assignment(models.Model):
    """Who deals with an item of the inbox. An item is named by its source and its key there."""

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    user = models.ForeignKey(USER, models.CASCADE, related_name="assignments", verbose_name=_("zuständig"))
    given_by = models.ForeignKey(USER, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="assignment_once")]
        indexes = [models.Index(fields=["user", "source"], name="assignment_user")]
        verbose_name = _("Zuweisung")
        verbose_name_plural = _("Zuweisungen")

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class Deputy(models.Model):
    """That somebody stands in for a colleague, both days included: their items show in the deputy's inbox, too."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="deputies", verbose_name=_("für"))
    deputy = models.ForeignKey(USER, models.CASCADE, related_name="stands_in_for", verbose_name=_("vertritt"))
    start = models.DateField(_("ab"))
    end = models.DateField(_("bis einschließlich"))

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="deputy_forward"),
            models.CheckConstraint(condition=~Q(user=F("deputy")), name="deputy_another"),
        ]
        indexes = [models.Index(fields=["deputy", "end"], name="deputy_of")]
        verbose_name = _("Vertretung")
        verbose_name_plural = _("Vertretungen")

    def __str__(self) -> str:
        return f"{self.deputy_id} {self.user_id}"


class InternalNote(models.Model):
    """A note among colleagues at an item of the inbox; never public."""

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    text = models.TextField(_("Notiz"))
    written_by = models.ForeignKey(USER, models.CASCADE, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["source", "key"], name="internalnote_item")]
        verbose_name = _("interne Notiz")
        verbose_name_plural = _("interne Notizen")

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class TextBlock(models.Model):
    """Words that are often needed in answers."""

    title = models.CharField(_("Name"), max_length=80, unique=True)
    text = models.TextField(_("Text"))
    text_en = models.TextField(_("Text (englisch)"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["title"]
        verbose_name = _("Textbaustein")
        verbose_name_plural = _("Textbausteine")

    def __str__(self) -> str:
        return self.title


class Sheet(models.Model):
    """A contribution from paper or telephone. `reference` names the sheet or call: it is counted once. What one
    person typed counts when another has compared it.
    """

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="sheet")
    reference = models.CharField(_("Nummer des Bogens, der Karte oder des Anrufs"), max_length=60, unique=True)
    entered_by = models.ForeignKey(USER, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(entered_by=None) | ~Q(checked_by=F("entered_by")),
                name="sheet_four_eyes",
            )
        ]
        indexes = [models.Index(fields=["entered_at", "id"], name="sheet_open", condition=Q(checked_at=None))]
        verbose_name = _("Bogen")
        verbose_name_plural = _("Bögen")

    def __str__(self) -> str:
        return self.reference


class Watermark(models.Model):
    """How far a job has read."""

    name = models.CharField(max_length=60, unique=True)
    value = models.BigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
