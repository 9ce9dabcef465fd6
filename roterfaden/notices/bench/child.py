"""What the benchmark does in a process and a home of its own; prints its figures as one line of JSON.

python -m roterfaden.notices.bench.child 10000
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import django

KIND, EVENT = "measured", "measured.changed"


class Stopwatch:
    """Seconds of each lap."""

    def __init__(self) -> None:
        self.laps: list[float] = []

    @contextmanager
    def lap(self) -> Iterator[None]:
        """Measure a block."""
        began = time.perf_counter()
        yield
        self.laps.append(time.perf_counter() - began)


def main(followers: str) -> None:
    """Measure in a migrated home."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "roterfaden.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, stdout=sys.stderr)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    _register()
    _fill(int(followers))
    print(json.dumps({**_accept(), **_spread(), **_send(), "peak_mb": _peak()}))


def _register() -> None:
    """A kind of things that is always public."""
    from roterfaden.kit.things import Kind, Ref, Thing, register
    from roterfaden.notices.registry import EventType
    from roterfaden.notices.registry import register as register_event

    def load(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
        return {key: Thing(Ref(KIND, key), f"Radweg {key}", f"/{key}", label="Faden") for key in keys}

    register(Kind(KIND, "Faden", "Fäden", load))
    register_event(EventType(EVENT, "Geändert", lambda _thing, data: f"Schritt {data['step']}."))


def _fill(number: int) -> None:
    from django.utils import timezone

    from roterfaden.notices.models import Follower, Following

    yesterday = timezone.now() - timedelta(days=1)
    rows = [Follower(address=f"{place}@example.org", confirmed_at=yesterday) for place in range(number)]
    made = Follower.objects.bulk_create(rows, batch_size=500)
    followings = [Following(follower=one, kind=KIND, key="1", confirmed_at=yesterday) for one in made]
    Following.objects.bulk_create(followings, batch_size=500)


def _accept() -> dict[str, float]:
    """What the announcing transaction waits for."""
    from django.db import transaction

    from roterfaden.kit.things import Ref
    from roterfaden.notices.actions import News, announce

    watch = Stopwatch()
    for step in range(2):
        with watch.lap(), transaction.atomic():
            announce(EVENT, News(f"event {step}", Ref(KIND, "1"), {"step": step}))
    return {"accept_ms": watch.laps[-1] * 1000, "accept_first_ms": watch.laps[0] * 1000}


def _spread() -> dict[str, float]:
    """Batches of 500, each a transaction."""
    from roterfaden.notices.models import EventTarget, Notice
    from roterfaden.notices.spreading import BATCH, find_targets, walk

    find_targets()
    watch = Stopwatch()
    for target in EventTarget.objects.select_related("event").order_by("pk")[:1]:
        while True:
            with watch.lap():
                count = walk(target)
            if count < BATCH:
                break
    return {
        "batches": len(watch.laps),
        "batch_ms": statistics.median(watch.laps) * 1000,
        "longest_batch_ms": max(watch.laps) * 1000,
        "notices": Notice.objects.count(),
    }


def _send() -> dict[str, float]:
    """All of them, to a server that takes everything and does nothing."""
    from roterfaden.notices.sending import send

    began = time.perf_counter()
    count = send(seconds=600)
    seconds = time.perf_counter() - began
    return {"mails": count, "mails_a_second": count / seconds}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
