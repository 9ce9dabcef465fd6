"""What the benchmark does in a process and a home of its own: python -m roterfaden.strategy.bench OTHERS"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from datetime import date, timedelta
from typing import Any

import django

#: Requests of one page: the first warms up, the median of the others counts.
ROUNDS = 21
MEASURES = 500
PATHS = {
    "plan": "/ziele/plan-0",
    "list of measures": "/ziele/massnahmen/?plan=plan-0",
    "measure": "/ziele/massnahmen/m-0-7",
    "timeline": "/ziele/zeitplan/?plan=plan-0",
    "node": "/ziele/plan-0/punkte/feld-1",
    "overview": "/ziele/",
    "API, a page of measures": "/api/v1/measures",
}


def main(others: str) -> None:
    """Sow, then ask each page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "roterfaden.settings"
    django.setup()
    from django.core.management import call_command

    call_command("prepare", verbosity=0, stdout=sys.stderr)
    sow("plan-0", 0, MEASURES)
    for number in range(int(others) // MEASURES):
        sow(f"plan-{number + 1}", number + 1, MEASURES)
    print(json.dumps({name: ask(path) for name, path in PATHS.items()}))


def sow(slug: str, number: int, measures: int) -> None:
    """A plan in force with ten fields of five goals, and measures with milestones, shifts and money."""
    from roterfaden.strategy import figures
    from roterfaden.strategy.models import BudgetLine, DateShift, Measure, MeasureNode, Milestone, Node, Plan, PlanLevel

    plan = Plan.objects.create(slug=slug, title=f"Plan {number}", state=Plan.State.IN_FORCE, summary="Messung")
    names = (("field", "Feld", "Felder"), ("goal", "Ziel", "Ziele"), ("measure", "Maßnahme", "Maßnahmen"))
    levels = [
        PlanLevel.objects.create(plan=plan, depth=depth, kind=kind, singular=one, plural=many)
        for depth, (kind, one, many) in enumerate(names, start=1)
    ]
    goals = []
    for place in range(10):
        field = Node.objects.create(plan=plan, level=levels[0], depth=1, code=f"feld-{place}", title=f"Feld {place}")
        common: dict[str, Any] = {"plan": plan, "level": levels[1], "depth": 2, "parent": field, "parent_depth": 1}
        goals += [
            Node.objects.create(code=f"ziel-{place}-{n}", title=f"Ziel {place}.{n}", text="Ein Satz.", **common)
            for n in range(5)
        ]
    today = date.today()
    rows = Measure.objects.bulk_create(
        Measure(
            slug=f"m-{number}-{n}",
            title=f"Maßnahme {number}.{n}",
            what="Was geschieht und für wen.",
            lead=f"Fachbereich {n % 20}",
            state=Measure.State.RUNNING,
            published=True,
            reported_on=today - timedelta(days=n % 200),
        )
        for n in range(measures)
    )
    MeasureNode.objects.bulk_create(
        MeasureNode(measure=row, node=goals[(place + extra * 7) % len(goals)])
        for place, row in enumerate(rows)
        for extra in range(1 + place % 2)
    )
    steps = Milestone.objects.bulk_create(
        Milestone(measure=row, code=f"s-{n}", title=f"Schritt {n}", planned_on=today + timedelta(days=30 * n - 40))
        for row in rows
        for n in range(4)
    )
    DateShift.objects.bulk_create(
        DateShift(
            measure_id=step.measure_id,
            milestone=step,
            field="milestone",
            old=step.planned_on,
            new=step.planned_on + timedelta(days=60),
            reason="Kein Angebot",
            decided_by="Leitung",
            decided_on=today,
        )
        for step in steps[::2]
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(measure=row, year=2025 + n, source="Haushalt", planned=1000 * n, actual=900 * n)
        for row in rows
        for n in range(3)
    )
    figures.refresh(row.pk for row in rows)


def ask(path: str) -> dict[str, Any]:
    """Status, statements and median time of a page."""
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
    for _round in range(ROUNDS):
        began = time.perf_counter()
        b"".join(client.get(path, follow=True))
        times.append((time.perf_counter() - began) * 1000)
    return {"status": answer.status_code, "sql": statements, "ms": statistics.median(times[1:])}


if __name__ == "__main__":
    main(sys.argv[1])
