"""What a petition asks for, one for a phase. No personal data: who supports it is a support of `contributions`."""

from __future__ import annotations

from django.db import models

from roterfaden.contributions.models import Contribution
from roterfaden.participation.models import Phase


class Petition(models.Model):
    """The request of a phase; its text and its supports are those of the contribution."""

    phase = models.OneToOneField(Phase, models.CASCADE, related_name="petition")
    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="petition")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"petition {self.pk}"
