"""A process of its own that imports, is killed at random moments, and imports again; prints what it found as JSON.

python -m tests.council.sync.killing URL ROUNDS SEED
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time

import django


def main(url: str, rounds: int, seed: int) -> None:
    """Kill `rounds` imports, then let one finish."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "roterfaden.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(_story(url, rounds, random.Random(seed))))


def _story(url: str, rounds: int, dice: random.Random) -> dict[str, object]:
    length = max(0.2, _run(url, None)) if rounds else 0.0
    _forget()
    killed = halves = tries = 0
    while killed < rounds and tries < 5 * rounds:
        tries += 1
        if _run(url, dice.uniform(0.02, length)) < 0:
            killed += 1
            halves += _half_objects()
        else:  # it was done before its moment came: begin anew, there is nothing left to interrupt
            _forget()
    _run(url, None)
    from roterfaden.council.models import ImportRun, Source
    from roterfaden.council.sync.digest import digest_of

    source = Source.objects.get()
    outcome = ImportRun.objects.filter(source=source).latest("pk").outcome
    told = {"killed": killed, "halves": halves, "digest": digest_of(source), "outcome": outcome}
    return told | {"untold": _wrongly_told("paper.published"), "unsaid": _wrongly_told("paper.outcome")}


def _run(url: str, kill_after: float | None) -> float:
    """Import in a child. Its seconds, or -1 where it was killed."""
    from django.db import connections

    connections.close_all()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _import(url)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return -1.0 if os.WIFSIGNALED(status) else time.monotonic() - began


def _import(url: str) -> None:
    from django.core.management import call_command

    code = 0
    try:
        with open(os.devnull, "w") as nowhere:
            call_command("import_oparl", url, quiet=True, stdout=nowhere)
    except SystemExit as error:
        code = int(error.code or 0)
    finally:
        os._exit(code)


def _forget() -> None:
    from roterfaden.council.models import Source

    Source.objects.all().delete()


def _half_objects() -> int:
    """Papers without both of their stations or without their file, and meetings without their agenda."""
    from django.db.models import Count

    from roterfaden.council.models import Meeting, Paper, State

    papers = Paper.objects.filter(state=State.PRESENT).annotate(
        stations=Count("consultations", distinct=True), files=Count("file_links", distinct=True)
    )
    meetings = Meeting.objects.filter(state=State.PRESENT, agenda_items__isnull=True)
    return papers.exclude(stations=2, files=1).count() + meetings.count()


def _wrongly_told(kind: str) -> int:
    """Papers with an outcome that have no entry of this kind in the ledger, or more than one."""
    from collections import Counter

    from roterfaden.council.models import Paper
    from roterfaden.ledger.models import Pending

    papers = {str(pk) for pk in Paper.objects.exclude(outcome="none").values_list("pk", flat=True)}
    rows = Pending.objects.filter(kind=kind, subject_kind="paper", subject_key__in=papers)
    entries = Counter(rows.values_list("subject_key", flat=True))
    return sum(entries[key] != 1 for key in papers) if papers else -1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
