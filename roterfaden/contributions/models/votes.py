"""Votes from paper and the hall: typed by one of the staff, compared by another, counted once.

Personal data: accounts of the staff; the votes bear no name. Purpose: to count votes that were not given online. Legal
basis: Art. 6 (1) e GDPR. Erasure: the accounts' names go with the accounts; the numbers stay with what was counted.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models.contribution import Channel, Contribution

USER = settings.AUTH_USER_MODEL


class VoteSheet(models.Model):
    """A list of signatures, a pile of cards, a show of hands about one contribution. `reference` names it: it is
    counted once. `kind` and `place` say what was voted on (`contributions.paper`), `counts` how many chose each value.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="vote_sheets")
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=20, blank=True)
    counts = models.JSONField(_("Stimmen"), default=dict)
    channel = models.CharField(_("Weg"), max_length=6, choices=Channel.choices, default=Channel.PAPER)
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
                name="votesheet_four_eyes",
            )
        ]
        indexes = [models.Index(fields=["entered_at", "id"], name="votesheet_open", condition=Q(checked_at=None))]
        verbose_name = _("Bogen mit Stimmen")
        verbose_name_plural = _("Bögen mit Stimmen")

    def __str__(self) -> str:
        return self.reference

    @property
    def number(self) -> int:
        """How many votes it has."""
        return sum(self.counts.values())
