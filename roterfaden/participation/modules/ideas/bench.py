"""Fills an empty portal with ideas and measures its pages; run as a module by the benchmark."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roterfaden.contributions.models import Contribution

PEOPLE, SUPPORTS, SLUG = 300, 5_000, "messung"
#: Comments on the idea whose page is measured: the first 20 threads are shown.
MEASURED = 40
SECONDS, VISITORS = 12.0, 4
WORDS = [
    "Baum",
    "Bank",
    "Brunnen",
    "Licht",
    "Weg",
    "Ufer",
    "Platz",
    "Schule",
    "Rad",
    "Schatten",
    "Wiese",
    "Treppe",
    "Haltestelle",
    "Kinder",
    "Wasser",
]


def main(ideas: int, comments: int) -> dict[str, Any]:
    """The figures of pages, and requests a second of a real server."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from roterfaden.threads.bench import measured

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    idea = fill(ideas, comments)
    paths = {"list": f"/mitmachen/{SLUG}/ideen/", "idea": f"/mitmachen/ideen/{idea}/"}
    more = {f"list, {name}": f"{paths['list']}?zuerst={name}" for name in ("neu", "unterstuetzt", "diskutiert")}
    more |= {"list, category": f"{paths['list']}?kategorie=k1", "list, text": f"{paths['list']}?q=Brunnen"}
    pages = {name: measured(path) for name, path in (paths | more).items()}
    connections.close_all()
    return {"pages": pages, "rates": rates(paths)}


def fill(ideas: int, comments: int) -> int:
    """One process with all of it; gives the idea whose page is measured."""
    from django.db import connection, transaction

    from roterfaden.accounts.models import Person

    chance = random.Random(4)  # noqa: S311 – the same portal every time
    with transaction.atomic():
        people = Person.objects.bulk_create([Person(pseudonym=f"Person {n}") for n in range(PEOPLE)])
        keys = [person.pk for person in people]
        rows = _ideas(ideas, keys, chance)
        _comments(comments, rows, keys, chance)
        _supports(rows, keys, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return rows[0].pk


def _ideas(number: int, people: list[int], chance: random.Random) -> list[Contribution]:
    from django.utils import timezone

    from roterfaden.contributions.models import Contribution
    from roterfaden.participation.models import Phase, Process
    from roterfaden.participation.modules.ideas.models import Idea

    now = timezone.now()
    process = Process.objects.create(
        slug=SLUG, format="ideas", title="Messung", state="public", published_at=now, answer_days=14, answer_from=10
    )
    settings = {"categories": [[f"k{n}", f"Kategorie {n}"] for n in range(5)]}
    Phase.objects.create(
        process=process, module="ideas", name="Sammeln", start=now - timedelta(days=9), settings=settings
    )
    same = {"kind": "idea", "state": "public", "on_kind": "process", "on_key": str(process.pk)}
    area = {"area_kind": "process", "area_key": str(process.pk)}
    rows = Contribution.objects.bulk_create(
        [
            Contribution(
                **same,
                **area,
                title=" ".join(chance.choices(WORDS, k=4)),
                text=" ".join(chance.choices(WORDS, k=60)),
                author_id=chance.choice(people),
                published_at=now - timedelta(seconds=n),
                shown_count=chance.randrange(200),
                support_count=chance.randrange(50),
                reply_count=chance.randrange(20),
            )
            for n in range(number)
        ],
        batch_size=1_000,
    )
    extra = [Idea(contribution=row, process=process, category=f"k{n % 5}", place="Ufer") for n, row in enumerate(rows)]
    Idea.objects.bulk_create(extra, batch_size=1_000)
    return rows


def _comments(number: int, ideas: list[Contribution], people: list[int], chance: random.Random) -> None:
    """`MEASURED` on the first idea, half of them with a reply; the rest on all others."""
    from roterfaden.contributions.models import Contribution

    top = [_comment(ideas[0], people, chance) for _ in range(MEASURED)]
    parents = Contribution.objects.bulk_create(top)
    replies = [_comment(ideas[0], people, chance, parent) for parent in parents[::2]]
    Contribution.objects.bulk_create(replies)
    Contribution.objects.filter(pk__in=[row.parent_id for row in replies]).update(reply_count=1)
    left = number - len(top) - len(replies)
    while left > 0:
        batch = [_comment(chance.choice(ideas), people, chance) for _ in range(min(left, 10_000))]
        Contribution.objects.bulk_create(batch, batch_size=1_000)
        left -= len(batch)


def _comment(idea: Contribution, people: list[int], chance: random.Random, parent: Any = None) -> Contribution:
    from roterfaden.contributions.models import Contribution

    return Contribution(
        kind="comment",
        on_kind="idea",
        on_key=str(idea.pk),
        area_kind=idea.area_kind,
        area_key=idea.area_key,
        parent=parent,
        author_id=chance.choice(people),
        text=" ".join(chance.choices(WORDS, k=30)),
        state="public",
        published_at=idea.published_at,
    )


def _supports(ideas: list[Contribution], people: list[int], chance: random.Random) -> None:
    from roterfaden.contributions.models import Support

    pairs = {(chance.choice(ideas).pk, chance.choice(people)) for _ in range(SUPPORTS)}
    rows = [Support(contribution_id=idea, person_id=person) for idea, person in sorted(pairs)]
    Support.objects.bulk_create(rows, batch_size=1_000)


def rates(paths: dict[str, str]) -> dict[str, float]:
    """Requests a second of gunicorn with two processes, asked by a few visitors at once over loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "roterfaden.wsgi:application", "-w", "2", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 – our own server
    try:
        for path in paths.values():
            _wait(port, path)
        return {name: _rate(port, path) for name, path in paths.items()}
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int, path: str) -> None:
    """Until the server answers, and both processes are warm."""
    for _attempt in range(100):
        try:
            for _round in range(6):
                _get(port, path)
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the server did not start")


def _get(port: int, path: str) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        answer.read()


def _rate(port: int, path: str) -> float:
    counts = [0] * VISITORS
    end = time.monotonic() + SECONDS

    def visit(number: int) -> None:
        while time.monotonic() < end:
            _get(port, path)
            counts[number] += 1

    began = time.monotonic()
    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return round(sum(counts) / (time.monotonic() - began), 1)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
