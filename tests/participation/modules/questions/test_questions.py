"""Question time: asking, the order in which people are heard, the screen, and who leads."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from roterfaden.contributions.actions import NotAllowed, support
from roterfaden.contributions.models import Contribution, Outcome, State
from roterfaden.kit.things import things
from roterfaden.participation.models import Phase, ProcessState
from roterfaden.participation.modules.questions.actions import (
    Question,
    ask,
    call,
    finish,
    skip,
    take_back,
    write_minutes,
)
from roterfaden.participation.modules.questions.addresses import question_address, screen_address, session_address
from roterfaden.participation.modules.questions.models import Asked, Session, session_at, waiting
from roterfaden.participation.modules.questions.module import MODULE
from roterfaden.participation.modules.refusing import SEE, Conflict, Refused
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase, make_process
from tests.participation.modules.factories import desk_of, guest_at, make_organiser

pytestmark = pytest.mark.django_db
EVIL = '"><script>alert(1)</script>'


def make_session() -> Session:
    phase = make_phase(make_process("Was wird aus dem Ihme-Ufer?"), "questions", name="Fragestunde")
    return session_at(Phase.objects.select_related("process").get(pk=phase.pk))


def question(session: Session, text: str = "Wann kommen die Bäume?", supports: int = 0, **values: Any) -> Contribution:
    row = ask(values.pop("person", None) or make_person(), session, Question(text, **values))
    for _number in range(supports):
        assert support(make_person("dana"), row)
    row.refresh_from_db()
    return row


def asked(row: Contribution) -> Asked:
    return Asked.objects.select_related("contribution", "session").get(pk=row.pk)


def test_a_question_time_needs_no_setting_up(client: Client) -> None:
    session = make_session()
    assert not Session.objects.exists()
    assert client.get(session_address(session)).status_code == 200
    assert client.get(screen_address(session)).status_code == 200
    question(session)
    assert Session.objects.get().questions.count() == 1


@pytest.mark.parametrize("text", ["", " \u200b ", "x" * 100_000])
def test_empty_and_endless_questions_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        ask(make_person(), make_session(), Question(text))
    assert not Contribution.objects.exists()


def test_after_the_end_nobody_asks() -> None:
    session = make_session()
    session.phase.end = timezone.now()
    session.phase.save()
    with pytest.raises(NotAllowed):
        ask(make_person(), session, Question("Zu spät?"))


def test_who_has_not_been_heard_comes_before_who_has_more_supports() -> None:
    session, user, amira = make_session(), make_organiser(), make_person()
    first = question(session, "Amiras erste", 3, person=amira)
    second = question(session, "Amiras zweite", 2, person=amira)
    other = question(session, "Boris' Frage", 1)
    assert list(waiting(session)) == [first, second, other]
    call(user, session)
    finish(user, asked(first))
    assert list(waiting(session)) == [other, second]


def test_one_question_at_a_time() -> None:
    session, user = make_session(), make_organiser()
    first, second = question(session, supports=1), question(session, "Und die Bänke?")
    assert call(user, session).pk == first.pk
    with pytest.raises(Refused):
        call(make_organiser(), session)
    skip(user, asked(first))
    assert call(user, session).pk == second.pk


def test_an_answer_is_noted_told_and_counted() -> None:
    session, user = make_session(), make_organiser()
    row = question(session)
    call(user, session)
    finish(user, asked(row), "Im <b>Herbst</b>, sagt die Stadtbaurätin.")
    found = asked(row)
    assert (found.state, found.minutes) == (Asked.State.ANSWERED, "Im Herbst, sagt die Stadtbaurätin.")
    assert Outcome.objects.get(contribution=row).kind == Outcome.Kind.ANSWERED
    assert Contribution.objects.get(pk=row.pk).answered_at is not None


def test_the_second_who_leads_is_told_that_somebody_was_faster() -> None:
    session, user = make_session(), make_organiser()
    row = question(session)
    call(user, session)
    finish(user, asked(row), "Ja.")
    for step in (finish, skip, take_back):
        with pytest.raises(Conflict):
            step(make_organiser(), asked(row))
    with pytest.raises(Conflict):
        write_minutes(user, asked(row), "", "Nein.")
    write_minutes(user, asked(row), "Ja.", "Ja, im Herbst.")
    assert asked(row).minutes == "Ja, im Herbst."


def test_who_does_not_lead_changes_nothing() -> None:
    session, user = make_session(), make_organiser(SEE)
    row = question(session)
    for step in (lambda: call(user, session), lambda: finish(user, asked(row)), lambda: skip(user, asked(row))):
        with pytest.raises(PermissionDenied):
            step()
    assert asked(row).state == Asked.State.OPEN


def test_hidden_questions_are_not_called() -> None:
    session = make_session()
    row = question(session)
    Contribution.objects.filter(pk=row.pk).update(state=State.HIDDEN)
    with pytest.raises(Refused):
        call(make_organiser(), session)


@pytest.mark.parametrize("state", [ProcessState.DRAFT, ProcessState.HIDDEN])
def test_what_is_not_public_is_nowhere(client: Client, state: ProcessState) -> None:
    session = make_session()
    row = question(session)
    paths = [session_address(session), screen_address(session), question_address(session, row.pk)]
    process = session.phase.process
    process.state = state
    process.save()
    for path in (*paths, f"/mitmachen/{process.slug}/fragestunde/", f"/mitmachen/{process.slug}/fragestunde/leinwand/"):
        assert client.get(path).status_code == 404, path
    assert things([session.ref]) == {}


def test_the_short_addresses_lead_to_the_one_that_is_on(client: Client) -> None:
    session = make_session()
    slug = session.phase.process.slug
    assert client.get(f"/mitmachen/{slug}/fragestunde/").headers["Location"] == session_address(session)
    assert client.get(f"/mitmachen/{slug}/fragestunde/leinwand/").headers["Location"] == screen_address(session)


def test_the_screen_shows_the_question_in_large_letters_and_the_next_ones(client: Client) -> None:
    session = make_session()
    question(session, "Zuerst diese?", 2)
    question(session, f"Und dann {EVIL}?")
    call(make_organiser(), session)
    page = client.get(screen_address(session)).content.decode()
    assert '<p class="now-text">Zuerst diese?</p>' in page
    assert "<script>alert" not in page
    assert 'http-equiv="refresh"' in page
    assert "leinwand/beantwortet/" not in page


def test_the_part_that_changes_is_sent_once(client: Client) -> None:
    session = make_session()
    question(session)
    first = client.get(f"{screen_address(session)}?teil=1")
    assert first.status_code == 200
    assert "<html" not in first.content.decode()
    again = client.get(f"{screen_address(session)}?teil=1", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    call(make_organiser(), session)
    assert (
        client.get(f"{screen_address(session)}?teil=1", headers={"if-none-match": first.headers["ETag"]}).status_code
        == 200
    )


def test_who_leads_has_buttons_that_work() -> None:
    session = make_session()
    row, other = question(session, supports=1), question(session, "Und die Bänke?")
    leader, base = desk_of(make_organiser()), screen_address(session)
    assert "Nächste Frage" in leader.get(base).content.decode()
    leader.post(f"{base}naechste/")
    assert asked(row).state == Asked.State.CURRENT
    leader.post(f"{base}zurueckstellen/", {"frage": row.pk})
    assert "zurückholen" in leader.get(base).content.decode()
    leader.post(f"{base}naechste/", {"frage": other.pk})
    leader.post(f"{base}beantwortet/", {"frage": other.pk, "mitschrift": "Im Frühjahr."})
    assert asked(other).minutes == "Im Frühjahr."
    leader.post(f"{base}zurueckholen/", {"frage": row.pk})
    assert asked(row).state == Asked.State.OPEN
    assert leader.post(f"{base}loeschen/").status_code == 404
    assert leader.get(f"{base}naechste/").status_code == 405


@pytest.mark.parametrize("verb", ["naechste", "beantwortet", "zurueckstellen", "zurueckholen"])
def test_strangers_lead_nothing(client: Client, verb: str) -> None:
    session = make_session()
    row = question(session)
    for visitor in (client, guest_at(make_person())):
        assert visitor.post(f"{screen_address(session)}{verb}/", {"frage": row.pk}).status_code == 403
    assert asked(row).state == Asked.State.OPEN


def test_the_buttons_need_the_token_of_the_form() -> None:
    session = make_session()
    question(session)
    leader = desk_of(make_organiser())
    leader.handler.enforce_csrf_checks = True
    assert leader.post(f"{screen_address(session)}naechste/").status_code == 403


def test_a_person_asks_without_javascript_and_cannot_assign_more() -> None:
    session = make_session()
    signed = {"von-signed": "pseudonym", "von-called": "Kim", "von-consent": "on"}
    data = {"text": "Wann?", "state": "answered", "minutes": "x", "support_count": 9, "author": 1, **signed}
    amira = make_person()
    answer = guest_at(amira).post(f"{session_address(session)}fragen/", data)
    assert answer.status_code == 302
    row = Contribution.objects.select_related("asked").get()
    assert (row.author, row.support_count, row.asked.state, row.asked.minutes) == (amira, 0, "open", "")


def test_mistakes_are_told_and_what_was_typed_is_kept(client: Client) -> None:
    session = make_session()
    answer = client.post(f"{session_address(session)}fragen/", {"text": "Meine Frage?"})
    assert answer.status_code == 422
    assert "Meine Frage?" in answer.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("query", ["?zuerst=author", "?ab=x"])
def test_what_no_list_has_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"{session_address(make_session())}{query}").status_code == 404


def test_pages_ask_no_more_for_more_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    session = make_session()
    for number in range(25):
        question(session, f"Frage {number}?")
    with django_assert_max_num_queries(20):
        page = client.get(session_address(session)).content.decode()
    assert "25 Fragen" in page
    with django_assert_max_num_queries(12):
        client.get(screen_address(session))
    with django_assert_max_num_queries(25):
        client.get(f"/mitmachen/{session.phase.process.slug}/")


def test_figures_and_rows_for_exports() -> None:
    session = make_session()
    question(session, "Wann?")
    process = session.phase.process
    assert [count.number for count in MODULE.counts(process)] == [1]
    (row,) = MODULE.tables(process)["fragen"]
    assert (row["frage"], row["stand"]) == ("Wann?", "open")


def test_the_office_says_who_answers_and_corrects_the_minutes() -> None:
    session = make_session()
    row, user = question(session), make_organiser()
    office = desk_of(user)
    base = f"/verwaltung/fragestunden/phase/{session.pk}/"
    assert office.post(f"{base}einrichten/", {"guests": "Stadtbaurätin"}).status_code == 302
    assert "Stadtbaurätin" in office.get(base).content.decode()
    call(user, session)
    finish(user, asked(row), "Ja.")
    path = f"/verwaltung/fragestunden/{row.pk}/mitschrift/"
    assert office.get(path).status_code == 200
    assert office.post(path, {"minutes": "Ja, bald.", "before": "Ja."}).status_code == 302
    assert office.post(path, {"minutes": "Nein.", "before": "Ja."}).status_code == 409
    assert asked(row).minutes == "Ja, bald."
