"""What the pages of methods say of a contribution that moderation has hidden."""

from __future__ import annotations

from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.things import Ref

BIGGEST = 10**9


def hidden_at(on: Ref, kind: str, key: int) -> Contribution | None:
    """The hidden contribution of a kind about a thing; None for any other number, whatever its state."""
    if not key < BIGGEST:
        return None
    found = Contribution.objects.filter(on_kind=on.kind, on_key=on.key, kind=kind, pk=key, state=State.HIDDEN).first()
    return found if isinstance(found, Contribution) else None
