"""What a benchmark does in a process and a home of its own; prints its figures as one line of JSON.

python -m roterfaden.council.bench.child import URL
python -m roterfaden.council.bench.child pages 100000
python -m roterfaden.council.bench.child kills URL 20
"""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import sys
import time
from typing import Any

import django

#: Requests of one page: the first warms up, the median of the others counts.
ROUNDS = 21


def main(task: str, *arguments: str) -> None:
    """Run one task in a migrated home."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "roterfaden.settings"
    django.setup()
    from django.core.management import call_command

    call_command("prepare", verbosity=0, stdout=sys.stderr)
    tasks: dict[str, Any] = {"import": _import_twice, "pages": _pages, "kills": _kills}
    print(json.dumps(tasks[task](*arguments)))


def _import_twice(url: str) -> dict[str, Any]:
    from roterfaden.council.sync.actions import read_source, source_for

    runs = [read_source(source_for(url, "oparl")) for _ in range(2)]
    return {"first": runs[0].figures, "second": runs[1].figures, "counts": runs[1].counts}


def _kills(url: str, rounds: str) -> dict[str, Any]:
    """Kill imports of the whole endpoint at random moments, then finish one."""
    from roterfaden.council.models import Source
    from roterfaden.council.sync.digest import digest_of

    length = _forked(url, None)
    clean = digest_of(Source.objects.get())
    Source.objects.all().delete()
    dice = random.Random(7)  # noqa: S311 – moments, not secrets
    killed = sum(_forked(url, dice.uniform(0.05, length)) < 0 for _ in range(int(rounds)))
    _forked(url, None)
    return {"killed": killed, "same": digest_of(Source.objects.get()) == clean}


def _forked(url: str, kill_after: float | None) -> float:
    from django.db import connections

    connections.close_all()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        from roterfaden.council.sync.actions import read_source, source_for

        try:
            read_source(source_for(url, "oparl"))
        finally:
            os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return -1.0 if os.WIFSIGNALED(status) else time.monotonic() - began


def _pages(papers: str) -> dict[str, Any]:
    from django.core.management import call_command

    from roterfaden.council.bench.grow import grow

    began = time.perf_counter()
    grow(int(papers))
    grown = time.perf_counter()
    call_command("reindex", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115 – as long as the process
    indexed = time.perf_counter()
    pages = {name: _page(path) for name, path in _paths().items()}
    return {"grow_seconds": grown - began, "index_seconds": indexed - grown, "pages": pages}


def _paths() -> dict[str, str]:
    from roterfaden.council.addresses import address
    from roterfaden.council.models import Meeting, Organization, Paper

    paper = Paper.objects.order_by("-date", "-pk")[0]
    meeting = Meeting.objects.order_by("-start", "-pk")[0]
    committee = Organization.objects.filter(kind="committee")[0]
    return {
        "paper list": "/rat/drucksachen/",
        "paper list, by year and outcome": "/rat/drucksachen/?jahr=2015&ausgang=rejected",
        "paper list, by committee": f"/rat/drucksachen/?gremium={committee.pk}",
        "paper list, page 20": "/rat/drucksachen/?seite=20",
        "paper page": address(paper),
        "meeting page": address(meeting),
        "search": "/suche/?q=Radverkehr",
        "search, two words": "/suche/?q=Sanierung+Marktstra%C3%9Fe",
        "API, a page of papers": "/api/v1/papers",
        "OParl, 25 papers": "/oparl/v1.1/body/1/paper?limit=25",
    }


def _page(path: str) -> dict[str, Any]:
    from django.db import connection, reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    answer = client.get(path, follow=True)
    with CaptureQueriesContext(connection) as queries:
        client.get(path, follow=True)
    statements = len(queries)
    reset_queries()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        b"".join(client.get(path, follow=True))
        times.append((time.perf_counter() - began) * 1000)
    return {"status": answer.status_code, "sql": statements, "ms": statistics.median(times[1:])}


if __name__ == "__main__":
    main(*sys.argv[1:])
