"""Surveys and polls on the page of their process, and who may answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from roterfaden.participation.models import Action, Eligibility
from roterfaden.participation.modules import modules
from roterfaden.participation.modules.survey import due
from roterfaden.participation.modules.survey.models import Participation
from tests.surveys.factories import answer, end, filled, keys_of, log_in, make_question, make_survey, path_of

pytestmark = pytest.mark.django_db


def page_of(client: Client, survey: Any) -> str:
    return str(client.get(f"/mitmachen/{survey.phase.process.slug}/").content.decode())


def test_a_poll_is_answered_on_the_page_of_its_process(client: Client) -> None:
    poll = make_survey("poll")
    one = make_question(poll, text="Soll die Straße autofrei werden?")
    log_in(client)
    page = page_of(client, poll)
    assert "Soll die Straße autofrei werden?" in page
    assert f'action="{path_of(poll)}"' in page
    assert f'href="/mitmachen/{poll.phase.process.slug}/#umfrage-{poll.phase_id}"' in page
    assert client.post(path_of(poll), filled(poll, **{one.name: str(keys_of(one)[0])})).status_code == 302
    after = page_of(client, poll)
    assert "Sie haben geantwortet" in after
    assert f'action="{path_of(poll)}"' not in after


def test_a_survey_has_its_button_and_its_figures_stand_there_after_the_end(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    assert f'href="{path_of(survey)}"' in page_of(client, survey)
    for number in range(24):
        answer(survey, **{one.name: keys_of(one)[number % 2]})
    end(survey.phase)
    assert "gerade ausgewertet" in page_of(client, survey)
    due.evaluate_due()
    page = page_of(client, survey)
    assert "Was die Umfrage ergab" in page
    assert 'class="num">12<' in page
    assert "24" in page


def test_before_it_begins_there_is_nothing_to_see(client: Client) -> None:
    survey = make_survey("poll")
    make_question(survey, text="Noch geheim?")
    survey.phase.start = None
    survey.phase.save()
    assert "Noch geheim?" not in page_of(client, survey)
    assert client.get(path_of(survey)).status_code == 200
    assert "Noch geheim?" not in client.get(path_of(survey)).content.decode()


def test_a_phase_without_questions_offers_nothing(client: Client) -> None:
    survey = make_survey()
    assert modules["survey"].todos(survey.phase, client.get("/mitmachen/").wsgi_request) == ()
    assert path_of(survey) not in page_of(client, survey).split("<section")[0]


def test_only_those_may_answer_whom_the_process_asks(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    Eligibility.objects.create(process=survey.phase.process, action=Action.VOTE, account=True)
    log_in(client)
    assert "brauchen Sie ein Konto" in client.get(path_of(survey)).content.decode()
    assert client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])})).status_code == 403
    Eligibility.objects.update(account=False, code=True)
    assert "Code aus Ihrem Brief" in client.get(path_of(survey)).content.decode()
    assert not Participation.objects.exists()


def test_the_page_of_a_process_needs_few_statements(client: Client, django_assert_max_num_queries: Any) -> None:
    poll = make_survey("poll")
    make_question(poll)
    client.get("/mitmachen/")
    with django_assert_max_num_queries(25):
        page_of(client, poll)
