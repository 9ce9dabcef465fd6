"""What moderation hears from contributions: a new one waits, so a case is opened and its author is told."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from roterfaden.contributions.models import Contribution, State
from roterfaden.moderation import letters, registry
from roterfaden.moderation.actions.cases import open_case
from roterfaden.moderation.kinds import FoundBy
from roterfaden.moderation.models import Case, Hit
from roterfaden.moderation.targets import KEY, ref_of


def waits(contribution: Contribution) -> None:
    """In the transaction in which it was held back."""
    ref = ref_of(contribution)
    target = registry.target(ref)
    if target is None:
        return
    hits = Hit.objects.filter(target_kind=ref.kind, target_key=ref.key)
    gravity = max(hits.values_list("gravity", flat=True), default=1)
    is_held = contribution.state == State.HELD
    open_case(target, FoundBy.CHECK if is_held else FoundBy.RELEASE, gravity)
    letters.waits(contribution)


def open_missing(most: int = 500) -> int:
    """Open cases about what waits without one. How many."""
    rows = Contribution.objects.filter(state__in=[State.HELD, State.WAITING])
    key = Case.objects.open().filter(target_kind=KEY, target_key=Cast(OuterRef("pk"), CharField()))
    missing = list(rows.exclude(Exists(key)).order_by("created_at", "pk")[:most])
    for contribution in missing:
        waits(contribution)
    return len(missing)
