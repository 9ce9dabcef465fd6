"""What becomes of a contribution. Every step is told to its author, whether they follow it or not."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from roterfaden.contributions.models import Contribution, Outcome, Support
from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.notices.personal import write

#: The kinds of personal mail; their words are in `mails.py`.
TO_AUTHOR, TO_SUPPORTER = "contributions.outcome", "contributions.outcome_supported"
#: People who are written to with one round of queries.
CHUNK = 500


def add_outcome(
    contribution: Contribution,
    kind: Outcome.Kind,
    key: str,
    sentence: str = "",
    thing: Ref | None = None,
    at: datetime | None = None,
) -> bool:
    """Add a step, once for its key ("idea:17:decided:paper:4"); False if it is there already. The author is told.

    `at`: when it happened, if that was not now; what is yet to come is written down when it has come.
    Call it in the transaction of the change that it tells of.
    """
    now = timezone.now()
    row = Outcome(
        contribution=contribution,
        kind=kind,
        key=key,
        sentence=sentence[:500],
        thing_kind=thing.kind if thing else "",
        thing_key=thing.key if thing else "",
        at=min(at or now, now),
    )
    if Outcome.objects.filter(key=key).exists():
        return False
    Outcome.objects.bulk_create([row], ignore_conflicts=True)
    if contribution.author is not None and contribution.author.erased_at is None:
        write(contribution.author, f"outcome:{key}", TO_AUTHOR, {"outcome": key})
    if contribution.is_public:
        record("contribution.outcome", contribution.ref, {"kind": str(kind), "thing": str(thing) if thing else ""})
        targets = tuple(ref for ref in (contribution.on, thing) if ref is not None)
        announce("contribution.outcome", News(f"outcome:{key}", contribution.ref, {"kind": str(kind)}, targets[:1]))
    return True


def tell_supporters(contribution: Contribution, outcome_key: str) -> int:
    """Tell everybody who supports it of a step too (a merge moves what they stand for). How many."""
    count = 0
    rows = Support.objects.filter(contribution=contribution, person__isnull=False).select_related("person")
    for support in rows.order_by("pk").iterator(CHUNK):
        if support.person is not None and support.person.erased_at is None:
            key = f"supported:{outcome_key}:{support.pk}"
            count += write(support.person, key, TO_SUPPORTER, {"outcome": outcome_key})
    return count
