"""Codes of receipts: 100 random bits that a person can copy by hand. The database holds their hash alone."""

from __future__ import annotations

import hashlib
import re
import secrets

#: Without 0, 1, I, L, O, U: nobody mistakes them, and no words come about.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 21
GROUP = 7


def new_code() -> str:
    """Such as 7XK2MPA-QW9T4RD-HB6N3VC."""
    letters = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def normal(text: str) -> str:
    """A code as somebody typed it, in its one spelling; empty if it is none."""
    letters = re.sub(r"[\s–-]", "", text[:60]).upper()
    is_code = len(letters) == LENGTH and set(letters) <= set(ALPHABET)
    return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP)) if is_code else ""


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()
