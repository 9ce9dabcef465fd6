"""Ratings: what one person thinks of one idea in one phase.

Personal data: who thinks what. Purpose: to count everybody once and let them change their mind. Legal basis: consent.
Erasure: with the person; the numbers of a phase that is over are kept without persons (`Rating.person` is then None).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.ideas.models.idea import Idea


class Rating(models.Model):
    """One person, one idea, one value in a phase."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="ratings")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="ratings")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    value = models.SmallIntegerField()
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "person", "idea"], name="rating_once"),
            models.CheckConstraint(condition=Q(value__gte=-1, value__lte=5), name="rating_range"),
        ]
        indexes = [models.Index(fields=["phase", "idea", "value"], name="rating_counts")]
        verbose_name = _("Bewertung")
        verbose_name_plural = _("Bewertungen")

    def __str__(self) -> str:
        return f"rating {self.pk}"
