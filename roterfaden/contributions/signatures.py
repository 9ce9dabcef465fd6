"""Under which name a contribution stands, and how it came in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from roterfaden.contributions.models import Channel, Contribution, Signed


@dataclass(frozen=True)
class Signature:
    """A name as everybody sees it; `channel`: "auf Papier" and the like, empty online; `erased`: nobody's any more."""

    name: str
    channel: str = ""
    organisation: bool = False
    erased: bool = False

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
    return Signature(name or author.pseudonym or _("Gast"), channel)


def _without_author(contribution: Contribution, channel: str) -> Signature:
    if channel and contribution.author_id is None:
        return Signature(_("ohne Namen"), channel)
    return Signature(_("gelöschtes Konto"), channel, erased=True)
