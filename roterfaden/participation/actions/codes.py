"""Codes in letters: made once, kept as keyed hashes, each good for one person."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.kit.html import clean_line
from roterfaden.participation.actions.common import CHANGE, require, tell, touch
from roterfaden.participation.models import LetterCode, Process

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: Without letters and digits that look alike; 32 of them, so that each has 5 bits.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH, GROUP = 12, 4
MOST = 5_000


class NoSuchCode(ValueError):
    """The code is wrong, used, or withdrawn: which of these, nobody is told."""


class HasOne(ValueError):
    """This person has a code of this process already; the other one stays good for somebody else."""


def make_codes(user: User, process: Process, number: int, batch: str) -> list[str]:
    """So many new codes, in words as they are printed. They exist in this list alone; only their hashes are kept."""
    require(user, CHANGE)
    name = clean_line(batch)[:40]
    if not 1 <= number <= MOST or not name:
        raise ValueError(number)
    codes = list({_new_code() for _each in range(number)})
    rows = [LetterCode(process=process, digest=digest_of(process, code), batch=name) for code in codes]
    with transaction.atomic():
        LetterCode.objects.bulk_create(rows, batch_size=1_000)
        touch(process)
        tell(user, process, "process.codes_made", {"number": len(codes)}, f"{process.pk}:{process.version}")
    return codes


def withdraw_codes(user: User, process: Process, batch: str) -> int:
    """Make the codes of a printing void. What was done with them before stays. How many."""
    require(user, CHANGE)
    with transaction.atomic():
        rows = LetterCode.objects.filter(process=process, batch=batch, withdrawn_at=None)
        number = rows.update(withdrawn_at=timezone.now())
        if number:
            touch(process)
            tell(user, process, "process.codes_withdrawn", {"number": number}, f"{process.pk}:{process.version}")
    return number


def redeem(process: Process, person: Person | None, typed: str) -> Person:
    """Give a code to a person; a stranger becomes a guest without an address. Raises NoSuchCode, HasOne.

    A conditional update: of two who type the same code at once, one has it.
    """
    digest = digest_of(process, typed)
    with transaction.atomic():
        owner = person or Person.objects.create()
        free = LetterCode.objects.filter(process=process, digest=digest, used_by=None, used_at=None, withdrawn_at=None)
        try:
            with transaction.atomic():
                taken = free.update(used_by=owner, used_at=timezone.now())
        except IntegrityError:
            raise HasOne from None
        if not taken:
            raise NoSuchCode
    return owner


def digest_of(process: Process, typed: str) -> str:
    """The keyed hash of a code as somebody typed it: small letters, blanks and dashes do not matter."""
    letters = "".join(c for c in typed.upper()[:100] if c.isascii() and c.isalnum())
    key = f"letter code {settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{process.pk}:{letters}".encode(), hashlib.sha256).hexdigest()


def _new_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _each in range(LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))
