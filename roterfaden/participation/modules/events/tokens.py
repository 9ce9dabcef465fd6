"""Secret addresses of a registration: each for one purpose, so that the link at the door does not cancel anything."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from roterfaden.participation.modules.events.models import Registration

TICKET, CANCEL, DOOR = "ticket", "cancel", "door"
LONGEST = 100


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"roterfaden.events.{purpose}")


def token_of(purpose: str, registration: Registration) -> str:
    """The secret part of the link. The nonce is signed but not shown, so a copy of the key's number gives nothing."""
    return f"{registration.pk}.{_signer(purpose).signature(f'{registration.pk}.{registration.nonce}')}"


def registration_of(purpose: str, token: str) -> Registration | None:
    """The registration of a link; None for any other text, and for one that is erased."""
    number, _dot, signature = token.partition(".")
    if len(token) > LONGEST or not token.isascii() or not number.isdigit() or len(number) > 18:
        return None
    rows = Registration.objects.select_related("event__phase__process", "person")
    found = rows.filter(pk=int(number)).first()
    if not isinstance(found, Registration):
        return None
    try:
        _signer(purpose).unsign(f"{found.pk}.{found.nonce}.{signature}")
    except BadSignature:
        return None
    return found
