"""Answers from paper and telephone: typed in by one of the staff, confirmed by another, counted once.

The sheets bear no name. What was typed stands in plain text until the second person has confirmed it; then it is sealed
like all others and emptied here.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.participation.modules.survey.models.survey import Survey


class Way(models.TextChoices):
    """How an answer came in."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("auf Papier")
    PHONE = "phone", _("am Telefon")


class Sheet(models.Model):
    """One sheet. Its number is stamped on it, so that none is counted twice."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sheets")
    number = models.CharField(_("Nummer des Bogens"), max_length=40)
    way = models.CharField(_("Weg"), max_length=6, choices=Way.choices, default=Way.PAPER)
    #: Emptied when it is counted.
    answers = models.JSONField(default=dict, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    #: Stays when an account is deleted.
    counted = models.BooleanField(_("gezählt"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="survey_sheet_once")]
        verbose_name = _("Bogen")
        verbose_name_plural = _("Bögen")

    def __str__(self) -> str:
        return self.number
