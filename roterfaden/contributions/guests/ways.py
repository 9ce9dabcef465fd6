"""Handing something in: at once for people who are known, by a claim for everybody else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from roterfaden.accounts import limits
from roterfaden.accounts.models import Person
from roterfaden.accounts.people import seen
from roterfaden.contributions.actions import submit
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.guests.claims import SIGNING, open_claim, own_path
from roterfaden.contributions.guests.registry import handlers
from roterfaden.contributions.guests.signing import Signing
from roterfaden.contributions.models import Claim, Contribution
from roterfaden.contributions.registry import kinds

CONTRIBUTION = "contribution"


@dataclass(frozen=True)
class Taken:
    """What was handed in. `path`: where the visitor goes on. `claim`: it waits for the click in the mail."""

    path: str
    contribution: Contribution | None = None
    claim: Claim | None = None


def hand_in(
    request: HttpRequest,
    signing: Signing,
    words: Words,
    next_path: str = "",
    also: Callable[[Contribution], None] | None = None,
) -> Taken:
    """A contribution. `also` writes the row that a room keeps beside it, before it can become public.

    Raises NotAllowed and TooMany. A machine that filled the trap is told the same as a guest, and nothing is kept.
    """
    if signing.is_trapped:
        return Taken(_sent())
    guard(request, signing)
    words = replace(words, signed=signing.signed_with, organisation=signing.organisation)
    person = signing.person
    with transaction.atomic():
        if person is None:
            claim = open_claim(request, signing.cleaned_data["address"], CONTRIBUTION, _payload(signing), next_path)
            return Taken(_sent(), submit(None, words, claim, also), claim)
        signing.remember(person)
        seen(person)
        contribution = submit(person, words, also=also)
    return Taken(own_path(request, next_path) or path_of(contribution), contribution)


def act(
    request: HttpRequest,
    signing: Signing,
    kind: str,
    payload: Mapping[str, Any] | None = None,
    next_path: str = "",
) -> Taken:
    """Anything else that people do (a support, an answer to a survey): what `on_confirm(kind)` says, now or later.

    Raises NotAllowed and TooMany.
    """
    if signing.is_trapped:
        return Taken(_sent())
    guard(request, signing)
    person = signing.person
    if person is None:
        whole = {**(payload or {}), **_payload(signing)}
        return Taken(_sent(), claim=open_claim(request, signing.cleaned_data["address"], kind, whole, next_path))
    with transaction.atomic():
        signing.remember(person)
        seen(person)
        handlers[kind].confirm(Claim(kind=kind, payload=dict(payload or {})), person)
    return Taken(own_path(request, next_path) or "/")


def guard(request: HttpRequest, signing: Signing) -> None:
    """Raises TooMany where a person, or a stranger's network, has done this very often today."""
    if signing.person is not None:
        guard_person(signing.person)
        return
    most = limits.A_DAY_FROM_ONE_NETWORK if signing.did_work else limits.A_DAY_WITHOUT_WORK
    limits.take_one("network", limits.network_of(request), most)


def guard_person(person: Person) -> None:
    """For buttons of people who are known and have no form to fill in. Raises TooMany."""
    limits.take_one("person", str(person.pk), limits.A_DAY_OF_ONE_PERSON)


def path_of(contribution: Contribution) -> str:
    """Where a contribution can be read."""
    kind = kinds.get(contribution.kind)
    return kind.path(contribution) if kind is not None else "/"


def _payload(signing: Signing) -> dict[str, Any]:
    return {SIGNING: signing.said()}


def _sent() -> str:
    return reverse("guests:sent")
