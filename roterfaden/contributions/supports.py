"""A support by a guest waits for the click in the mail like everything else; signatures on paper for four eyes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import count_signatures, support
from roterfaden.contributions.guests import Shown, on_confirm
from roterfaden.contributions.guests.registry import handlers
from roterfaden.contributions.kinds import path_of
from roterfaden.contributions.models import Channel, Claim, Contribution, VoteSheet
from roterfaden.contributions.paper import Poll, VoteKind, register_votes

SUPPORT = "support"


def register_support() -> None:
    """Called once, when the app is ready."""
    register_votes(VoteKind(SUPPORT, _polls, _count))
    if SUPPORT not in handlers:
        on_confirm(SUPPORT, show=_shown)(_confirmed)


def _polls(_contribution: Contribution) -> list[Poll]:
    return [Poll("", _("Unterschriften"), [("1", _("Unterschriften, jede von einem anderen Menschen"))])]


def _count(sheet: VoteSheet) -> None:
    count_signatures(sheet.contribution, sheet.number, Channel(sheet.channel))


def _row(claim: Claim) -> Contribution | None:
    row: Contribution | None = Contribution.objects.visible_to().filter(pk=claim.payload.get("contribution")).first()
    return row


def _shown(claim: Claim) -> Shown | None:
    row = _row(claim)
    if row is None:
        return None
    title, note = _("Ihre Unterstützung"), _("Mit der Bestätigung zählt Ihre Unterstützung, einmal.")
    return Shown(title, row.title or row.text, note, path_of(row))


def _confirmed(claim: Claim, person: Person) -> None:
    """The rules are asked inside: the closing second counts. What is not public any more counts nothing."""
    row = _row(claim)
    if row is not None:
        support(person, row)
