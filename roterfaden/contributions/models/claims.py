"""What a guest did before the mail address was confirmed: it counts from the click in the mail on, or goes.

Personal data: the mail address. Purpose: to confirm it. Erased with the confirmation, else after `LIFE`.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

LIFE = timedelta(days=7)


def new_nonce() -> str:
    """128 bits that nobody can guess."""
    return secrets.token_urlsafe(16)


def end_of_life() -> datetime:
    """When a claim of now expires."""
    return timezone.now() + LIFE


class Claim(models.Model):
    """An address that somebody typed, and what waits for its confirmation. `kind` names who goes on (registry)."""

    address = models.CharField(max_length=254)
    kind = models.CharField(max_length=40)
    #: Small facts for whoever goes on: {"contribution": 17}.
    payload = models.JSONField(default=dict)
    #: Where the visitor was: a path of this portal.
    next_path = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10, default="de")
    nonce = models.CharField(max_length=22, default=new_nonce)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=end_of_life, db_index=True)
    confirmed_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        # Never the address: this text stands in logs.
        return f"Claim {self.pk}"
