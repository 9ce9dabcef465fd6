"""Fair exposure: how often lists have shown each idea, so that those least seen come first.

A visitor's request only adds to a tally in memory. Every `MOST` views or `EVERY` seconds the tally is written, after an
answer has been sent and outside of its transaction: one statement for each number of views. What a process that is
killed had not written is lost; nobody is counted, only ideas.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.db import DatabaseError
from django.db.models import F

from roterfaden.contributions.models import Contribution

EVERY = 60.0
MOST = 100


class Tally:
    """Views by idea that are not written yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shown: Counter[int] = Counter()
        self._views = 0
        self._since = monotonic()

    def note(self, keys: Iterable[int]) -> None:
        """A page showed these."""
        with self._lock:
            self._shown.update(keys)
            self._views += 1

    def is_due(self) -> bool:
        """Whether it is time to write."""
        return self._views >= MOST or (self._views > 0 and monotonic() - self._since >= EVERY)

    def take(self) -> dict[int, list[int]]:
        """Ideas by their number of new views; the tally begins anew."""
        with self._lock:
            shown, self._shown, self._views, self._since = self._shown, Counter(), 0, monotonic()
        by_number: defaultdict[int, list[int]] = defaultdict(list)
        for key, number in shown.items():
            by_number[number].append(key)
        return by_number


tally = Tally()


def write() -> None:
    """Add what was tallied to the rows, in the order of their keys (two processes then never wait in a circle)."""
    for number, keys in sorted(tally.take().items()):
        Contribution.objects.filter(pk__in=sorted(keys)).update(shown_count=F("shown_count") + number)


def after_answer(**_more: Any) -> None:
    """Signal: an answer was sent. A database that is busy now keeps nobody waiting, and loses a few views."""
    if tally.is_due():
        try:
            write()
        except DatabaseError:
            return
