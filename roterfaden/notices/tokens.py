"""Secret addresses: signed, each for one purpose, void as soon as the follower's nonce changes.

A token names a row and carries a signature over it, the nonce and the purpose, made with the portal's signing key: 256
bits that nobody can guess, and that a copy of the database does not give away.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from roterfaden.notices.models import Follower, Following, Rhythm

LONGEST = 120
MANAGE, FEED, END, CONFIRM = "manage", "feed", "end", "confirm"


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"roterfaden.notices.{purpose}")


def _make(purpose: str, *parts: object) -> str:
    """The visible parts, then the signature. The nonce (the last part) is signed but not shown."""
    *shown, nonce = (str(part) for part in parts)
    text = "-".join(shown)
    return f"{text}.{_signer(purpose).signature(f'{text}.{nonce}')}"


def _parts(token: str) -> list[str]:
    if len(token) > LONGEST or not token.isascii():
        return []
    return token.partition(".")[0].split("-")


def _is_true(purpose: str, token: str, nonce: str) -> bool:
    text, _dot, signature = token.partition(".")
    try:
        return _signer(purpose).unsign(f"{text}.{nonce}.{signature}") == f"{text}.{nonce}"
    except BadSignature:
        return False


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) <= 18 else None


def of_follower(purpose: str, follower: Follower) -> str:
    """A token that stands for a follower: `manage`, `feed`, or `end` (all mails at once)."""
    return _make(purpose, follower.pk, follower.nonce)


def follower_of(purpose: str, token: str) -> Follower | None:
    """The follower whose token this is; None for any other text."""
    parts = _parts(token)
    number = _number(parts[0]) if len(parts) == 1 else None
    found = Follower.objects.filter(pk=number).first() if number is not None else None
    return found if found and _is_true(purpose, token, found.nonce) else None


def of_following(purpose: str, following: Following, extra: str = "x") -> str:
    """A token that stands for one following: `end` it, or `confirm` it with the rhythm `extra`."""
    return _make(purpose, following.follower_id, following.pk, extra, following.follower.nonce)


def following_of(purpose: str, token: str) -> tuple[Following, str] | None:
    """The following whose token this is, with what was said beside; None for any other text."""
    parts = _parts(token)
    if len(parts) != 3 or (parts[2] not in Rhythm.values and parts[2] != "x"):
        return None
    owner, number = _number(parts[0]), _number(parts[1])
    if owner is None or number is None:
        return None
    found = Following.objects.select_related("follower").filter(pk=number, follower_id=owner).first()
    return (found, parts[2]) if found and _is_true(purpose, token, found.follower.nonce) else None


def ended_follower_of(token: str) -> Follower | None:
    """The follower of a token that ends a following which is gone already: the second click on the same link."""
    parts = _parts(token)
    owner = _number(parts[0]) if len(parts) == 3 else None
    found = Follower.objects.filter(pk=owner).first() if owner is not None else None
    return found if found and _is_true(END, token, found.nonce) else None
