"""A measurement in an empty home: python -m roterfaden.ledger.bench.child ENTRIES. Its last line is JSON."""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable

import django

PART = 5_000
PROOFS = 200


def main(entries: int) -> dict[str, float]:
    """Everything, in the order in which a city would see it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    django.setup()
    from django.core.management import call_command

    call_command("prepare", verbosity=0, stdout=sys.stderr)
    found = {"record": _record(entries)}
    used = time.process_time()
    found["sequence"] = _sequence(entries)
    found["sequence_cpu"] = time.process_time() - used
    found["memory_before_verify"] = _peak()
    found |= _prove(entries)
    used = time.process_time()
    found["verify"] = _verify()
    found["verify_cpu"] = time.process_time() - used
    found["memory"] = _peak()
    found["database"] = _size()
    return found


def _record(entries: int) -> float:
    """Pending rows a second, in transactions of 5,000."""
    from roterfaden.kit.things import Ref
    from roterfaden.ledger.actions import Fact, Personal, record_many
    from roterfaden.ledger.registry import EntryType, register

    register(EntryType("bench.changed", "Messung", lambda content: str(content), "mit dem Konto"))
    clerk = Personal("author", "Anna Muster", Ref("person", "1"))
    began = time.perf_counter()
    for start in range(0, entries, PART):
        facts = [
            Fact(
                Ref("paper", str(number)),
                {"number": f"{number}/2026", "old": "open", "new": "accepted", "by": "Ratsversammlung"},
                (clerk,) if number % 100 == 0 else (),
            )
            for number in range(start, min(start + PART, entries))
        ]
        record_many("bench.changed", facts)
    return entries / (time.perf_counter() - began)


def _sequence(entries: int) -> float:
    """Entries a second, numbered in batches."""
    from roterfaden.ledger.sequencing import sequence
    from roterfaden.ledger.signing import sign_head

    began = time.perf_counter()
    assert sequence(float("inf")) == entries
    rate = entries / (time.perf_counter() - began)
    sign_head()
    return rate


def _prove(entries: int) -> dict[str, float]:
    """Milliseconds of a proof, and of a page with one, in the median and at worst."""
    from django.test import Client

    from roterfaden.ledger import proofs
    from roterfaden.ledger.models import Entry

    chance = random.Random(1)  # noqa: S311 – the same numbers each time

    def include() -> object:
        row = Entry.objects.get(number=chance.randint(1, entries))
        return proofs.inclusion(row, chance.randint(row.number, entries))

    def consist() -> object:
        return proofs.consistency(*sorted((chance.randint(1, entries), chance.randint(1, entries))))

    client = Client(headers={"host": "127.0.0.1"})
    found: dict[str, float] = {}
    for name, act in (("inclusion", include), ("consistency", consist)):
        found |= _times(name, act)
    pages: dict[str, Callable[[], str]] = {
        "page": lambda: f"/protokollbuch/{chance.randint(1, entries)}",
        "overview": lambda: "/protokollbuch/",
        "entries": lambda: f"/api/v1/ledger/entries?from={chance.randint(1, entries)}&limit=1000",
    }
    for name, address in pages.items():
        found |= _times(name, lambda address=address: client.get(address()), 30)  # type: ignore[misc]
    return found


def _times(name: str, act: Callable[[], object], count: int = PROOFS) -> dict[str, float]:
    act()
    took = []
    for _ in range(count):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(took), f"{name}_worst": max(took)}


def _verify() -> float:
    """Seconds for everything, from the database."""
    from roterfaden.ledger.verification.check import verify
    from roterfaden.ledger.verification.own import OwnLedger

    began = time.perf_counter()
    verify(OwnLedger())
    return time.perf_counter() - began


def _peak() -> float:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size() -> float:
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    return os.path.getsize(name) / 1024**2 if connection.vendor == "sqlite" else 0.0


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
