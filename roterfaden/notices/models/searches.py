"""Searches that somebody follows."""

from __future__ import annotations

from django.db import models

from roterfaden.notices.models.followers import KEY


class SavedSearch(models.Model):
    """A followed search and what it found so far, so that only what is new is told. Goes with its last follower."""

    query = models.CharField(max_length=KEY, unique=True)
    checked_at = models.DateTimeField(null=True, db_index=True)
    #: Keys of the documents found so far ("paper:17"), the newest WINDOW of them.
    seen = models.JSONField(default=list)
    #: Where there are more hits than are looked at: the date of the oldest one; what is older is not new.
    floor = models.DateField(null=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.query
