"""Nothing ties an answer to whoever gave it: not the database, not the order of things, not an erasure."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from roterfaden.accounts.merging import merge
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests.tokens import token_of
from roterfaden.contributions.models import Claim
from roterfaden.operation.erasing import Erasure, all_erasers
from roterfaden.participation.modules.survey import due, keys
from roterfaden.participation.modules.survey.actions import mix
from roterfaden.participation.modules.survey.actions.mixing import POOL
from roterfaden.participation.modules.survey.boxes import opened
from roterfaden.participation.modules.survey.models import Ballot, Kind, Participation, Survey, Waiting
from roterfaden.participation.modules.survey.people import as_data, lines, rows
from tests.accounts.factories import make_user
from tests.contributions.factories import make_person
from tests.surveys.factories import answer, end, filled, keys_of, log_in, make_question, make_survey, path_of

pytestmark = pytest.mark.django_db


def as_stored(model: type[models.Model]) -> list[Any]:
    """All rows in the order in which the database itself keeps them, whatever their keys are."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    return list(model._default_manager.raw(f"SELECT * FROM {model._meta.db_table} ORDER BY {place}"))


def numbers(survey: Survey, question: Any, model: type[models.Model] = Ballot) -> list[int]:
    """What the answers say, in that order."""
    private = keys.load(survey)
    found = [opened(survey, private, bytes(row.box)) for row in as_stored(model)]
    return [int(one.values[str(question.pk)]) for one in found if one]


def test_what_the_portal_wrote_it_cannot_read_from_the_database_alone() -> None:
    survey = make_survey()
    one = make_question(survey, Kind.TEXT)
    answer(survey, **{one.name: "Ganz geheim"})
    raw = bytes(Waiting.objects.get().box)
    assert b"geheim" not in raw
    path = keys.path_of(survey)
    assert path.stat().st_mode & 0o077 == 0
    moved = path.rename(path.with_suffix(".away"))
    with pytest.raises(keys.NoKey):
        keys.load(survey)
    moved.rename(path)
    assert opened(survey, keys.load(survey), raw) is not None


def test_no_table_of_answers_has_a_time_a_person_or_a_place_of_the_other_table() -> None:
    for model in (Participation, Ballot, Waiting):
        for field in model._meta.get_fields():
            assert not isinstance(field, models.DateField | models.TimeField), (model, field)
    for model in (Ballot, Waiting):
        assert {field.name for field in model._meta.get_fields()} == {"id", "survey", "box"}
    with pytest.raises(FieldDoesNotExist):
        Participation._meta.get_field("answers")


def test_the_order_of_rows_does_not_tell_the_order_of_answers() -> None:
    """People answer 1, 2, 3 … in their order: neither table keeps it, in any order that the database has."""
    survey = make_survey()
    one = make_question(survey, Kind.SCALE, least=1, most=60)
    people = [answer(survey, **{one.name: number}) for number in range(1, 41)]
    who = [row.person for row in as_stored(Participation)]
    if connection.vendor == "sqlite":  # PostgreSQL keeps rows as they come: there the answers alone are mixed
        assert who != people
        assert numbers(survey, one, Waiting) != list(range(1, 41))
    mix(survey)
    said = numbers(survey, one)
    assert sorted(said) == list(range(1, 41))
    assert said != sorted(said)
    place = {person: number for number, person in enumerate(people, start=1)}
    assert sum(place[person] == number for person, number in zip(who, said, strict=True)) < 12


@pytest.mark.skipif("connection.vendor == 'sqlite'")
@pytest.mark.postgres
def test_rows_were_not_written_in_one_transaction() -> None:
    """On PostgreSQL each row bears the number of its transaction: none is the same in both tables."""
    survey = make_survey()
    one = make_question(survey)
    for _each in range(POOL):
        answer(survey, **{one.name: keys_of(one)[0]})
    mix(survey)
    found = []
    for table in ("surveys_participation", "surveys_ballot"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT xmin::text FROM {table}")
            found.append({row[0] for row in cursor.fetchall()})
    assert len(found[1]) == 1
    assert not found[0] & found[1]


def test_answers_wait_for_each_other_and_the_last_ones_for_the_end() -> None:
    survey = make_survey()
    one = make_question(survey)
    for _each in range(POOL - 1):
        answer(survey, **{one.name: keys_of(one)[0]})
    assert mix(survey) == 0
    answer(survey, **{one.name: keys_of(one)[0]})
    assert mix(survey) == POOL
    answer(survey, **{one.name: keys_of(one)[0]})
    assert mix(survey) == 0
    end(survey.phase)
    due.evaluate_due()
    assert not Waiting.objects.exists()
    assert Ballot.objects.count() == POOL + 1


def test_somebody_who_is_erased_leaves_the_list_but_their_answer_counts_and_only_once() -> None:
    survey = make_survey()
    one = make_question(survey)
    person = answer(survey, **{one.name: keys_of(one)[0]})
    for _time in range(2):
        for eraser in all_erasers():
            if eraser.name == "surveys.participations":
                eraser.erase(Erasure(person.ref))
    row = Participation.objects.get()
    assert row.person is None
    assert str(person.address) not in str(row.mark)
    address, person.address = person.address, None
    person.save()
    with pytest.raises(NotAllowed):
        answer(survey, make_person(address=address), **{one.name: keys_of(one)[0]})
    for _each in range(6):
        answer(survey, **{one.name: keys_of(one)[1]})
    end(survey.phase)
    due.evaluate_due()
    assert survey.publications.get().people == 7


def test_marks_of_one_address_differ_between_surveys() -> None:
    person = make_person()
    for survey in (make_survey(), make_survey()):
        answer(survey, person, **{make_question(survey).name: 1})
    first, second = Participation.objects.values_list("mark", flat=True)
    assert first != second


def test_a_guests_answer_is_sealed_while_it_waits_and_counts_when_the_address_is_confirmed(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey, Kind.TEXT)
    told = filled(survey, **{one.name: "Ganz geheim", "von-address": "amira@example.org"})
    sent = client.post(path_of(survey), told)
    assert sent.status_code == 302
    assert not Participation.objects.exists()
    claim = Claim.objects.get()
    assert "geheim" not in str(claim.payload)
    link = f"/bestaetigen/{token_of(claim)}/"
    found = client.get(link)
    if found.status_code == 404:
        from django.urls import reverse

        link = reverse("guests:confirm", args=[token_of(claim)])
        found = client.get(link)
    assert "verschlüsselt" in found.content.decode()
    for _time in range(2):
        client.post(link)
    assert Participation.objects.count() == Waiting.objects.count() == 1
    claim.refresh_from_db()
    assert claim.payload == {}
    assert "zählt" in client.get(path_of(survey, "danke/")).content.decode()


def test_a_guest_who_confirms_after_the_end_is_too_late(client: Client) -> None:
    from django.urls import reverse

    survey = make_survey()
    one = make_question(survey)
    client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0]), "von-address": "a@example.org"}))
    end(survey.phase)
    client.post(reverse("guests:confirm", args=[token_of(Claim.objects.get())]))
    assert not Participation.objects.exists()


def test_a_filled_trap_counts_nothing_and_says_nothing(client: Client) -> None:
    survey = make_survey()
    one = make_question(survey)
    told = filled(survey, **{one.name: str(keys_of(one)[0]), "von-address": "a@example.org", "von-website": "x"})
    assert client.post(path_of(survey), told).status_code == 302
    assert not Claim.objects.exists()


def test_evaluation_cuts_the_last_tie_where_answers_could_be_changed() -> None:
    survey = make_survey(changeable=True)
    one = make_question(survey)
    for _each in range(6):
        answer(survey, **{one.name: keys_of(one)[0]})
    assert Participation.objects.exclude(ballot=None).count() == 6
    end(survey.phase)
    due.evaluate_due()
    assert not Participation.objects.exclude(ballot=None).exists()


def test_the_key_is_made_once_and_not_where_it_is_too_late(key_folder: Any) -> None:
    survey = make_survey()
    before = bytes(survey.public_key)
    assert not keys.make(survey)
    survey.refresh_from_db()
    assert bytes(survey.public_key) == before
    assert len(list(key_folder.iterdir())) == 1
    late = make_survey()
    Survey.objects.filter(pk=late.pk).update(public_key=b"", evaluated_on=timezone.localdate() - timedelta(days=1))
    late.refresh_from_db()
    assert not keys.make(late)


def test_where_the_web_process_cannot_write_keys_nobody_can_answer_until_the_worker_made_them(
    client: Client, settings: Any, tmp_path: Any
) -> None:
    survey = make_survey()
    one = make_question(survey)
    Survey.objects.update(public_key=b"")
    (tmp_path / "file").write_text("")
    settings.SURVEY_KEYS = tmp_path / "file" / "no"
    survey.refresh_from_db()
    assert not keys.make(survey)
    log_in(client)
    assert "zurzeit keine Antworten" in client.get(path_of(survey)).content.decode()
    settings.SURVEY_KEYS = tmp_path / "worker"
    assert due.is_work_waiting()
    assert due.make_keys() == 1
    assert client.post(path_of(survey), filled(survey, **{one.name: str(keys_of(one)[0])})).status_code == 302


def test_a_guest_who_becomes_an_account_stays_on_the_list_and_two_rows_count_one() -> None:
    plain, changeable = make_survey(), make_survey(changeable=True)
    guest, account = make_person(), make_person(user=make_user("amira"))
    for survey in (plain, changeable):
        one = make_question(survey)
        answer(survey, guest, **{one.name: keys_of(one)[0]})
        if survey is changeable:
            answer(survey, account, **{one.name: keys_of(one)[1]})
    assert merge(guest, account)
    assert Participation.objects.get(survey=plain).person == account
    assert Participation.objects.get(survey=changeable).person == account
    assert Ballot.objects.filter(survey=changeable).count() == 1
    assert len(lines(list(rows(account)))) == 2
    assert set(as_data(account)[0]) == {"survey", "note"}
    assert not rows(guest).exists()
