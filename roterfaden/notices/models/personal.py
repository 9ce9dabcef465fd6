"""Mails to one person about something of their own: what became of their contribution, a link that they asked for.

Personal data: to whom it goes, and small facts for its words. Purpose: to tell authors what becomes of their words,
and to confirm addresses. Legal basis: Art. 6 (1) e and a GDPR. Erasure: an address that belongs to nobody yet, and the
facts of such a mail, go when it has left; rows go after half a year, and with their person.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.notices.models.outbox import Mailing

LONGEST_KEY = 200


class PersonalMail(Mailing):
    """One mail for ever, by its unique key. To a person, or to an address that somebody typed."""

    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    kind = models.CharField(max_length=60)
    #: Small facts (JSON) from which its kind makes the words when it is sent.
    data = models.JSONField(default=dict)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="mails")
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10, default="de")

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"], name="personalmail_due", condition=models.Q(state="waiting")
            ),
            models.Index(fields=["-id"], name="personalmail_failed", condition=models.Q(state="failed")),
            models.Index(fields=["person", "-id"], name="personalmail_of_person"),
        ]
        verbose_name = _("persönliche Mail")
        verbose_name_plural = _("persönliche Mails")

    @property
    def to_address(self) -> str:
        """The address at this moment: a person may have changed it since."""
        return self.address or (self.person.mail_address if self.person is not None else "")
