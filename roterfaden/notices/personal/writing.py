"""Putting a personal mail into the outbox."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from roterfaden.accounts.models import Person
from roterfaden.notices.models import PersonalMail
from roterfaden.notices.models.personal import LONGEST_KEY
from roterfaden.notices.personal.kinds import mail_kinds


def write(
    to: Person | str, key: str, kind: str, data: Mapping[str, Any] | None = None, language: str | None = None
) -> bool:
    """Write to a person, or to an address that somebody typed. False where that key was written before.

    A person reads their own language; an address the language at hand, unless one is named. KeyError for a kind that
    nobody registered.
    """
    mail_kinds[kind]
    row = PersonalMail(key=_short(key), kind=kind, data=dict(data or {}))
    if isinstance(to, Person):
        row.person, row.language = to.present, language or to.language
    else:
        row.address, row.language = to, (language or get_language() or "de")[:10]
    if PersonalMail.objects.filter(key=row.key).exists():
        return False
    PersonalMail.objects.bulk_create([row], ignore_conflicts=True)
    return True


def _short(key: str) -> str:
    if not key or "\x00" in key:
        raise ValueError("a mail needs a key")
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 65]}:{hashlib.sha256(key.encode()).hexdigest()}"
