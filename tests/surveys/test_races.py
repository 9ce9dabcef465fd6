"""Fifty answers of one person at the same time, and an edit beside the first answer. Also on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from roterfaden.contributions.actions import NotAllowed
from roterfaden.participation.modules.survey.actions import editing, mix
from roterfaden.participation.modules.survey.actions.editing import Frozen
from roterfaden.participation.modules.survey.drafts import QuestionDraft
from roterfaden.participation.modules.survey.models import Ballot, Participation, Question, Survey, Waiting
from roterfaden.participation.modules.survey.results.evaluating import evaluate
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person
from tests.surveys.factories import answer, end, keys_of, make_question, make_survey

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, deed: Callable[[int], Any]) -> list[Any]:
    """The results of so many threads; NotAllowed and Frozen are results, all else is a failure."""

    def run(which: int) -> Any:
        try:
            return deed(which)
        except (NotAllowed, Frozen) as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@pytest.mark.parametrize("changeable", [False, True])
def test_fifty_answers_of_one_person_count_one(changeable: bool) -> None:
    survey = make_survey(changeable=changeable)
    one = make_question(survey)
    person = make_person()
    told = at_once(50, lambda _which: answer(Survey.objects.get(pk=survey.pk), person, **{one.name: keys_of(one)[0]}))
    assert Participation.objects.count() == 1
    assert Waiting.objects.count() + Ballot.objects.count() == 1
    assert sum(isinstance(result, NotAllowed) for result in told) == (0 if changeable else 49)


def test_fifty_people_count_fifty_while_answers_are_mixed() -> None:
    survey = make_survey()
    one = make_question(survey)
    people = [make_person() for _each in range(50)]

    def deed(which: int) -> None:
        answer(Survey.objects.get(pk=survey.pk), people[which], **{one.name: keys_of(one)[0]})
        if which % 10 == 0:
            mix(survey)

    at_once(50, deed)
    mix(survey, everything=True)
    assert Participation.objects.count() == Ballot.objects.count() == 50
    assert not Waiting.objects.exists()


def test_the_meaning_stays_from_the_first_answer_on_even_at_the_same_moment() -> None:
    """Either the edit is first, and the answer must look again, or the answer is first and the edit is refused."""
    user = make_user("bea", superuser=True)
    for _round in range(3):
        survey = make_survey()
        one = make_question(survey)
        key = keys_of(one)[0]
        draft = QuestionDraft.of(one)
        changed = QuestionDraft(**{**vars(draft), "text": "Etwas ganz anderes?"})
        person = make_person()

        def deed(which: int, survey: Survey = survey, one: Question = one, key: int = key) -> Any:
            if which == 0:
                return editing.save_question(user, survey, changed, one)  # noqa: B023
            return answer(survey, person, **{one.name: key})  # noqa: B023

        at_once(2, deed)
        text = Question.objects.get(pk=one.pk).text
        assert (text == "Etwas ganz anderes?") or Participation.objects.filter(survey=survey).exists()
        fresh = Survey.objects.get(pk=survey.pk)
        if text == "Etwas ganz anderes?":
            assert fresh.version == 2


def test_two_evaluations_publish_once() -> None:
    survey = make_survey()
    one = make_question(survey)
    for _each in range(6):
        answer(survey, **{one.name: keys_of(one)[0]})
    end(survey.phase)
    told = at_once(4, lambda _which: evaluate(Survey.objects.select_related("phase__process").get(pk=survey.pk)))
    assert sum(result is not None for result in told) == 1
    assert survey.publications.count() == 1
