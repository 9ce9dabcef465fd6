"""Fills an empty portal with answers and measures; run as a module by the benchmark."""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roterfaden.participation.modules.survey.models import Question, Survey

ROUNDS = 15


def main(answers: int) -> dict[str, Any]:
    """The figures by name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    survey = make_survey()
    times, statements = take_all(survey, answers)
    began = perf_counter()
    evaluate(survey)
    seconds = perf_counter() - began
    page, page_statements = look(survey)
    figures = {"answers": answers, "take": round(statistics.median(times), 2), "evaluate": round(seconds, 1)}
    return figures | {"sql": statements, "page": page, "page_sql": page_statements}


def make_survey() -> Survey:
    """Two of each of four kinds of questions, counted by district and age."""
    from django.utils import timezone

    from roterfaden.participation.models import Phase, Process
    from roterfaden.participation.modules.survey import keys
    from roterfaden.participation.modules.survey.models import Axis, Option, Question, Survey

    now = timezone.now()
    process = Process.objects.create(slug="bench", title="Bench", format="survey", state="public", published_at=now)
    start, end = now - timedelta(days=1), now + timedelta(days=1)
    phase = Phase.objects.create(process=process, module="survey", name="Umfrage", start=start, end=end)
    survey = Survey.objects.create(phase=phase, by_district=True, by_age=True)
    keys.make(survey)
    for order, kind in enumerate(("choice", "several", "scale", "matrix") * 2):
        question = Question.objects.create(survey=survey, order=order, kind=kind, text=kind, least=1, most=5)
        axes = ((Axis.CHOICE, 5), (Axis.ROW, 4 if kind == "matrix" else 0))
        rows = [
            Option(question=question, axis=axis, text=f"{axis} {n}") for axis, number in axes for n in range(number)
        ]
        Option.objects.bulk_create(rows)
    return survey


def take_all(survey: Survey, answers: int) -> tuple[list[float], int]:
    """Milliseconds of each answer, sealing included, and the statements of one."""
    from roterfaden.accounts.models import Person
    from roterfaden.participation.modules.survey.actions.answering import take
    from roterfaden.participation.modules.survey.boxes import closed

    chance = random.Random(1)  # noqa: S311 – answers for a measurement
    districts = [f"bezirk-{n}" for n in range(13)]
    rows = [
        Person(
            address=f"{n}@example.org", district=chance.choice(districts), age_band=chance.choice(("16-25", "26-40"))
        )
        for n in range(answers)
    ]
    people = Person.objects.bulk_create(rows, batch_size=500)
    questions = list(survey.questions.prefetch_related("options"))
    times = []
    for person in people:
        values = {str(question.pk): _random(chance, question) for question in questions}
        began = perf_counter()
        take(person, survey, 1, closed(survey, values, person))
        times.append((perf_counter() - began) * 1000)
    extra = Person.objects.create(address="last@example.org")
    return times, counted(lambda: take(extra, survey, 1, closed(survey, {}, extra)))


def _random(chance: random.Random, question: Question) -> Any:
    options = [option.pk for option in question.choices()]
    if question.kind == "several":
        return sorted(chance.sample(options, chance.randint(1, 3)))
    if question.kind == "matrix":
        return {str(row.pk): chance.choice(options) for row in question.rows()}
    return chance.choice(list(question.steps)) if question.kind == "scale" else chance.choice(options)


def evaluate(survey: Survey) -> None:
    """It is over, and evaluated as the job does it."""
    from django.utils import timezone

    from roterfaden.participation.modules.survey import due

    survey.phase.end = timezone.now() - timedelta(hours=1)
    survey.phase.save()
    due.mix_all()
    if due.evaluate_due() != 1:
        raise RuntimeError("nothing was evaluated")


def look(survey: Survey) -> tuple[float, int]:
    """The page of results: milliseconds in the median, warm, and statements."""
    from django.conf import settings
    from django.test import Client

    path = f"/mitmachen/{survey.phase.process.slug}/umfrage/{survey.phase_id}/ergebnis/"
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    if client.get(path).status_code != 200:
        raise RuntimeError(path)
    times = []
    for _round in range(ROUNDS):
        began = perf_counter()
        client.get(path)
        times.append((perf_counter() - began) * 1000)
    return round(statistics.median(times), 1), counted(lambda: client.get(path))


def counted(deed: Callable[[], object]) -> int:
    """How many statements something needs."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        deed()
    return len(asked)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))) + "\n")
