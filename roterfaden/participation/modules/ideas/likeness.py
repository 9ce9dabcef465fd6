"""Which ideas of a process say nearly the same: `methods.similar` over its public ideas, kept in each web process.

The index of a process is read once and then only follows what changed (`Idea.changed_at`). What was hidden or merged
since may still stand in it, but what is found is loaded through `visible_to` before anybody sees it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from roterfaden.contributions.models import Contribution
from roterfaden.methods.similar import LIKELY, SimilarTexts
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.participation.modules.ideas.querysets import ideas_of

#: So many processes are kept in memory.
KEPT = 6
#: A transaction may commit so long after it took the time.
OVERLAP = timedelta(seconds=30)
SHORTEST = 8
MOST = 5
Index = SimilarTexts[int]


@dataclass
class _Kept:
    """The index of a process, and up to when it follows."""

    index: Index = field(default_factory=SimilarTexts)
    until: datetime | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_kept: OrderedDict[int, _Kept] = OrderedDict()
_lock = threading.Lock()


def similar_ideas(process: Process, text: str, but: int = 0, most: int = MOST) -> list[Contribution]:
    """The public ideas most like a text, the best first: two queries once the index is there."""
    if len(text.strip()) < SHORTEST:
        return []
    kept = _of(process.pk)
    with kept.lock:
        _follow(process, kept)
        found = [match.key for match in kept.index.similar(text, most * 2, LIKELY) if match.key != but]
    rows = {row.pk: row for row in ideas_of(process).filter(pk__in=found)}
    return [rows[key] for key in found if key in rows][:most]


def forget() -> None:
    """Empty the memory (tests, and a restored backup)."""
    with _lock:
        _kept.clear()


def _of(key: int) -> _Kept:
    with _lock:
        kept = _kept.setdefault(key, _Kept())
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return kept


def _follow(process: Process, kept: _Kept) -> None:
    """Read what changed since."""
    now = timezone.now()
    rows = Idea.objects.filter(process=process)
    if kept.until is not None:
        rows = rows.filter(changed_at__gte=kept.until - OVERLAP)
    values = rows.values_list("pk", "contribution__state", "contribution__title", "contribution__text")
    for pk, state, title, text in values.iterator(chunk_size=2_000):
        if state != "public":
            kept.index.remove(pk)
        else:
            kept.index.add(pk, f"{title} {text}")
    kept.until = now
