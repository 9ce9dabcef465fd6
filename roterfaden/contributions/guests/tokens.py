"""The secret links of claims: signed with the claim's nonce, so that neither database nor number gives them away."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from roterfaden.contributions.models import Claim

_SALT = "roterfaden.contributions.claim"
LONGEST = 100


def token_of(claim: Claim) -> str:
    """The secret part of the link."""
    return f"{claim.pk}.{Signer(sep='.', salt=_SALT).signature(f'{claim.pk}.{claim.nonce}')}"


def claim_of(token: str) -> Claim | None:
    """The claim of a link; None for any other text."""
    number, _dot, signature = token.partition(".")
    if len(token) > LONGEST or not token.isascii() or not number.isdigit() or len(number) > 18:
        return None
    found = Claim.objects.filter(pk=int(number)).first()
    if found is None:
        return None
    try:
        Signer(sep=".", salt=_SALT).unsign(f"{found.pk}.{found.nonce}.{signature}")
    except BadSignature:
        return None
    return found
