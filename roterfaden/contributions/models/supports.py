"""Supports: one person, one contribution, once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.models.contribution import Channel, Contribution


class Support(models.Model):
    """That somebody supports a contribution. It stays with the one it was given to, also when that is merged: the
    merged one counts distinct people. `person` is None only for what was counted on paper (`channel`), each row one
    signature.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="supports")
    channel = models.CharField(_("Weg"), max_length=6, choices=Channel.choices, default=Channel.ONLINE)
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="support_once")]
        indexes = [models.Index(fields=["person", "-id"], name="support_of_person")]
        verbose_name = _("Unterstützung")
        verbose_name_plural = _("Unterstützungen")

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.person_id}"
