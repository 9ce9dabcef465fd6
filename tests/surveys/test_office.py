"""Surveys in the back office: questions, four eyes for paper, texts, evaluation. Each with a stranger."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from roterfaden.ledger.models import Pending
from roterfaden.participation.actions import copy as copy_process
from roterfaden.participation.modules.survey import due, keys
from roterfaden.participation.modules.survey.actions import sheets
from roterfaden.participation.modules.survey.boxes import opened
from roterfaden.participation.modules.survey.models import (
    Ballot,
    Correction,
    FreeText,
    Kind,
    Option,
    Question,
    Sheet,
    Survey,
    TextState,
    Waiting,
)
from tests.accounts.factories import make_user
from tests.participation.factories import make_phase, make_process
from tests.surveys.factories import answer, end, keys_of, make_question, make_survey, path_of

pytestmark = pytest.mark.django_db
OFFICE = "/verwaltung/umfragen/"


@pytest.fixture
def office(client: Client) -> Client:
    """Somebody of the participation office who may do all of it."""
    client.force_login(make_user("bea", "Beteiligungsbüro", "Beteiligungs-Freigabe"))
    return client


def fields(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a question."""
    given = {"kind": "choice", "text": "Was fehlt?", "options": "Bäume | Trees\nBänke", "least": "1", "most": "5"}
    return {**given, **changes}


def home(survey: Survey, path: str = "") -> str:
    return f"{OFFICE}{survey.phase_id}/{path}"


def text_of(answered: Any) -> str:
    return str(answered.content.decode())


def test_somebody_of_the_office_makes_a_survey_from_nothing(office: Client) -> None:
    phase = make_phase(make_process(format="survey"), "survey")
    assert "noch keine Fragen" in text_of(office.get(f"{OFFICE}{phase.pk}/"))
    assert office.post(f"{OFFICE}{phase.pk}/", {"password": ""}).status_code == 302
    survey = Survey.objects.get()
    assert keys.path_of(survey).exists()
    assert office.post(home(survey, "fragen/neu/"), fields()).status_code == 302
    first = Question.objects.get()
    assert [(one.text, one.text_en) for one in first.options.all()] == [("Bäume", "Trees"), ("Bänke", "")]
    tree = first.options.all()[0].pk
    more = fields(kind="text", text="Welche?", options="", conditions=[f"{first.pk}:{tree}"])
    assert office.post(home(survey, "fragen/neu/"), more).status_code == 302
    assert Question.objects.get(text="Welche?").if_values == [tree]
    assert "Welche?" in text_of(office.get(home(survey)))
    preview = text_of(office.get(home(survey, "vorschau/")))
    assert "Was fehlt?" in preview
    assert 'name="senden"' not in preview
    assert ModelLogEntry.objects.filter(action="surveys.questions").count() == 2


def test_order_follows_the_buttons_and_a_follow_up_question_stays_behind(office: Client) -> None:
    survey = make_survey()
    a = make_question(survey, text="A")
    b = make_question(survey, text="B")
    c = make_question(survey, text="C", if_question=b, if_values=[keys_of(b)[0]])
    office.post(home(survey, f"fragen/{b.pk}/bewegen/"), {"up": "1"})
    assert [one.text for one in survey.questions.all()] == ["B", "A", "C"]
    office.post(home(survey, f"fragen/{c.pk}/bewegen/"), {"up": "1"})
    office.post(home(survey, f"fragen/{c.pk}/bewegen/"), {"up": "1"})
    assert [one.text for one in survey.questions.all()] == ["B", "C", "A"]
    office.post(home(survey, f"fragen/{b.pk}/bewegen/"), {"remove": "1"})
    assert survey.questions.count() == 3
    office.post(home(survey, f"fragen/{a.pk}/bewegen/"), {"remove": "1"})
    assert [one.text for one in survey.questions.all()] == ["B", "C"]
    assert office.post(home(survey, f"fragen/{b.pk}/"), fields(options="x\ny")).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"options": "nur eine"},
        {"options": "x\nx"},
        {"options": "\n".join(map(str, range(70)))},
        {"options": "x" * 300 + "\ny"},
        {"kind": "scale", "least": "1", "most": "1"},
        {"kind": "scale", "least": "1", "most": "99"},
        {"kind": "several", "least": "3", "most": "1"},
        {"kind": "matrix", "rows": ""},
        {"kind": "nonsense"},
        {"text": ""},
        {"text": "\x00"},
        {"conditions": ["1:2"]},
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(office: Client, wrong: dict[str, Any]) -> None:
    survey = make_survey()
    assert office.post(home(survey, "fragen/neu/"), fields(**wrong)).status_code == 422
    assert not Question.objects.exists()


def test_a_follow_up_hangs_on_one_answer_of_several(office: Client) -> None:
    """How many chose one of two would tell how many chose both."""
    survey = make_survey()
    one = make_question(survey, Kind.SEVERAL)
    both = [f"{one.pk}:{key}" for key in keys_of(one)]
    assert office.post(home(survey, "fragen/neu/"), fields(conditions=both)).status_code == 422
    assert office.post(home(survey, "fragen/neu/"), fields(conditions=both[:1])).status_code == 302


def test_with_answers_the_meaning_stays_and_letters_can_be_put_right_in_public(office: Client) -> None:
    survey = make_survey()
    one = make_question(survey, Kind.CHOICE, "Bäume", "Bänke", text="Was felht am Ufer?", required=True)
    answer(survey, **{one.name: keys_of(one)[0]})
    path = home(survey, f"fragen/{one.pk}/")
    same = fields(text="Was felht am Ufer?", required="on", options="Bäume\nBänke")
    for change in (
        {"text": "Was fehlt nicht am Ufer?"},
        {"text": "Was stört am Ufer?"},
        {"options": "Bäume\nBänke\nBrunnen"},
        {"options": "Bäume\nBrunnen"},
    ):
        refused = office.post(path, same | change)
        assert refused.status_code == 422
        assert "Es gibt schon Antworten" in text_of(refused)
    assert office.post(home(survey, "fragen/neu/"), fields()).status_code == 422
    office.post(home(survey, f"fragen/{one.pk}/bewegen/"), {"remove": "1"})
    assert Question.objects.count() == 1
    fixed = same | {"text": "Was fehlt am Ufer?", "text_en": "What is missing?"}
    assert office.post(path, fixed).status_code == 302
    row = Correction.objects.get()
    assert (row.before, row.after) == ("Was felht am Ufer?", "Was fehlt am Ufer?")
    assert Pending.objects.filter(kind="survey.corrected").count() == 1
    assert "heißt nun „Was fehlt am Ufer?“" in text_of(Client().get(path_of(survey, "ergebnis/")))
    assert Survey.objects.get().version == 1


def test_what_people_were_promised_stays_once_they_have_answered(office: Client) -> None:
    survey = make_survey(keep_days=7)
    one = make_question(survey)
    answer(survey, **{one.name: keys_of(one)[0]})
    told = {"intro": "Neu", "intro_en": "New", "keep_days": "300", "paper_days": "3", "by_district": "on", "live": "on"}
    assert office.post(home(survey, "einstellungen/"), told).status_code == 302
    survey.refresh_from_db()
    assert (survey.keep_days, survey.by_district, survey.live, survey.intro) == (7, False, False, "")
    assert (survey.paper_days, survey.intro_en) == (3, "New")


def test_live_and_changeable_exclude_each_other(office: Client) -> None:
    survey = make_survey()
    told = {"keep_days": "30", "paper_days": "0", "live": "on", "changeable": "on"}
    assert office.post(home(survey, "einstellungen/"), told).status_code == 422


def test_questions_are_copied_with_their_branches_from_a_survey_and_with_a_process(office: Client) -> None:
    survey, target = make_survey(by_age=True), make_survey()
    one = make_question(survey, Kind.CHOICE, "a", "b")
    scale = make_question(survey, Kind.SCALE, if_question=one, if_values=[keys_of(one)[1]])
    make_question(survey, Kind.TEXT, if_question=scale, if_values=[4, 5])
    office.post(home(target, "kopieren/"), {"source": str(survey.pk)})
    first, second, third = target.questions.prefetch_related("options")
    assert second.if_values == [keys_of(first)[1]]
    assert (third.if_question, third.if_values) == (second, [4, 5])
    for nonsense in ("", "x", "9" * 30, "0"):
        assert office.post(home(target, "kopieren/"), {"source": nonsense}).status_code == 302
    assert target.questions.count() == 3
    new = copy_process(make_user("carl", superuser=True), survey.phase.process, "Noch einmal")
    fresh = Survey.objects.get(phase__process=new)
    assert (fresh.questions.count(), fresh.by_age, fresh.frozen) == (3, True, False)
    assert bytes(fresh.public_key) != bytes(survey.public_key)


@pytest.fixture
def typists() -> tuple[Client, Client]:
    """Two who enter sheets."""
    found = []
    for name in ("tim", "uta"):
        client = Client()
        client.force_login(make_user(name, superuser=True))
        found.append(client)
    return found[0], found[1]


def test_a_sheet_counts_once_a_second_person_has_confirmed_it(typists: tuple[Client, Client]) -> None:
    tim, uta = typists
    survey = make_survey()
    one = make_question(survey, required=True)
    text = make_question(survey, Kind.TEXT)
    told = {"number": "B-17", "way": "paper", text.name: "Vom Papier", one.name: ""}
    assert tim.post(home(survey, "boegen/neu/"), told).status_code == 302
    sheet = Sheet.objects.get()
    assert "schon eingetragen" in text_of(uta.post(home(survey, "boegen/neu/"), told))
    assert "Vom Papier" in text_of(uta.get(home(survey, f"boegen/{sheet.pk}/")))
    decide = home(survey, f"boegen/{sheet.pk}/entscheiden/")
    assert "nicht selbst" in text_of(tim.post(decide, {"confirm": "1"}, follow=True))
    assert not Waiting.objects.exists()
    for _time in range(2):
        uta.post(decide, {"confirm": "1"})
    assert Waiting.objects.count() == 1
    sheet.refresh_from_db()
    assert (sheet.counted, sheet.answers) == (True, {})
    box = opened(survey, keys.load(survey), bytes(Waiting.objects.get().box))
    assert box is not None
    assert (box.way, box.values) == ("paper", {str(text.pk): "Vom Papier"})
    uta.post(decide, {"discard": "1"})
    assert Sheet.objects.count() == 1


def test_a_sheet_that_was_typed_wrongly_goes_and_its_number_is_free(typists: tuple[Client, Client]) -> None:
    tim, uta = typists
    survey = make_survey()
    one = make_question(survey)
    told = {"number": "B-17", "way": "phone", one.name: str(keys_of(one)[0])}
    tim.post(home(survey, "boegen/neu/"), told)
    uta.post(home(survey, f"boegen/{Sheet.objects.get().pk}/entscheiden/"), {"discard": "1"})
    assert not Sheet.objects.exists()
    assert uta.post(home(survey, "boegen/neu/"), told).status_code == 302
    assert tim.post(home(survey, "boegen/neu/"), told | {"number": "", "way": "online"}).status_code == 422


def test_paper_comes_in_some_days_after_the_end_and_not_after_the_evaluation(typists: tuple[Client, Client]) -> None:
    tim, _uta = typists
    survey = make_survey(paper_days=2)
    one = make_question(survey)
    told = {"way": "paper", one.name: str(keys_of(one)[0])}
    end(survey.phase, timedelta(days=1))
    assert tim.post(home(survey, "boegen/neu/"), told | {"number": "1"}).status_code == 302
    assert due.evaluate_due() == 0
    end(survey.phase, timedelta(days=3))
    assert due.evaluate_due() == 0, "a sheet waits for its second pair of eyes"
    assert tim.post(home(survey, "boegen/neu/"), told | {"number": "2"}).status_code == 422
    Sheet.objects.all().delete()
    assert due.evaluate_due() == 1
    with pytest.raises(sheets.TooLate):
        sheets.enter(make_user("vera", superuser=True), survey, "3", sheets.Way.PAPER, {})


def test_the_office_evaluates_with_its_password(office: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    Survey.objects.update(public_key=b"")
    survey.refresh_from_db()
    keys.make(survey, "correct horse battery")
    for _each in range(6):
        answer(survey, **{one.name: keys_of(one)[0]})
    path = home(survey, "auswerten/")
    assert "erst nach dem Ende" in text_of(office.post(path, {"password": "correct horse battery"}, follow=True))
    end(survey.phase)
    assert "Passwort stimmt nicht" in text_of(office.post(path, {"password": "x"}, follow=True))
    assert "6 Antworten" in text_of(office.post(path, {"password": "correct horse battery"}, follow=True))
    assert "sind gelöscht" in text_of(office.post(home(survey, "loeschen/"), follow=True))
    assert not keys.path_of(survey).exists()
    assert not Ballot.objects.exists()


def test_a_text_is_released_shortened_but_never_rewritten(office: Client) -> None:
    survey = make_survey()
    one = make_question(survey, Kind.TEXT)
    for number in range(5):
        answer(survey, **{one.name: f"Ruf mich an: 0511 123{number}, mehr Schatten bitte"})
    end(survey.phase)
    due.evaluate_due()
    row = FreeText.objects.first()
    assert row is not None
    path = home(survey, f"texte/{row.pk}/")
    assert "mehr Schatten" in text_of(office.get(home(survey, "texte/")))
    office.post(path, {"release": "1", "text": "Alles bestens"})
    row.refresh_from_db()
    assert row.state == TextState.WAITING
    office.post(path, {"release": "1", "text": "[…] mehr Schatten bitte"})
    row.refresh_from_db()
    assert (row.state, row.shortened) == (TextState.RELEASED, True)
    page = text_of(Client().get(path_of(survey, "ergebnis/")))
    assert "gekürzt" in page
    assert "0511" not in page
    office.post(path, {"refuse": "1", "text": row.text})
    assert "mehr Schatten" not in text_of(Client().get(path_of(survey, "ergebnis/")))


def test_strangers_and_those_who_only_look_change_nothing() -> None:
    survey = make_survey()
    one = make_question(survey)
    sheet = Sheet.objects.create(survey=survey, number="1", answers={}, entered_by=None)
    paths = {
        "": {"password": ""},
        "einstellungen/": {"keep_days": "1", "paper_days": "0"},
        "fragen/neu/": fields(),
        f"fragen/{one.pk}/": fields(text="Gekapert"),
        f"fragen/{one.pk}/bewegen/": {"remove": "1"},
        "kopieren/": {"source": str(survey.pk)},
        "boegen/neu/": {"number": "9", "way": "paper", one.name: str(keys_of(one)[0])},
        f"boegen/{sheet.pk}/entscheiden/": {"confirm": "1"},
        "auswerten/": {},
        "loeschen/": {},
    }
    stranger, watcher, editor = Client(), Client(), Client()
    watcher.force_login(make_user("ida", "Einsicht"))
    editor.force_login(make_user("ed", "Faden-Redaktion"))
    for path, data in paths.items():
        for who in (stranger, watcher, editor):
            assert who.post(home(survey, path), data).status_code in (302, 403, 200), path
    survey.refresh_from_db()
    assert (survey.version, survey.keep_days, survey.evaluated_on, Question.objects.count()) == (1, 30, None, 1)
    assert Question.objects.get().text == "Was meinen Sie?"
    assert (Sheet.objects.count(), Sheet.objects.filter(counted=True).count(), Option.objects.count()) == (1, 0, 2)
    assert Client().get(home(survey)).status_code == 302
    assert editor.get(home(survey)).status_code in (302, 403)
