"""Answering: who counts, when, and that what is sent is held against the questions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.contributions.actions import NotAllowed
from roterfaden.participation.modules.survey import keys
from roterfaden.participation.modules.survey.actions.answering import Changed, take
from roterfaden.participation.modules.survey.boxes import closed, opened
from roterfaden.participation.modules.survey.models import Ballot, Kind, Participation, Survey, Waiting
from tests.contributions.factories import make_person
from tests.surveys.factories import answer, end, filled, keys_of, log_in, make_question, make_survey, path_of

pytestmark = pytest.mark.django_db


def said(survey: Survey) -> list[Any]:
    """What the sealed answers say, in no order."""
    private = keys.load(survey)
    boxes = [*Waiting.objects.filter(survey=survey), *Ballot.objects.filter(survey=survey)]
    found = [opened(survey, private, bytes(row.box)) for row in boxes]
    return [one.values for one in found if one]


def test_a_person_answers_on_the_page_and_gets_a_receipt(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    person = log_in(client)
    page = client.get(path_of(survey)).content.decode()
    assert "Was meinen Sie?" in page
    assert "nicht zurückholen" in page
    sent = client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])}))
    assert sent["Location"] == path_of(survey, "danke/")
    assert "Ihre Antwort zählt" in client.get(sent["Location"]).content.decode()
    assert said(survey) == [{str(one.pk): keys_of(one)[0]}]
    assert Participation.objects.get().person == person


def test_the_second_time_counts_nothing(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    log_in(client)
    for _time in range(2):
        client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])}))
    assert Waiting.objects.count() == Participation.objects.count() == 1
    assert "schon geantwortet" in client.get(path_of(survey)).content.decode()


def test_an_address_counts_once_whichever_account_holds_it() -> None:
    survey = make_survey()
    one = make_question(survey)
    guest = answer(survey, **{one.name: keys_of(one)[0]})
    address, guest.address = guest.address, None
    guest.save()
    again = make_person(address=address)
    with pytest.raises(NotAllowed):
        answer(survey, again, **{one.name: keys_of(one)[0]})
    assert Waiting.objects.count() == 1


def test_the_closing_second_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end is not in it: one tick before is in time, the tick itself is too late."""
    survey = make_survey()
    one = make_question(survey)
    over = survey.phase.end
    assert over is not None
    monkeypatch.setattr(timezone, "now", lambda: over - timedelta(microseconds=1))
    answer(survey, **{one.name: keys_of(one)[0]})
    monkeypatch.setattr(timezone, "now", lambda: over)
    with pytest.raises(NotAllowed):
        answer(survey, **{one.name: keys_of(one)[0]})
    assert Waiting.objects.count() == 1


def test_a_form_that_was_opened_in_time_and_sent_too_late_is_refused(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    log_in(client)
    assert client.get(path_of(survey)).status_code == 200
    end(survey.phase)
    assert client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])})).status_code == 403
    assert not Participation.objects.exists()


def test_questions_that_were_changed_meanwhile_are_shown_again_with_what_was_typed(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey, Kind.TEXT)
    log_in(client)
    old = filled(survey, **{one.name: "Mehr Bäume"})
    Survey.objects.update(version=2)
    sent = client.post(path_of(survey), old)
    assert sent.status_code == 409
    assert "Mehr Bäume" in sent.content.decode()
    assert not Participation.objects.exists()
    with pytest.raises(Changed):
        take(make_person(), survey, 1, closed(survey, {}))


FACES = ("", "danke/", "ergebnis/", "ergebnis/texte/", "ergebnis.csv", "ergebnis.xlsx", "ergebnis.json", "einbetten")
WRONG = [
    (Kind.CHOICE, {"": "999999"}),
    (Kind.CHOICE, {"": "9" * 40}),
    (Kind.CHOICE, {"": "-1"}),
    (Kind.CHOICE, {"": "٣"}),
    (Kind.CHOICE, {"": "x\x00"}),
    (Kind.SEVERAL, {"": ["999999"]}),
    (Kind.SCALE, {"": "6"}),
    (Kind.SCALE, {"": "0"}),
    (Kind.TEXT, {"": "x" * 100_000}),
    (Kind.TEXT, {"": "a" + "\u0301" * 100_000}),
    (Kind.TEXT, {"": "a" + "\u0301" * 50}),
    (Kind.DISTRICT, {"": "atlantis"}),
    (Kind.DISTRICT, {"": "x\x00"}),
    (Kind.POINT, {"_lat": "91", "_lon": "9"}),
    (Kind.POINT, {"_lat": "nan", "_lon": "9"}),
    (Kind.POINT, {"_lat": "52", "_lon": ""}),
    (Kind.POINT, {"_lat": "inf", "_lon": "9"}),
]


@pytest.mark.parametrize(("kind", "sent"), WRONG)
def test_what_is_no_answer_to_the_question_is_refused_and_kept(client: Client, kind: str, sent: dict[str, Any]) -> None:
    survey = make_survey()
    one = make_question(survey, kind)
    log_in(client)
    answered = client.post(path_of(survey), filled(survey, **{one.name + part: text for part, text in sent.items()}))
    assert answered.status_code == 422
    assert "Noch nicht abgeschickt" in answered.content.decode()
    assert not Participation.objects.exists()


def test_options_of_another_question_or_survey_are_no_answers(client: Client) -> None:
    survey, other = make_survey(), make_survey()
    one, second, foreign = make_question(survey), make_question(survey), make_question(other)
    log_in(client)
    for stranger in (keys_of(second)[0], keys_of(foreign)[0]):
        assert client.post(path_of(survey), filled(survey, **{one.name: str(stranger)})).status_code == 422
    client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0]), foreign.name: "1"}))
    assert said(survey) == [{str(one.pk): keys_of(one)[0]}]


def test_nothing_else_in_a_form_is_looked_at(client: Client) -> None:
    """No field of ours can be set by sending its name."""
    survey = make_survey()
    one = make_question(survey)
    person = log_in(client)
    more = {
        "person": "1",
        "survey": "99",
        "frozen": "",
        "version": "9",
        "way": "paper",
        "district": "mitte",
        "is_staff": "1",
    }
    client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])}) | more)
    box = opened(survey, keys.load(survey), bytes(Waiting.objects.get().box))
    assert box is not None
    assert (box.way, box.district, Participation.objects.get().person) == ("online", "", person)


def test_text_is_cleaned_and_does_not_turn_round(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey, Kind.TEXT)
    log_in(client)
    client.post(path_of(survey), filled(survey, **{one.name: "gut\u202e\x00 <script>x</script>\u200b"}))
    assert said(survey) == [{str(one.pk): "gut x"}]


def test_required_questions_several_rankings_and_a_matrix_are_checked(client: Client) -> None:
    survey = make_survey()
    several = make_question(survey, Kind.SEVERAL, "a", "b", "c", least=1, most=2, required=True)
    ranking = make_question(survey, Kind.RANKING, "x", "y")
    matrix = make_question(survey, Kind.MATRIX, "gut", "schlecht", rows=("Wege", "Bänke"), required=True)
    rows = [option.pk for option in matrix.rows()]
    log_in(client)
    a, b, c = keys_of(several)
    x, y = keys_of(ranking)
    good = keys_of(matrix)[0]
    fine = {
        several.name: [str(c), str(a)],
        f"{ranking.name}_{x}": "2",
        f"{ranking.name}_{y}": "1",
        f"{matrix.name}_{rows[0]}": str(good),
        f"{matrix.name}_{rows[1]}": str(good),
    }
    for change in (
        {several.name: []},
        {several.name: [str(a), str(b), str(c)]},
        {f"{ranking.name}_{x}": "1"},
        {f"{ranking.name}_{x}": ""},
        {f"{matrix.name}_{rows[1]}": ""},
    ):
        assert client.post(path_of(survey), filled(survey, **(fine | change))).status_code == 422, change
    assert client.post(path_of(survey), filled(survey, **fine)).status_code == 302
    assert said(survey) == [
        {str(several.pk): sorted([a, c]), str(ranking.pk): [y, x], str(matrix.pk): {str(row): good for row in rows}}
    ]


def test_without_scripts_follow_up_questions_come_with_going_on(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    more = make_question(survey, Kind.TEXT, text="Warum?", required=True, if_question=one, if_values=[keys_of(one)[0]])
    log_in(client)
    first = client.get(path_of(survey)).content.decode()
    assert "Weiter: Folgefragen zeigen" in first
    assert f'data-after="{one.name}"' in first
    yes = {"stand": "1", "gezeigt": [one.pk], one.name: str(keys_of(one)[0])}
    onward = client.post(path_of(survey), {**yes, "weiter": "1"}).content.decode()
    assert re.search(f'id="{more.name}"[^>]*data-values="{keys_of(one)[0]}">', onward)
    assert "Bitte beantworten" not in onward
    sent = client.post(path_of(survey), {**yes, "senden": "1"})
    assert sent.status_code == 422
    assert "Fragen dazugekommen" in sent.content.decode()
    told = {**yes, "gezeigt": [one.pk, more.pk], more.name: "Darum"}
    assert client.post(path_of(survey), told).status_code == 302


def test_the_answer_to_a_question_that_is_not_asked_does_not_count(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    more = make_question(survey, Kind.TEXT, text="Warum?", if_question=one, if_values=[keys_of(one)[0]])
    log_in(client)
    client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[1]), more.name: "Trotzdem"}))
    assert said(survey) == [{str(one.pk): keys_of(one)[1]}]


def test_where_answers_may_be_changed_the_new_one_takes_the_place_of_the_old(client: Client) -> None:
    survey = make_survey(changeable=True)
    one = make_question(survey)
    log_in(client)
    for key in keys_of(one):
        assert client.post(path_of(survey), filled(survey, **{one.name: str(key)})).status_code == 302
    assert said(survey) == [{str(one.pk): keys_of(one)[1]}]
    assert Participation.objects.count() == 1


@pytest.mark.parametrize("process", [{"state": "draft"}, {"state": "hidden"}, {"is_template": True}])
def test_a_survey_of_what_is_not_public_does_not_exist_on_any_face(client: Client, process: dict[str, Any]) -> None:
    survey = make_survey("poll", process)
    one = make_question(survey)
    log_in(client)
    for face in FACES:
        assert client.get(path_of(survey, face)).status_code in (404, 410), face
    assert client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])})).status_code == 404
    assert not Participation.objects.exists()


def test_the_address_of_another_process_leads_nowhere(client: Client) -> None:
    survey, other = make_survey(), make_survey()
    assert client.get(f"/mitmachen/{other.phase.process.slug}/umfrage/{survey.phase_id}/").status_code == 404
    assert client.get(f"/mitmachen/{other.phase.process.slug}/umfrage/{'9' * 30}/").status_code == 404


def test_reading_changes_nothing_and_sending_needs_the_token(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    person = log_in(client)
    assert client.get(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])})).status_code == 200
    assert client.put(path_of(survey)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    log_in(strict, person)
    assert strict.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])})).status_code == 403
    assert not Participation.objects.exists()
    assert client.get(path_of(survey, "danke/"))["Location"] == path_of(survey)


def test_names_and_texts_of_the_office_are_no_markup(client: Client) -> None:
    survey = make_survey(intro="<img src=x onerror=alert(1)>")
    make_question(survey, Kind.CHOICE, "<script>alert(1)</script>", "b", text="<b onclick=x>", help="<i>")
    make_question(survey, Kind.SCALE, low="<u>", high="<u>")
    page = client.get(path_of(survey)).content.decode()
    assert "<script>alert" not in page
    for raw in ("<img src=x", "<b onclick", "<i>", "<u>"):
        assert raw not in page


def test_a_page_costs_the_same_whatever_the_number_of_questions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    survey = make_survey()
    for _number in range(30):
        make_question(survey)
    log_in(client)
    with django_assert_max_num_queries(20):
        client.get(path_of(survey))
