"""Under which name a contribution stands, and how it came in."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Channel, Contribution, Signed


@dataclass(frozen=True)
class Signature:
    """A name as everybody sees it; `channel`: "auf Papier" and the like, empty online; `erased`: nobody's any more;
    `profile`: the public page of a person who wants one, only where this was said under the pseudonym that it shows.
    """

    name: str
    channel: str = ""
    organisation: bool = False
    erased: bool = False
    profile: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.channel})" if self.channel else self.name


def signature_of(contribution: Contribution) -> Signature:
    """From a row with author and organisation at hand. A name is shown only where its owner chose it for this one."""
    channel = "" if contribution.channel == Channel.ONLINE else str(contribution.get_channel_display())
    author = contribution.author
    if author is None or author.erased_at is not None:
        return _without_author(contribution, channel)
    if contribution.signed == Signed.ORGANISATION and contribution.organisation is not None:
        return Signature(contribution.organisation.name, channel, organisation=True)
    name = author.name if contribution.signed == Signed.NAME else author.pseudonym
    return Signature(name or author.pseudonym or _("Gast"), channel, profile=_profile_of(contribution, author))


def _profile_of(contribution: Contribution, author: Person) -> str:
    """Never from a real name to a pseudonym: that would tell who is behind it."""
    wanted = author.profile and author.pseudonym and author.merged_into_id is None
    fits = contribution.signed == Signed.PSEUDONYM and contribution.is_public
    return reverse("contributions:profile", args=[author.uid]) if wanted and fits else ""


def _without_author(contribution: Contribution, channel: str) -> Signature:
    if channel and contribution.author_id is None:
        return Signature(_("ohne Namen"), channel)
    return Signature(_("gelöschtes Konto"), channel, erased=True)
