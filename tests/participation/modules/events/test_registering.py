"""Registering: nobody gets a seat that is not there, links count for one thing, and what is personal goes."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests import confirm_claim
from roterfaden.contributions.models import Claim
from roterfaden.notices.models import PersonalMail
from roterfaden.notices.personal import mail_kinds
from roterfaden.operation.erasing import Erasure, all_erasers
from roterfaden.participation.models import ProcessState
from roterfaden.participation.modules.events import tokens
from roterfaden.participation.modules.events.actions import (
    cancel_event,
    cancel_registration,
    change_event,
    check_in,
    erase_old,
    register,
    take_back_check_in,
)
from roterfaden.participation.modules.events.actions.registering import Guest
from roterfaden.participation.modules.events.addresses import (
    cancel_address,
    door_address,
    event_address,
    ticket_address,
)
from roterfaden.participation.modules.events.models import Event, Registration
from roterfaden.participation.modules.events.office.forms import event_values
from roterfaden.participation.modules.events.reminding import due, remind
from roterfaden.participation.modules.refusing import SEE, Refused
from tests.contributions.factories import make_person
from tests.participation.modules.factories import desk_of, guest_at, make_event, make_organiser

pytestmark = pytest.mark.django_db
State = Registration.State


def come(event: Event, name: str = "Amira", **values: Any) -> Registration:
    person = values.pop("person", None) or make_person(name.lower())
    return register(event, Guest(name, person.address or "", **values), person)


def mails(kind: str) -> int:
    return PersonalMail.objects.filter(kind=f"event.{kind}").count()


def said(row: Registration, kind: str) -> Any:
    return mail_kinds[f"event.{kind}"].compose({"registration": row.pk})


def test_who_comes_after_the_last_seat_waits() -> None:
    event = make_event(capacity=2)
    rows = [come(event, name) for name in ("Amira", "Boris", "Cem")]
    assert [row.state for row in rows] == [State.REGISTERED, State.REGISTERED, State.WAITING]
    event.refresh_from_db()
    assert (event.taken, event.free) == (2, 0)
    assert mails("registered") == 3


def test_without_a_waiting_list_the_last_one_is_told() -> None:
    event = make_event(capacity=1, waiting_list=False)
    come(event)
    with pytest.raises(NotAllowed) as no:
        come(event, "Boris")
    assert "ausgebucht" in str(no.value.verdict.reason)


def test_the_same_address_a_second_time_is_the_same_seat() -> None:
    event, amira = make_event(), make_person()
    first = come(event, person=amira)
    assert register(event, Guest("Amira", str(amira.address).upper()), amira) == first
    event.refresh_from_db()
    assert event.taken == 1


def test_the_database_itself_refuses_one_seat_too_many() -> None:
    event = make_event(capacity=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(taken=3)


def test_whoever_waits_longest_moves_up_and_is_told() -> None:
    event = make_event(capacity=1)
    first, second, third = (come(event, name) for name in ("Amira", "Boris", "Cem"))
    assert cancel_registration(first)
    assert not cancel_registration(first)
    states = list(event.registrations.order_by("pk").values_list("state", flat=True))
    assert states == [State.CANCELLED, State.REGISTERED, State.WAITING]
    event.refresh_from_db()
    assert event.taken == 1
    assert PersonalMail.objects.get(kind="event.moved_up").person == second.person
    assert "Sie haben jetzt einen Platz" in said(second, "moved_up").subject
    cancel_registration(third)
    event.refresh_from_db()
    assert event.taken == 1


def test_more_seats_let_people_move_up_and_fewer_than_taken_are_refused() -> None:
    event, user = make_event(capacity=1), make_organiser()
    for name in ("Amira", "Boris", "Cem"):
        come(event, name)
    event.refresh_from_db()
    change_event(user, event, event.version, event_values(event) | {"capacity": 3})
    event.refresh_from_db()
    assert event.taken == 3
    with pytest.raises(Refused) as problem:
        change_event(user, event, event.version, event_values(event) | {"capacity": 2})
    assert problem.value.field == "capacity"


@pytest.mark.parametrize(
    "values",
    [
        {"registration_until": timezone.now() - timedelta(seconds=1)},
        {"state": Event.State.CANCELLED},
        {"state": Event.State.DRAFT},
        {"registration": False},
        {"start": timezone.now() - timedelta(hours=1), "end": timezone.now() + timedelta(hours=1)},
    ],
)
def test_when_it_is_closed_nobody_registers(values: dict[str, Any]) -> None:
    event = make_event(**values)
    with pytest.raises(NotAllowed):
        come(event)
    assert not Registration.objects.exists()


def test_the_closing_second_counts_no_more() -> None:
    event = make_event()
    assert event.takes(event.start - timedelta(microseconds=1))
    assert not event.takes(event.start)


@pytest.mark.parametrize("name", ["", " \u200b", "x" * 100_000, "<b></b>"])
def test_a_name_is_needed_and_short(name: str) -> None:
    with pytest.raises(Refused):
        register(make_event(), Guest(name, "kim@example.org"))


def test_staff_enter_somebody_and_only_they() -> None:
    event = make_event()
    assert register(event, Guest("Frau Yilmaz"), by=make_organiser()).address == ""
    assert register(event, Guest("Herr Yilmaz"), by=make_organiser()).state == State.REGISTERED
    with pytest.raises(PermissionDenied):
        register(event, Guest("Ich"), by=make_organiser(SEE))


def data(**values: Any) -> dict[str, Any]:
    return {"name": "Kim", "note": "Platz für einen Rollstuhl", **values}


def test_a_known_person_registers_and_lands_on_the_ticket() -> None:
    event = make_event()
    client = guest_at(make_person())
    answer = client.post(f"{event_address(event)}anmelden/", data(state="registered", taken=99, person=1))
    row = Registration.objects.get()
    assert answer.headers["Location"] == ticket_address(row)
    page = client.get(ticket_address(row)).content.decode()
    assert '<svg class="qr"' in page
    event.refresh_from_db()
    assert event.taken == 1


def test_a_stranger_is_registered_when_the_address_is_confirmed(client: Client, rf: Any) -> None:
    event = make_event()
    answer = client.post(f"{event_address(event)}anmelden/", data(**{"von-address": "Kim@Example.org"}))
    assert answer.status_code == 302
    assert not Registration.objects.exists()
    request = rf.get("/")
    request.session, request.user = client.session, type("Nobody", (), {"is_authenticated": False})()
    claim = Claim.objects.get()
    confirm_claim(request, claim)
    assert confirm_claim(request, claim).again
    row = Registration.objects.get()
    assert (row.name, row.note, row.state) == ("Kim", "Platz für einen Rollstuhl", State.REGISTERED)
    claim.refresh_from_db()
    assert (claim.address, claim.payload) == ("", {})


def test_a_machine_that_fills_the_trap_gets_no_seat(client: Client) -> None:
    event = make_event()
    client.post(f"{event_address(event)}anmelden/", data(**{"von-address": "k@example.org", "von-website": "spam"}))
    assert not Claim.objects.exists()


def test_mistakes_are_told_and_what_was_typed_is_kept(client: Client) -> None:
    event = make_event()
    answer = client.post(f"{event_address(event)}anmelden/", {"name": "", "note": "Ich brauche Platz"})
    assert answer.status_code == 422
    assert "Ich brauche Platz" in answer.content.decode()


def test_without_the_token_of_the_form_nothing_happens() -> None:
    event = make_event()
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"{event_address(event)}anmelden/", data()).status_code == 403
    row = come(event)
    assert client.post(cancel_address(row)).status_code == 403
    row.refresh_from_db()
    assert row.state == State.REGISTERED


def test_each_link_is_for_one_purpose(client: Client) -> None:
    row = come(make_event())
    ticket, cancel = (tokens.token_of(purpose, row) for purpose in (tokens.TICKET, tokens.CANCEL))
    assert client.get(f"/mitmachen/abmelden/{ticket}/").status_code == 404
    assert client.get(f"/mitmachen/anmeldung/{cancel}/").status_code == 404
    for wrong in (
        "x",
        "1",
        f"{row.pk}.",
        f"{row.pk}.{'a' * 43}",
        "9" * 200,
        f"{row.pk + 1}.{ticket.partition('.')[2]}",
    ):
        assert client.get(f"/mitmachen/anmeldung/{wrong}/").status_code == 404
        assert tokens.registration_of(tokens.TICKET, wrong) is None


def test_a_link_is_opened_by_machines_without_harm_and_replayed_without_effect(client: Client) -> None:
    event = make_event(capacity=1)
    row, waiting = come(event), come(event, "Boris")
    path = cancel_address(row)
    assert "Möchten Sie sich vom Termin abmelden?" in client.get(path).content.decode()
    row.refresh_from_db()
    assert row.state == State.REGISTERED
    assert "Sie sind abgemeldet" in client.post(path).content.decode()
    assert "Sie sind abgemeldet" in client.post(path).content.decode()
    waiting.refresh_from_db()
    event.refresh_from_db()
    assert (waiting.state, event.taken) == (State.REGISTERED, 1)


def test_the_door_lets_in_once_and_says_so() -> None:
    row, user = come(make_event()), make_organiser()
    assert check_in(user, row)
    assert not check_in(user, row)
    row.event.refresh_from_db()
    assert row.event.attended == 1
    assert take_back_check_in(user, row)
    assert not take_back_check_in(user, row)
    with pytest.raises(PermissionDenied):
        check_in(make_organiser(SEE), row)


def test_the_code_leads_staff_to_a_button_and_strangers_to_the_login(client: Client) -> None:
    row = come(make_event())
    path, staff = door_address(row), desk_of(make_organiser())
    assert client.get(path).status_code == 302
    assert client.post(path).status_code == 302
    assert guest_at(make_person()).post(path).status_code == 302
    assert "Einlassen" in staff.get(path).content.decode()
    row.refresh_from_db()
    assert row.attended_at is None
    assert "Eingelassen." in staff.post(path).content.decode()
    assert "Schon eingelassen" in staff.get(path).content.decode()
    assert "Schon eingelassen" in staff.post(path).content.decode()


def test_who_waits_or_signed_off_is_not_let_in() -> None:
    event, staff = make_event(capacity=1), desk_of(make_organiser())
    first, second = come(event), come(event, "Boris")
    assert "hat keinen Platz" in staff.post(door_address(second)).content.decode()
    cancel_registration(first)
    assert "hat keinen Platz" in staff.post(door_address(first)).content.decode()


def test_the_access_on_the_net_is_for_those_with_a_seat(client: Client) -> None:
    event = make_event(capacity=1, online_url="https://video.example.org/geheim")
    first, second = come(event), come(event, "Boris")
    assert "geheim" not in client.get(event_address(event)).content.decode()
    assert "geheim" not in client.get(f"{event_address(event)}termin.ics").content.decode()
    assert "geheim" in client.get(ticket_address(first)).content.decode()
    assert "geheim" not in client.get(ticket_address(second)).content.decode()
    assert any("geheim" in line for line in said(first, "registered").lines)
    assert not any("geheim" in line for line in said(second, "registered").lines)


def test_a_changed_time_and_a_cancelled_event_are_told_once() -> None:
    event, user = make_event(), make_organiser()
    row = come(event)
    event.refresh_from_db()
    later = event_values(event) | {"start": event.start + timedelta(days=1), "end": event.end + timedelta(days=1)}
    change_event(user, event, event.version, later)
    assert mails("changed") == 1
    event.refresh_from_db()
    change_event(user, event, event.version, event_values(event) | {"text": "Anderer Ablauf."})
    assert mails("changed") == 1
    assert cancel_event(user, event, "Der Saal ist nicht frei.")
    assert not cancel_event(user, event, "Noch einmal.")
    assert mails("cancelled") == 1
    assert any("Der Saal ist nicht frei." in line for line in said(row, "cancelled").lines)


def test_people_are_reminded_once_and_in_time() -> None:
    event = make_event(remind_hours=48)
    row = come(event)
    come(make_event(remind_hours=0))
    assert not due(event.start - timedelta(hours=49)).exists()
    assert remind(event.start - timedelta(hours=47)) == 1
    assert remind(event.start - timedelta(hours=47)) == 0
    assert mails("reminder") == 1
    assert "Erinnerung" in said(row, "reminder").subject


def test_registrations_go_after_the_days_that_were_promised_and_numbers_stay() -> None:
    event = make_event(erase_days=10)
    row = come(event)
    check_in(make_organiser(), row)
    assert erase_old(event.end + timedelta(days=9)) == 0
    assert erase_old(event.end + timedelta(days=10)) == 1
    assert not Registration.objects.exists()
    event.refresh_from_db()
    assert event.attended == 1
    assert erase_old(event.end + timedelta(days=11)) == 0


def test_a_link_of_an_erased_registration_says_so(client: Client) -> None:
    event = make_event()
    path = ticket_address(come(event))
    erase_old(event.end + timedelta(days=40))
    answer = client.get(path)
    assert answer.status_code == 404
    assert "gilt nicht (mehr)" in answer.content.decode()


def test_who_is_erased_gives_the_seat_to_who_waits() -> None:
    event = make_event(capacity=1)
    first, second = come(event), come(event, "Boris")
    assert first.person is not None
    erase = next(one for one in all_erasers() if one.name == "events.registrations")
    assert erase.erase(Erasure(first.person.ref)) == 1
    assert erase.erase(Erasure(first.person.ref)) == 0
    second.refresh_from_db()
    assert second.state == State.REGISTERED


def test_a_process_that_is_hidden_takes_nobody() -> None:
    event = make_event()
    process = event.phase.process
    process.state = ProcessState.HIDDEN
    process.save()
    with pytest.raises(NotAllowed):
        come(event)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_exactly_the_seats_that_are_there() -> None:
    event = make_event(capacity=10)
    people = [make_person("gast") for _number in range(50)]
    problems: list[BaseException] = []

    def one(number: int) -> None:
        try:
            register(event, Guest(f"Gast {number}", people[number].address or ""), people[number])
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    event.refresh_from_db()
    assert event.taken == 10
    assert event.registrations.filter(state=State.REGISTERED).count() == 10
    assert event.registrations.filter(state=State.WAITING).count() == 40
