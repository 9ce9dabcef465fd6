"""Fills an empty portal with ideas, comments and supports, and measures conversations; run by the benchmark."""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter, process_time
from typing import Any

ROUNDS, BATCH, PEOPLE = 25, 5_000, 300
#: The thing that is measured: 20 threads on its first page, each with replies.
TOP, REPLIES = 40, 3


def main(ideas: int, comments: int) -> dict[str, Any]:
    """The figures by name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    key = fill(ideas, comments)
    page, section = f"/gespraech/thread/{key}/", "/faeden/gemessen"
    found = {path: measured(path) for path in (page, f"{page}?reihenfolge=unterstuetzt", section)}
    found[f"/api/v1/contributions?zu=thread:{key}"] = measured(f"/api/v1/contributions?zu=thread:{key}")
    return found | {"write": written(key), "support": supported()}


def fill(ideas: int, comments: int) -> str:
    """Ideas of one process, comments on them, and one thread with a conversation; gives that thread's key."""
    from django.db import connection, transaction

    from roterfaden.accounts.models import Person
    from roterfaden.contributions.models import Contribution
    from roterfaden.threads.models import Thread

    people = Person.objects.bulk_create(
        [Person(pseudonym=f"Person {n}", address=f"p{n}@example.org") for n in range(PEOPLE)]
    )
    keys = [person.pk for person in people]
    thread = Thread.objects.create(slug="gemessen", title="Gemessen", state="public")
    made = _many((_row("idea", "process", "1", keys, n) for n in range(ideas)), Contribution)
    first = made[0]
    _many((_row("comment", "idea", str(first + n % ideas), keys, n) for n in range(comments)), Contribution)
    tops = _many((_row("comment", "thread", str(thread.pk), keys, n) for n in range(TOP)), Contribution)
    below = (_row("comment", "thread", str(thread.pk), keys, n, parent) for parent in tops for n in range(REPLIES))
    _many(below, Contribution)
    with transaction.atomic():
        Contribution.objects.filter(pk__in=tops).update(reply_count=REPLIES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return str(thread.pk)


def _row(kind: str, on: str, key: str, people: list[int], number: int, parent: int | None = None) -> dict[str, Any]:
    from django.utils import timezone

    return {
        "kind": kind,
        "on_kind": on,
        "on_key": key,
        "area_kind": on,
        "area_key": key,
        "parent_id": parent,
        "author_id": people[number % len(people)],
        "title": f"Idee {number}" if kind == "idea" else "",
        "text": "Im Sommer sind hier viele Kinder unterwegs, und der nächste Brunnen ist weit weg. " * 2,
        "state": "public",
        "published_at": timezone.now() - timedelta(minutes=number % 500_000),
        "support_count": number % 7,
    }


def _many(values: Iterator[dict[str, Any]], model: Any) -> list[int]:
    """Insert in batches; gives the keys."""
    from django.db import transaction

    keys: list[int] = []
    batch: list[Any] = []
    for value in values:
        batch.append(model(**value))
        if len(batch) == BATCH:
            with transaction.atomic():
                keys += [row.pk for row in model.objects.bulk_create(batch)]
            batch = []
    if batch:
        with transaction.atomic():
            keys += [row.pk for row in model.objects.bulk_create(batch)]
    return keys


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
    return timed(lambda: client.get(path)) | {"sql": len(asked), "status": status}


def timed(work: Callable[[], Any]) -> dict[str, Any]:
    """Median of the clock and of the processor, in milliseconds."""
    times, busy = [], []
    for _round in range(ROUNDS):
        began, used = perf_counter(), process_time()
        work()
        times.append((perf_counter() - began) * 1000)
        busy.append((process_time() - used) * 1000)
    return {"ms": round(statistics.median(times), 1), "cpu": round(statistics.median(busy), 1)}


def written(key: str) -> dict[str, Any]:
    """A comment is written: rules, checks, row, ledger, search, all in one transaction."""
    from roterfaden.accounts.models import Person
    from roterfaden.contributions.actions import submit
    from roterfaden.contributions.drafts import Words
    from roterfaden.kit.things import Ref

    ref, person = Ref("thread", key), Person.objects.earliest("pk")
    return timed(lambda: submit(person, Words("comment", ref, ref, "Mehr Schatten auf dem Weg.")))


def supported() -> dict[str, Any]:
    """A comment is supported, each time another one."""
    from roterfaden.accounts.models import Person
    from roterfaden.contributions.actions import support
    from roterfaden.contributions.models import Contribution

    person = Person.objects.latest("pk")
    rows = iter(Contribution.objects.filter(on_kind="thread").order_by("pk")[:ROUNDS])
    return timed(lambda: support(person, next(rows)))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
