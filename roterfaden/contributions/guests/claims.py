"""Claims: opened with a mail, confirmed once by the link in it, or gone after seven days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from roterfaden.accounts import consents, limits
from roterfaden.accounts.current import become_guest
from roterfaden.accounts.models import Consent, Person
from roterfaden.accounts.people import folded, person_of_address
from roterfaden.contributions.guests.registry import expirers, handlers
from roterfaden.contributions.models import Claim
from roterfaden.notices import personal

LONGEST_PATH = 500
CHUNK = 200
#: Under this key of a payload stands what the signing form said.
SIGNING = "signing"


@dataclass(frozen=True)
class Confirmed:
    """How a confirmation ended. `again`: it had been confirmed before, and nothing happened now."""

    claim: Claim
    person: Person | None
    again: bool = False


def open_claim(
    request: HttpRequest, address: str, kind: str, payload: Mapping[str, Any] | None = None, next_path: str = ""
) -> Claim:
    """Somebody typed an address: it gets a mail with a link, and what was done counts when that is pressed.

    Says nothing about whether the address is known. An address that had its mails for today gets no more, and the
    visitor is not told (a mail bomb). KeyError for a kind that nobody registered.
    """
    handlers[kind]
    with transaction.atomic():
        claim = Claim.objects.create(
            address=folded(address),
            kind=kind,
            payload=dict(payload or {}),
            next_path=own_path(request, next_path),
            language=(get_language() or "de")[:10],
        )
        if limits.is_within_limit("address", claim.address, limits.A_DAY_TO_ONE_ADDRESS):
            personal.write(claim.address, f"claim:{claim.pk}", "contributions.claim", {"claim": claim.pk})
    return claim


def confirm_claim(request: HttpRequest, claim: Claim) -> Confirmed:
    """The button behind the link was pressed: the address is theirs, and what they did counts, once.

    Only the press that confirms makes this browser the guest's: a link that was used opens nothing any more. Raises
    NotAllowed where the rules say no by now; the claim then stays open.
    """
    with transaction.atomic():
        open_ones = Claim.objects.filter(pk=claim.pk, confirmed_at=None, expires_at__gt=timezone.now())
        if not open_ones.update(confirmed_at=timezone.now()):
            return Confirmed(claim, None, again=True)
        person = person_of_address(claim.address, claim.language)
        _remember(claim, person)
        handlers[claim.kind].confirm(claim, person)
        # The address is the person's now; the row stays as the answer to a second click.
        Claim.objects.filter(pk=claim.pk).update(address="", payload={})
    if not request.user.is_authenticated and person.user_id is None:
        become_guest(request, person)
    return Confirmed(claim, person)


def expire_claims() -> int:
    """Delete what was not confirmed in time, with all that hangs on it. How many."""
    count = 0
    old = Claim.objects.filter(expires_at__lte=timezone.now()).order_by("pk")
    while claims := list(old[:CHUNK]):
        for claim in claims:
            with transaction.atomic():
                if claim.confirmed_at is None and claim.kind in expirers:
                    expirers[claim.kind](claim)
                Claim.objects.filter(pk=claim.pk).delete()
        count += len(claims)
    return count


def own_path(request: HttpRequest, path: str) -> str:
    """A path of this portal, or nothing (an open redirect is a phisher's friend)."""
    is_path = path.startswith("/") and len(path) <= LONGEST_PATH and path.isprintable()
    return path if is_path and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def _remember(claim: Claim, person: Person) -> None:
    """What the guest said of themselves, where the person has said nothing yet, and the consent."""
    said = claim.payload.get(SIGNING, {})
    new = {name: said[name] for name in ("pseudonym", "name") if said.get(name) and not getattr(person, name)}
    Person.objects.filter(pk=person.pk).update(**new, seen_on=timezone.localdate())
    person.refresh_from_db()
    if said.get("consent"):
        consents.give(person, said["consent"], Consent.How.MAIL)
