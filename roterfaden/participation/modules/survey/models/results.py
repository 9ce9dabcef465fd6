"""What is published of a survey: tables in which no cell is below five, and texts that the office released.

`FreeText` may hold personal data that people wrote about themselves or others. Purpose and basis: as the answers.
Erasure: what was not released goes with the answers; what was released can be refused again at any time.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.participation.modules.survey.models.answers import random_key
from roterfaden.participation.modules.survey.models.questions import Question
from roterfaden.participation.modules.survey.models.survey import Survey


class Publication(models.Model):
    """What was shown at one time. It holds safe figures alone: whatever is in here may be known to all."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="publications")
    number = models.PositiveIntegerField()
    on = models.DateField(default=timezone.localdate)
    final = models.BooleanField(default=False)
    #: How many took part by then.
    people = models.PositiveIntegerField(default=0)
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="survey_publication_number")]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.number}"


class TextState(models.TextChoices):
    """What the office decided about a text."""

    WAITING = "waiting", _("wartet")
    RELEASED = "released", _("freigegeben")
    REFUSED = "refused", _("nicht gezeigt")


class FreeText(models.Model):
    """A text from an answer, parted from everything else that was answered with it."""

    id = models.BigAutoField(primary_key=True, default=random_key, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="texts")
    text = models.TextField()
    #: Shortened by the office (a name, a telephone number); said beside the text.
    shortened = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=TextState.choices, default=TextState.WAITING)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["question", "pk"]
        indexes = [models.Index(fields=["question", "state", "id"], name="survey_text_state")]

    def __str__(self) -> str:
        # Never the words: this text stands in logs.
        return f"FreeText {self.pk}"
