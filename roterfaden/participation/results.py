"""What changed, and because of whom: the steps that contributions of a process took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from roterfaden.contributions.kinds import path_of
from roterfaden.contributions.models import Contribution, Outcome, State
from roterfaden.contributions.signatures import Signature, signature_of
from roterfaden.kit.paging import Keyset, Page
from roterfaden.kit.things import Thing, things
from roterfaden.participation.models import Process

PAGE_SIZE = 20
ORDER: Keyset[Outcome] = Keyset("pk", descending=True)
#: Steps that change something outside of the portal, or in a text; "beantwortet" alone does not.
EFFECTS = (
    Outcome.Kind.ACCEPTED,
    Outcome.Kind.ADAPTED,
    Outcome.Kind.THREADED,
    Outcome.Kind.FORWARDED,
    Outcome.Kind.DECIDED,
    Outcome.Kind.CARRIED_OUT,
)


@dataclass(frozen=True)
class Change:
    """A step: what became of which contribution, whose it is, and where it went."""

    outcome: Outcome
    contribution: Contribution
    signature: Signature
    path: str
    thing: Thing | None

    @property
    def day(self) -> date:
        """When it happened, by the city's clock."""
        return timezone.localdate(self.outcome.at)

    @property
    def title(self) -> str:
        """What it is called, or how it begins."""
        return self.contribution.title or self.contribution.text[:120]


def page_of(process: Process, cursor: str = "") -> Page[Outcome]:
    """The latest steps; raises kit.paging.BadCursor."""
    rows = Outcome.objects.filter(
        contribution__area_kind=process.ref.kind,
        contribution__area_key=process.ref.key,
        contribution__state__in=[State.PUBLIC, State.MERGED],
        kind__in=EFFECTS,
    )
    parts = ("contribution__author", "contribution__organisation")
    return ORDER.page(rows.select_related(*parts), cursor, PAGE_SIZE)


def changes(outcomes: Sequence[Outcome]) -> list[Change]:
    """As the page shows them: things with one load for each kind."""
    known = things([outcome.thing for outcome in outcomes if outcome.thing is not None])
    return [
        Change(
            outcome,
            outcome.contribution,
            signature_of(outcome.contribution),
            path_of(outcome.contribution),
            known.get(outcome.thing) if outcome.thing else None,
        )
        for outcome in outcomes
    ]
