"""What somebody is about to say: checked and cleaned once, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roterfaden.contributions.models import Channel, Signed
from roterfaden.kit.things import Ref

if TYPE_CHECKING:
    from roterfaden.accounts.models import Organisation, User
    from roterfaden.contributions.models import Contribution


@dataclass(frozen=True)
class Words:
    """A contribution before it exists. `entered_by`: who of the staff wrote it down for somebody."""

    kind: str
    on: Ref
    area: Ref
    text: str
    title: str = ""
    parent: Contribution | None = None
    passage: str = ""
    stance: int | None = None
    signed: Signed = Signed.PSEUDONYM
    organisation: Organisation | None = None
    language: str = "de"
    channel: Channel = Channel.ONLINE
    entered_by: User | None = None
    sample: bool = False
