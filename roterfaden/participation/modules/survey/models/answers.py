"""Who has answered, and what was answered: two tables that nothing ties together.

`Participation` is personal data. Purpose: one person counts once. Legal basis: Art. 6 (1) e GDPR (public task), the
answers themselves are no personal data to whoever lacks the private key. Erasure: with the answers, `keep_days` after
the evaluation; when somebody is erased before, the person goes and a keyed mark stays until then, so that the
same address does not count twice (Art. 17 (3) b, d).

What must not tell an answer from the order of things: rows have random primary keys (on SQLite the key is the place
of the row), there is no time in them, and answers first wait in `Waiting` and are moved on to `Ballot` in batches, in
random order and in a transaction of their own (on PostgreSQL rows that were written together bear the same
transaction number). docs/surveys.md tells what remains.
"""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.participation.modules.survey.models.survey import Survey


def random_key() -> int:
    """A primary key that tells nothing of when its row was written."""
    return secrets.randbelow(2**62) + 1


class Participation(models.Model):
    """That somebody has answered. `ballot` is filled only where the survey lets people change their answer."""

    id = models.BigAutoField(primary_key=True, default=random_key, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    #: Keyed hash of the confirmed address (or of the broker's pseudonym) with the survey's own salt.
    mark = models.CharField(max_length=64, null=True, blank=True)
    ballot = models.BigIntegerField(null=True, blank=True, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="survey_participation_person"),
            models.UniqueConstraint(fields=["survey", "mark"], name="survey_participation_mark"),
        ]
        verbose_name = _("Teilnahme")
        verbose_name_plural = _("Teilnahmen")

    def __str__(self) -> str:
        return f"Participation in {self.survey_id}"


class Sealed(models.Model):
    """A sealed answer: only the private key of the survey opens it (`methods.sealing`)."""

    id = models.BigAutoField(primary_key=True, default=random_key, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="%(class)ss")
    box = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} of {self.survey_id}"


class Waiting(Sealed):
    """Answers that wait until there are enough of them to be mixed."""


class Ballot(Sealed):
    """Answers, mixed."""
