"""Results: when, of what, and that no figure leads to a person."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.ledger.models import Pending
from roterfaden.methods.suppression import K
from roterfaden.participation.modules import modules
from roterfaden.participation.modules.survey import due, jobs, keys
from roterfaden.participation.modules.survey.actions import mix
from roterfaden.participation.modules.survey.boxes import Answers
from roterfaden.participation.modules.survey.models import (
    Ballot,
    FreeText,
    Kind,
    Participation,
    Publication,
    Question,
    Survey,
    TextState,
)
from roterfaden.participation.modules.survey.results.counting import count
from roterfaden.participation.modules.survey.results.evaluating import Unreadable, evaluate, publish_live
from roterfaden.participation.modules.survey.results.safe import safe
from tests.contributions.factories import make_person
from tests.surveys.factories import answer, end, keys_of, make_question, make_survey, path_of

pytestmark = pytest.mark.django_db


def answers(survey: Survey, question: Question, *numbers: int) -> None:
    """So many people choose each option."""
    for key, number in zip(keys_of(question), numbers, strict=True):
        for _each in range(number):
            answer(survey, **{question.name: key})


def text_of(client: Client, survey: Survey, face: str = "ergebnis/") -> str:
    answered = client.get(path_of(survey, face))
    body = b"".join(answered.streaming_content) if answered.streaming else answered.content  # type: ignore[attr-defined]
    return str(body.decode())


def numbers_in(told: Any) -> Iterator[int]:
    """All figures of a published line that are counts."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key in ("count", "number", "rest") and isinstance(value, int):
                yield value
            elif key != "question":
                yield from numbers_in(value)
    elif isinstance(told, list):
        for value in told:
            yield from numbers_in(value)


def test_results_appear_after_the_end_and_not_before_on_any_face(client: Client) -> None:
    survey = make_survey("poll")
    one = make_question(survey, Kind.CHOICE, "Bäume", "Bänke")
    answers(survey, one, 7, 6)
    for face in ("ergebnis/", "einbetten"):
        page = text_of(client, survey, face)
        assert 'class="num">7<' not in page
        assert "mindestens" not in page
    for face in ("ergebnis.csv", "ergebnis.xlsx", "ergebnis.json"):
        assert client.get(path_of(survey, face)).status_code == 404
    assert modules["poll"].tables(survey.phase.process) == {}
    assert due.evaluate_due() == 0
    end(survey.phase)
    jobs.evaluate()
    page = text_of(client, survey)
    assert 'class="num">7<' in page
    assert "13 Menschen haben geantwortet" in page
    assert "Bäume;7;ja" in text_of(client, survey, "ergebnis.csv")
    assert json.loads(text_of(client, survey, "ergebnis.json"))["questions"][0]["lines"][0]["asked"] == 13
    assert client.get(path_of(survey, "ergebnis.xlsx")).status_code == 200
    assert [count.number for count in modules["poll"].counts(survey.phase.process)] == [13]
    assert modules["poll"].tables(survey.phase.process)[f"umfrage-{survey.phase_id}"][0]["Anzahl"] == 7


def test_a_survey_is_evaluated_once() -> None:
    survey = make_survey()
    answers(survey, make_question(survey), 5, 5)
    end(survey.phase)
    assert due.evaluate_due() == 1
    assert due.evaluate_due() == 0
    survey.refresh_from_db()
    assert evaluate(Survey.objects.get(pk=survey.pk)) is None
    assert Publication.objects.count() == 1
    assert Pending.objects.filter(kind="survey.evaluated").count() == 1


def test_four_answers_show_nothing(client: Client) -> None:
    survey = make_survey()
    answers(survey, make_question(survey), 4, 0)
    end(survey.phase)
    due.evaluate_due()
    assert "weniger als fünf" in text_of(client, survey)
    assert Publication.objects.get().content["questions"] == []


def test_a_small_figure_and_one_beside_it_are_not_shown(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey, Kind.CHOICE, "Bäume", "Bänke", "Brunnen", required=True)
    answers(survey, one, 20, 2, 9)
    end(survey.phase)
    due.evaluate_due()
    line = Publication.objects.get().content["questions"][0]["lines"][0]
    assert [cell["count"] for cell in line["cells"]] == [20, None, None]
    assert line["rest"] == 11
    for face in ("ergebnis/", "ergebnis.csv", "ergebnis.json"):
        assert ";2;" not in text_of(client, survey, face)
        assert ">9<" not in text_of(client, survey, face)


def test_whoever_skipped_a_question_is_a_cell_too() -> None:
    """Else "2 of 30 said nothing" would follow from two tables."""
    survey = make_survey()
    one = make_question(survey)
    other = make_question(survey)
    for number in range(30):
        more = {other.name: keys_of(other)[number % 2]} if number > 1 else {}
        answer(survey, **{one.name: keys_of(one)[number % 2], **more})
    end(survey.phase)
    due.evaluate_due()
    line = Publication.objects.get().content["questions"][1]["lines"][0]
    assert [cell["key"] for cell in line["cells"]] == [*map(str, keys_of(other)), "none"]
    assert sum(cell["count"] is None for cell in line["cells"]) == 2


def test_a_follow_up_question_tells_no_hidden_cell() -> None:
    """How many were asked it is the cell that led to it."""
    survey = make_survey()
    one = make_question(survey, Kind.CHOICE, "a", "b", "c")
    a, b, c = keys_of(one)
    why = make_question(survey, Kind.CHOICE, if_question=one, if_values=[b])
    for key, number in ((a, 20), (b, 6), (c, 3)):
        for _each in range(number):
            more = {why.name: keys_of(why)[0]} if key == b else {}
            answer(survey, **{one.name: key, **more})
    end(survey.phase)
    due.evaluate_due()
    assert Publication.objects.get().content["questions"][1] == {"question": why.pk, "withheld": True}


def test_a_follow_up_question_is_shown_where_the_cell_before_it_is() -> None:
    survey = make_survey()
    one = make_question(survey)
    yes, no = keys_of(one)
    why = make_question(survey, Kind.CHOICE, if_question=one, if_values=[yes])
    for number in range(24):
        answer(survey, **{one.name: yes, why.name: keys_of(why)[number % 2]})
        answer(survey, **{one.name: no})
    end(survey.phase)
    due.evaluate_due()
    line = Publication.objects.get().content["questions"][1]["lines"][0]
    assert [cell["count"] for cell in line["cells"]] == [12, 12]
    assert line["number"] == 24


@pytest.mark.parametrize("seed", range(12))
def test_no_published_figure_is_below_five_whatever_people_answer(seed: int) -> None:
    """All kinds of questions, random answers, districts and ages: figures, and differences between parts and all."""
    chance = random.Random(seed)
    survey = make_survey(by_district=True, by_age=True)
    choice = make_question(survey, Kind.CHOICE, "a", "b", "c")
    several = make_question(survey, Kind.SEVERAL, "a", "b", "c")
    scale = make_question(survey, Kind.SCALE)
    matrix = make_question(survey, Kind.MATRIX, "gut", "schlecht", rows=("x", "y"))
    ranking = make_question(survey, Kind.RANKING, "a", "b", "c")
    point = make_question(survey, Kind.POINT)
    questions = [choice, several, scale, matrix, ranking, point]
    told = [_random_answers(chance, *questions) for _each in range(chance.choice((6, 25, 90, 400)))]
    published = safe([count(question, told, ("district", "age")) for question in questions])
    assert all(number >= K for number in numbers_in(published))
    for question in published:
        for line in question["lines"]:
            for group in line["groups"]:
                _check_differences(line, group)


def _random_answers(chance: random.Random, *questions: Question) -> Answers:
    choice, several, scale, matrix, ranking, point = questions
    order = keys_of(ranking)
    chance.shuffle(order)
    values: dict[str, Any] = {
        str(choice.pk): chance.choices(keys_of(choice), (9, 3, 1))[0],
        str(several.pk): sorted(chance.sample(keys_of(several), chance.randint(1, 3))),
        str(scale.pk): chance.choices(list(scale.steps), (1, 2, 4, 8, 4))[0],
        str(matrix.pk): {str(row.pk): chance.choice(keys_of(matrix)) for row in matrix.rows()},
        str(ranking.pk): order,
        str(point.pk): [52.3 + chance.randint(0, 5) / 100, 9.7],
    }
    kept = {key: value for key, value in values.items() if chance.random() > 0.1}
    district = chance.choices(("mitte", "nord", "linden", ""), (6, 3, 1, 1))[0]
    return Answers(kept, district, chance.choice(("16-25", "26-40", "")))


def _check_differences(line: Any, group: Any) -> None:
    """What all together have more than the shown parts is shown as the rest, and is as safe."""
    whole = {cell["key"]: cell["count"] for cell in line["cells"]}
    rows = [*group["parts"], *([group["rest"]] if group["rest"] else [])]
    for place, key in enumerate(whole):
        counts = [row["cells"][place]["count"] for row in rows]
        if rows and None not in counts and whole[key] is not None:
            assert sum(counts) == whole[key]


def test_live_figures_lag_and_rise_by_five_and_more(client: Client) -> None:
    survey = make_survey(live=True)
    one = make_question(survey, Kind.CHOICE, "Bäume", "Bänke")
    seen: list[list[int]] = [[0, 0]]
    for _round in range(12):
        answers(survey, one, 9, 4)
        mix(survey, everything=True)
        publish_live(survey)
        cells = Publication.objects.filter(final=False)[0].content["questions"][0]["lines"][0]["cells"]
        seen.append([cell["count"] or 0 for cell in cells])
    assert seen[-1][0] > 0
    end(survey.phase)
    due.evaluate_due()
    final = [108, 48]
    for before, after in zip(seen, [*seen[1:], final], strict=True):
        assert all(new - old == 0 or new - old >= K for old, new in zip(before, after, strict=True))
    assert 'class="num">108<' in text_of(client, survey)


def test_live_figures_wait_for_five_new_people_and_say_that_they_lag(client: Client) -> None:
    survey = make_survey(live=True)
    one = make_question(survey)
    answers(survey, one, 30, 30)
    assert due.mix_all() == 60
    assert publish_live(survey)
    assert not publish_live(survey)
    answers(survey, one, 3, 1)
    mix(survey, everything=True)
    assert not publish_live(survey)
    page = text_of(client, survey)
    assert "hinken absichtlich" in page
    assert 'class="num">30<' not in page
    assert Publication.objects.count() == 1


def test_texts_are_shown_when_the_office_has_released_them(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey, Kind.TEXT)
    for number in range(8):
        answer(survey, **{one.name: f"Mehr Schatten {number} <script>alert(1)</script>"})
    end(survey.phase)
    due.evaluate_due()
    assert FreeText.objects.count() == 8
    assert "Mehr Schatten" not in text_of(client, survey)
    assert "Mehr Schatten" not in text_of(client, survey, f"ergebnis/texte/?frage={one.pk}")
    FreeText.objects.update(state=TextState.RELEASED)
    page = text_of(client, survey)
    assert page.count("Mehr Schatten") == 5
    assert "<script>alert" not in page
    assert text_of(client, survey, f"ergebnis/texte/?frage={one.pk}").count("Mehr Schatten") == 8
    assert client.get(path_of(survey, "ergebnis/texte/?frage=x")).status_code == 404
    assert client.get(path_of(survey, f"ergebnis/texte/?frage={one.pk}&ab=%00")).status_code == 404


def test_four_texts_are_too_few_to_be_kept() -> None:
    survey = make_survey()
    one, other = make_question(survey, Kind.TEXT), make_question(survey)
    for number in range(20):
        more = {one.name: "Ich"} if number < 4 else {}
        answer(survey, **{other.name: keys_of(other)[0], **more})
    end(survey.phase)
    due.evaluate_due()
    assert not FreeText.objects.exists()


def test_an_answer_that_does_not_open_stops_the_evaluation() -> None:
    survey = make_survey()
    answers(survey, make_question(survey), 6, 6)
    mix(survey, everything=True)
    row = Ballot.objects.first()
    assert row is not None
    Ballot.objects.filter(pk=row.pk).update(box=bytes(row.box)[:-1] + bytes([bytes(row.box)[-1] ^ 1]))
    end(survey.phase)
    with pytest.raises(Unreadable):
        due.evaluate_due()
    assert not Publication.objects.exists()


def test_after_its_time_key_answers_and_who_took_part_are_gone_and_the_figures_stay(client: Client) -> None:
    survey = make_survey(keep_days=3)
    answers(survey, make_question(survey), 6, 6)
    end(survey.phase)
    due.evaluate_due()
    survey.refresh_from_db()
    assert due.forget_due() == 0
    Survey.objects.update(evaluated_on=timezone.localdate() - timedelta(days=3))
    assert due.forget_due() == 1
    assert due.forget_due() == 0
    assert not keys.path_of(survey).exists()
    assert not Participation.objects.exists()
    assert not Ballot.objects.exists()
    assert "12 Menschen haben geantwortet" in text_of(client, survey)
    assert [count.number for count in modules["survey"].counts(survey.phase.process)] == [12]


def test_a_password_keeps_the_portal_itself_out() -> None:
    survey = make_survey()
    Survey.objects.update(public_key=b"")
    survey.refresh_from_db()
    assert keys.make(survey, "correct horse battery")
    answers(survey, make_question(survey), 6, 6)
    end(survey.phase)
    assert due.evaluate_due() == 0
    with pytest.raises(keys.WrongPassword):
        evaluate(survey)
    with pytest.raises(keys.WrongPassword):
        evaluate(survey, "wrong horse battery")
    done = evaluate(survey, "correct horse battery")
    assert done is not None
    assert done.people == 12


def test_a_result_page_costs_the_same_whatever_the_number_of_questions(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    survey = make_survey(by_district=True)
    questions = [make_question(survey) for _number in range(20)]
    for number in range(12):
        answer(survey, **{question.name: keys_of(question)[number % 2] for question in questions})
    end(survey.phase)
    due.evaluate_due()
    with django_assert_max_num_queries(15):
        assert client.get(path_of(survey, "ergebnis/")).status_code == 200


def test_a_person_of_a_known_district_is_counted_there() -> None:
    survey = make_survey(by_district=True)
    one = make_question(survey)
    for district in ("mitte", "nord"):
        for key in keys_of(one):
            for _each in range(6):
                answer(survey, make_person(district=district), **{one.name: key})
    end(survey.phase)
    due.evaluate_due()
    groups = Publication.objects.get().content["questions"][0]["lines"][0]["groups"]
    assert [(part["key"], part["number"]) for part in groups[0]["parts"]] == [("mitte", 12), ("nord", 12)]
