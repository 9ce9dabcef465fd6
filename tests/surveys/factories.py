"""Surveys, questions and answers for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from roterfaden.accounts.current import SESSION
from roterfaden.accounts.models import Person
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.survey import keys
from roterfaden.participation.modules.survey.actions.answering import take
from roterfaden.participation.modules.survey.boxes import closed
from roterfaden.participation.modules.survey.models import Axis, Kind, Option, Question, Survey
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase, make_process

PATH = "/mitmachen/{slug}/umfrage/{phase}/"


def make_survey(module: str = "survey", process: dict[str, Any] | None = None, **values: Any) -> Survey:
    """A survey with its key that runs since yesterday; without questions."""
    phase = make_phase(make_process(format=module, **(process or {})), module)
    survey = Survey.objects.create(phase=phase, **values)
    assert keys.make(survey)
    return survey


def make_question(survey: Survey, kind: str = Kind.CHOICE, *options: str, **values: Any) -> Question:
    """A question at the end; options "ja" and "nein" unless said otherwise."""
    rows = values.pop("rows", ())
    given: dict[str, Any] = {"text": "Was meinen Sie?", "order": survey.questions.count()}
    if kind == Kind.SCALE:
        given |= {"least": 1, "most": 5}
    question = Question.objects.create(survey=survey, kind=kind, **(given | values))
    needs = kind in (Kind.CHOICE, Kind.SEVERAL, Kind.MATRIX, Kind.RANKING)
    for order, text in enumerate(options or (("ja", "nein") if needs else ())):
        Option.objects.create(question=question, text=text, order=order)
    for order, text in enumerate(rows):
        Option.objects.create(question=question, text=text, order=order, axis=Axis.ROW)
    return Question.objects.prefetch_related("options").get(pk=question.pk)


def keys_of(question: Question) -> list[int]:
    """The options of a question, in their order."""
    return [option.pk for option in question.options.all() if option.axis == Axis.CHOICE]


def answer(survey: Survey, person: Person | None = None, **values: Any) -> Person:
    """Somebody answers: `q3=17`."""
    who = person or make_person()
    survey.refresh_from_db()
    told = {name.removeprefix("q"): value for name, value in values.items()}
    take(who, survey, survey.version, closed(survey, told, who))
    return who


def end(phase: Phase, ago: timedelta = timedelta(hours=1)) -> None:
    """It ended some time ago."""
    phase.end = timezone.now() - ago
    phase.start = phase.end - timedelta(days=1)
    phase.save()


def path_of(survey: Survey, face: str = "") -> str:
    """An address of a survey."""
    return PATH.format(slug=survey.phase.process.slug, phase=survey.phase_id) + face


def log_in(client: Any, person: Person | None = None) -> Person:
    """A guest whose address was confirmed in this browser."""
    who = person or make_person()
    session = client.session
    session[SESSION] = who.pk
    session.save()
    return who


def filled(survey: Survey, shown: bool = True, **values: Any) -> dict[str, Any]:
    """What a browser sends."""
    seen = [question.pk for question in survey.questions.all()] if shown else []
    return {"stand": str(survey.version), "gezeigt": seen, "senden": "1", **values}
