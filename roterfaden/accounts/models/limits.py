"""Against mail bombs and floods of forms: counters under a keyed hash with a salt of the day. No address, no IP."""

from __future__ import annotations

from django.db import models


class DailySalt(models.Model):
    """The secret of a day. With it go all ways to recompute that day's hashes."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=44)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.day)


class Tally(models.Model):
    """How often something was done today by whoever is behind the hash."""

    digest = models.CharField(max_length=64)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest"], name="accounts_tally_once")]

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"
