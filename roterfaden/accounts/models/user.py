"""People with an account."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who can log in. What they may do comes from roles (`accounts.roles`), never from flags in code."""
