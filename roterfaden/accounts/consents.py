"""Consents: each for one purpose, with the text that was shown, proof, and a link that revokes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django_stubs_ext import StrOrPromise

from roterfaden.accounts.models import Consent, Person

_SIGNER = "roterfaden.accounts.consent"


@dataclass(frozen=True)
class Purpose:
    """Something that one can consent to. Raise `version` whenever `text` says something else.

    `revoked(person)` is what else has to happen, in the transaction of the revocation; `after` says it to the person
    beforehand.
    """

    key: str
    label: StrOrPromise
    text: StrOrPromise
    after: StrOrPromise
    version: int = 1
    revoked: Callable[[Person], None] | None = None


purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Make a purpose known; a second registration is a mistake."""
    if purpose.key in purposes:
        raise ValueError(f"{purpose.key} is registered twice")
    purposes[purpose.key] = purpose


def has_consented(person: Person, purpose: str) -> bool:
    """Whether a consent to the present text stands."""
    rows = Consent.objects.filter(person=person, purpose=purpose, revoked_at=None)
    return rows.filter(version=purposes[purpose].version).exists()


def give(person: Person, purpose: str, how: Consent.How) -> Consent:
    """Note that somebody consented to the present text. A second time is the same consent."""
    known = purposes[purpose]
    with transaction.atomic():
        standing = Consent.objects.filter(person=person, purpose=purpose, revoked_at=None)
        standing.exclude(version=known.version).update(revoked_at=timezone.now())
        row = Consent(person=person, purpose=purpose, version=known.version, text=str(known.text), how=how)
        row.language = (get_language() or "de")[:10]
        Consent.objects.bulk_create([row], ignore_conflicts=True)
        return Consent.objects.get(person=person, purpose=purpose, revoked_at=None)


def revoke(consent: Consent) -> bool:
    """Take a consent back; False where that was done before."""
    with transaction.atomic():
        rows = Consent.objects.filter(pk=consent.pk, revoked_at=None)
        if not rows.update(revoked_at=timezone.now()):
            return False
        known = purposes.get(consent.purpose)
        if known is not None and known.revoked is not None:
            known.revoked(consent.person)
    return True


def token_of(consent: Consent) -> str:
    """The secret part of the link that revokes it."""
    return f"{consent.pk}.{Signer(sep='.', salt=_SIGNER).signature(f'{consent.pk}.{consent.nonce}')}"


def consent_of(token: str) -> Consent | None:
    """The consent of a link; None for any other text."""
    number, _dot, signature = token.partition(".")
    if not (token.isascii() and number.isdigit() and len(number) <= 18):
        return None
    found = Consent.objects.select_related("person").filter(pk=int(number)).first()
    if found is None:
        return None
    try:
        Signer(sep=".", salt=_SIGNER).unsign(f"{found.pk}.{found.nonce}.{signature}")
    except BadSignature:
        return None
    return found
