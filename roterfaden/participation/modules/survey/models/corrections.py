"""Corrected typing errors of questions that people have answered already: shown to everybody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from roterfaden.participation.modules.survey.models.survey import Survey


class Correction(models.Model):
    """What stood there, and what stands there now."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="corrections")
    on = models.DateField(default=timezone.localdate)
    before = models.TextField()
    after = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.on}"
