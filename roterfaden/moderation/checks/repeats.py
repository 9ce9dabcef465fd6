"""The same text again, exactly or nearly: traces of recent texts are compared, never the texts themselves.

A trace is a hash of the whole text, and the four smallest hashes of its runs of three words (a bottom-k sketch, Broder
1997): two texts that share most runs share one of the smallest with near certainty, and one index finds it. What it
finds is then measured: at least half of the runs must be the same (Jaccard).
"""

from __future__ import annotations

import hashlib

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models import Contribution
from roterfaden.contributions.registry import kinds
from roterfaden.kit.things import keys_as_numbers
from roterfaden.moderation.checks import Check, Found, Material, register
from roterfaden.moderation.checks.folding import runs_of
from roterfaden.moderation.models import Trace
from roterfaden.moderation.targets import KEY, ref_of

RUN = 3
SKETCH = 4
SAME = 0.5
#: "Ja, genau!" is said by many; only longer texts can be copies.
EXACT_FROM, NEAR_FROM = 5, 8
MOST_CANDIDATES = 20


def register_check() -> None:
    """Tell the registry."""
    register(Check("repeats", "1", _("Wiederholung"), _("Denselben oder fast denselben Text gibt es schon."), look))


def look(material: Material) -> Found | None:
    """Compare with the traces of the last weeks, and leave one."""
    kind = kinds.get(material.contribution.kind)
    if kind is not None and kind.alike:
        return None
    text = material.text
    words, runs = len(runs_of(text, 1)), runs_of(text, RUN)
    exact = _hash(" ".join(runs_of(text, 1))) if words >= EXACT_FROM else None
    sketch = sorted({_hash(run) for run in runs})[:SKETCH] if words >= NEAR_FROM else []
    found = _exactly(material, exact) or _nearly(material, sketch, runs)
    _leave(material, exact, sketch)
    return found


def _exactly(material: Material, exact: int | None) -> Found | None:
    if exact is None:
        return None
    rows = _others(material).filter(digest=exact, exact=True)
    key = rows.values_list("target_key", flat=True).first()
    return Found(f"= {key}") if key else None


def _nearly(material: Material, sketch: list[int], runs: list[str]) -> Found | None:
    if not sketch:
        return None
    rows = _others(material).filter(digest__in=sketch, exact=False).order_by("-pk")
    keys = keys_as_numbers(list(dict.fromkeys(rows.values_list("target_key", flat=True)[: MOST_CANDIDATES * SKETCH])))
    mine = set(runs)
    for other in Contribution.objects.filter(pk__in=keys[:MOST_CANDIDATES]).only("title", "text"):
        theirs = set(runs_of(f"{other.title}\n{other.text}", RUN))
        if len(mine & theirs) >= SAME * len(mine | theirs):
            return Found(f"≈ {other.pk}")
    return None


def _others(material: Material) -> QuerySet[Trace]:
    return Trace.objects.filter(target_kind=KEY).exclude(target_key=str(material.contribution.pk))


def _leave(material: Material, exact: int | None, sketch: list[int]) -> None:
    ref = ref_of(material.contribution)
    rows = [Trace(digest=digest, exact=False) for digest in sketch]
    rows += [Trace(digest=exact, exact=True)] if exact is not None else []
    for row in rows:
        row.target_kind, row.target_key = ref.kind, ref.key
    Trace.objects.bulk_create(rows)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
