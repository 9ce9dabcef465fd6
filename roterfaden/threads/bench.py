"""Fills an empty portal with threads and measures pages; run as a module by the benchmark."""

from __future__ import annotations

import json
import os
import statistics
import sys
from datetime import date, timedelta
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roterfaden.threads.models import Thread

MEASURED, ROUNDS, EACH = 200, 25, 20
FIRST = date(2000, 1, 1)


def main(stations: int) -> dict[str, Any]:
    """The figures by name of the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    big = fill(stations)
    own = f"/faeden/{big.slug}"
    pages = [own, f"{own}/einbetten", f"{own}.atom", f"{own}.jsonld", "/faeden/", "/faeden/?zusagen=offen"]
    return {path: measured(path) for path in [*pages, "/faeden/?stufe=effect", f"/api/v1/threads/{big.pk}"]}


def fill(stations: int) -> Thread:
    """One thread of 200 stations at things, and others of 20 until there are so many; gives the first."""
    from django.db import transaction

    from roterfaden.threads.models import Station, Thread

    with transaction.atomic():
        number = max(1, (stations - MEASURED) // EACH)
        rows = [Thread(slug=f"faden-{n}", title=f"Faden {n}", state="public", stage="decision") for n in range(number)]
        made = Thread.objects.bulk_create([Thread(slug="gross", title="Großer Faden", state="public"), *rows])
        big, *others = made
        Station.objects.bulk_create(_stations(big, MEASURED), batch_size=1_000)
        Station.objects.bulk_create(
            [station for thread in others for station in _stations(thread, EACH)], batch_size=1_000
        )
    return big


def _stations(thread: Thread, number: int) -> list[Any]:
    """Every second rests on another thread, every tenth is a promise."""
    from roterfaden.threads.models import Station

    return [
        Station(
            thread=thread,
            stage=("idea", "consultation", "decision", "implementation")[place % 4],
            start=FIRST + timedelta(days=45 * place),
            heading=f"Station {place} von {thread.title}",
            sentence="Was hier geschah, steht in einem Satz, wie ihn eine Redaktion schreibt.",
            relation="decided_in",
            source_label="hannover.de",
            source_url="https://www.hannover.de/",
            due=FIRST + timedelta(days=9000) if place % 10 == 0 else None,
            **({"kind": "thread", "key": str(thread.pk + 1 + place)} if place % 2 else {}),
        )
        for place in range(number)
    ]


def measured(path: str) -> dict[str, Any]:
    """Median of several answers, warm, and the number of statements of one."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.get(path)
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        status = client.get(path).status_code
    times, work = [], []
    for _round in range(ROUNDS):
        began, busy = perf_counter(), process_time()
        client.get(path)
        times.append((perf_counter() - began) * 1000)
        work.append((process_time() - busy) * 1000)
    figures = {"ms": round(statistics.median(times), 1), "cpu": round(statistics.median(work), 1)}
    return figures | {"sql": len(asked), "status": status}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))) + "\n")
