"""Proof of work: the browser finds a number, which costs a person nothing and a flood of forms a lot.

It is an enhancement: without JavaScript the honeypot alone stands guard, and the limit of the network is lower. A
challenge is signed, lasts for some hours and counts once.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core.signing import BadSignature, TimestampSigner

from roterfaden.accounts.limits.counting import is_within_limit

#: So many leading zero bits: about 16,000 hashes, well under a second on a telephone.
BITS = 14
HOURS = 6
_SALT = "roterfaden.accounts.work"


def new_challenge() -> str:
    """A challenge for a form."""
    return TimestampSigner(salt=_SALT).sign(secrets.token_urlsafe(12))


def is_done(challenge: str, answer: str) -> bool:
    """Whether the answer solves a challenge of ours that is fresh and was not used before."""
    if not answer.isascii() or not answer.isdigit() or len(answer) > 12 or len(challenge) > 120:
        return False
    if not _is_solution(challenge, answer):
        return False
    try:
        TimestampSigner(salt=_SALT).unsign(challenge, max_age=HOURS * 3600)
    except BadSignature:
        return False
    return is_within_limit("work", challenge, 1)


def _is_solution(challenge: str, answer: str) -> bool:
    digest = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0
