"""What became of an idea: its steps as stations, and the ideas that went up in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from roterfaden.contributions.models import Contribution, Outcome, State
from roterfaden.kit.things import Thing, things
from roterfaden.participation.modules.ideas.models import Idea

#: Steps that decide something are filled stations.
DECIDING = (Outcome.Kind.DECIDED, Outcome.Kind.CARRIED_OUT)
MOST_MEMBERS = 100


@dataclass(frozen=True)
class Step:
    """A station: when, what, a sentence, and where it went."""

    at: datetime
    label: str
    sentence: str = ""
    thing: Thing | None = None
    decision: bool = False


def steps_of(row: Contribution) -> list[Step]:
    """The newest first; the last one is that it was handed in. Two queries and one for each kind of thing."""
    outcomes = list(row.outcomes.all()[:100])
    known = things([outcome.thing for outcome in outcomes if outcome.thing])
    steps = [_step(outcome, known.get(outcome.thing) if outcome.thing else None) for outcome in outcomes]
    if row.published_at:
        steps.append(Step(row.published_at, _("Idee"), _("eingereicht")))
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _step(outcome: Outcome, thing: Thing | None) -> Step:
    kind = Outcome.Kind(outcome.kind)
    return Step(outcome.at, str(kind.label), outcome.sentence, thing, kind in DECIDING)


def members_of(idea: Idea) -> list[Idea]:
    """The ideas that went up in this one, over all merges, with their authors: one query."""
    rows = Idea.objects.filter(head=idea, contribution__state=State.MERGED)
    return list(rows.select_related("contribution__author", "contribution__organisation").order_by("pk")[:MOST_MEMBERS])
