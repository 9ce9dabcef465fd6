"""What became of the ideas of a finished process: on to the council, decided, carried out, each on its day."""

from __future__ import annotations

from datetime import timedelta

from roterfaden.accounts.models import User
from roterfaden.contributions.models import Contribution, Outcome
from roterfaden.demo.voices import content
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.actions.steps import add_step
from roterfaden.participation.modules.ideas.models import Status

#: So many of the ideas that were supported most go on; so many of them are there already.
CHOSEN, DONE = 5, 2


def carry_out(user: User, process: Process) -> None:
    """The accepted ideas with most support go their way; the dates count from the end of the last phase."""
    end = max((phase.end for phase in process.phases.all() if phase.end), default=None)
    ideas = Contribution.objects.in_area(process.ref).filter(kind="idea", idea__status=Status.ACCEPTED)
    chosen = list(ideas.order_by("-support_count", "pk")[:CHOSEN])
    if end is None or not chosen:
        return
    words = content.texts("answers")["effects"]
    steps = (
        (Outcome.Kind.FORWARDED, chosen, 14),
        (Outcome.Kind.DECIDED, chosen, 45),
        (Outcome.Kind.CARRIED_OUT, chosen[:DONE], 110),
    )
    for kind, rows, days in steps:
        add_step(user, rows, kind, None, words[str(kind)], end + timedelta(days=days))
