"""Run in a process of its own with an empty home: fill, ask pages, print the figures as JSON."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from decimal import Decimal
from statistics import median
from typing import Any

ROUNDS = 21
YEARS = 10


def main(others: int) -> None:
    """Figures of the pages of a plan with 100 indicators, alone and beside `others`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("prepare", verbosity=0, stdout=sys.stderr)
    rows = _fill(100, "Plan", "plan")
    found = [_page(name, path, 0) for name, path in _paths(rows)]
    more = _fill(others, "Andere", "andere")
    found += [_page(name, path, others) for name, path in _paths(rows)]
    found.append(_import(more[0]))
    sys.stdout.write(json.dumps(found) + "\n")


def _paths(slugs: list[str]) -> list[tuple[str, str]]:
    here = "/ziele/kennzahlen/"
    return [
        ("dashboard of the plan", "/ziele/plan"),
        ("list of the plan's indicators", f"{here}?plan=plan"),
        ("one indicator", f"{here}{slugs[0]}"),
        ("one indicator as JSON", f"{here}{slugs[0]}.json"),
    ]


def _fill(number: int, title: str, slug: str) -> list[str]:
    """A plan with so many indicators, each with values of ten years and a target."""
    from roterfaden.strategy.indicators import figures
    from roterfaden.strategy.indicators.periods import parse_period
    from roterfaden.strategy.models import (
        Indicator,
        IndicatorNode,
        Node,
        Observation,
        Plan,
        PlanLevel,
        Scenario,
        Target,
    )

    plan = Plan.objects.create(slug=slug, title=title, state=Plan.State.IN_FORCE)
    level = PlanLevel.objects.create(plan=plan, depth=1, kind="goal", singular="Ziel", plural="Ziele")
    node = Node.objects.create(plan=plan, level=level, depth=1, code="eins", title="Ein Ziel")
    rows = Indicator.objects.bulk_create(
        Indicator(slug=f"{slug}-{n}", title=f"{title} {n}", unit="%", method="x", state=Indicator.State.PUBLISHED)
        for n in range(number)
    )
    IndicatorNode.objects.bulk_create(IndicatorNode(indicator=row, node=node) for row in rows)
    years = [parse_period(str(2016 + year)) for year in range(YEARS)]
    Observation.objects.bulk_create(
        (
            Observation(indicator=row, period=year.code, end=year.end, value=Decimal(10 + place + row.pk % 7))
            for row in rows
            for place, year in enumerate(years)
        ),
        batch_size=500,
    )
    aim = parse_period("2030")
    scenarios = Scenario.objects.bulk_create(Scenario(indicator=row, name="Ziel") for row in rows)
    Target.objects.bulk_create(
        Target(scenario=row, period=aim.code, end=aim.end, value=Decimal(60)) for row in scenarios
    )
    figures.refresh([row.pk for row in rows])
    return [row.slug for row in rows]


def _page(name: str, path: str, others: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    status = client.get(path).status_code
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    statements = len(queries)
    times, used = [], []
    for _round in range(ROUNDS):
        begun, spent = time.perf_counter(), time.process_time()
        client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
        used.append((time.process_time() - spent) * 1000)
    where = f"{name}, {others:,} other indicators, {round(median(used), 1)} ms of the processor"
    return {"name": where, "value": round(median(times), 1), "unit": "ms", "status": status, "sql": statements}


def _import(slug: str) -> dict[str, Any]:
    """100,000 rows through preview and taking, as the job worker does it."""
    from roterfaden.accounts.models import User
    from roterfaden.strategy.indicators.importing import preview_upload, take_waiting
    from roterfaden.strategy.models import Indicator, SourceRun

    user = User.objects.create_superuser("bench", "bench@example.org", "x")
    days = [f"{1800 + n // 336:04}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02};{n}" for n in range(100_000)]
    text = "\n".join(["Datum;Wert", *days]).encode()
    begun = time.perf_counter()
    run = preview_upload(user, io.BytesIO(text), "x.csv", "csv", Indicator.objects.get(slug=slug), {})
    SourceRun.objects.filter(pk=run.pk).update(state="waiting")
    take_waiting(run)
    taken = round(time.perf_counter() - begun, 1)
    counts = run.counts
    name = f"100,000 rows looked at and taken ({counts['new']:,} new, {counts['refused']:,} refused)"
    return {"name": name, "value": taken, "unit": "s", "status": 200, "sql": 0}


if __name__ == "__main__":
    main(int(sys.argv[1]))
