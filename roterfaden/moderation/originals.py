"""The words as they were before moderation: for their author and for moderators, never for a page of everybody."""

from __future__ import annotations

from dataclasses import dataclass

from roterfaden.contributions.models import Contribution, Revision
from roterfaden.kit.things import keys_as_numbers
from roterfaden.moderation.kinds import Kind
from roterfaden.moderation.models import Decision
from roterfaden.moderation.targets import KEY


@dataclass(frozen=True)
class Original:
    """Title and text."""

    title: str
    text: str


def original_of(decision: Decision) -> Original | None:
    """What stood there when it was decided about; None where it is gone."""
    if decision.target_kind != KEY:
        return None
    if decision.kind == Kind.SHORTEN and not decision.ended:
        rows = Revision.objects.filter(pk=decision.before.get("revision", 0), kind=Revision.Kind.SHORTENED)
        row = rows.values_list("title", "text").first()
    else:
        found = Contribution.objects.filter(pk__in=keys_as_numbers([decision.target_key]))
        row = found.values_list("title", "text").first()
    return Original(*row) if row else None
