"""The pages and calendars of events, and their back office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from roterfaden.kit.things import things
from roterfaden.ledger.models import Pending
from roterfaden.participation.models import ProcessState
from roterfaden.participation.modules.debate.models import Thesis
from roterfaden.participation.modules.events import people, qr
from roterfaden.participation.modules.events.actions import register
from roterfaden.participation.modules.events.actions.registering import Guest
from roterfaden.participation.modules.events.addresses import event_address, ticket_address
from roterfaden.participation.modules.events.models import Event, Registration
from roterfaden.participation.modules.events.module import MODULE
from roterfaden.participation.modules.events.moments import when_words
from roterfaden.participation.modules.events.office import urls
from roterfaden.participation.modules.events.search import events as documents
from roterfaden.participation.modules.refusing import EDIT, SEE
from roterfaden.search.actions import enqueue
from roterfaden.search.models import PendingDocument
from tests.contributions.factories import make_person
from tests.participation.factories import make_phase, make_process
from tests.participation.modules.factories import desk_of, make_draft, make_event, make_organiser

pytestmark = pytest.mark.django_db
EVIL = '"><script>alert(1)</script>'


def faces(event: Event) -> list[str]:
    base = event_address(event)
    return [base, f"{base}termin.ics", base.rsplit("/", 2)[0] + "/"]


def test_every_page_answers_in_both_languages(client: Client) -> None:
    event = make_event()
    for path in faces(event):
        assert client.get(path).status_code == 200, path
        assert client.get(f"/en{path}").status_code == 200, path


@pytest.mark.parametrize("state", [ProcessState.DRAFT, ProcessState.HIDDEN, ""])
def test_what_is_not_public_is_nowhere(client: Client, state: str) -> None:
    event = make_event(title="Geheimer Abend", state="public" if state else "draft")
    process, paths = event.phase.process, faces(event)
    if state:
        process.state = state
        process.save()
        assert client.get(paths[2]).status_code == 404
    for path in paths[:2]:
        assert client.get(path).status_code == 404, path
    assert "Geheimer Abend" not in client.get("/mitmachen/kalender/termine.ics").content.decode()
    assert things([event.ref]) == {}
    assert list(documents([event.pk])) == []
    assert state or not MODULE.counts(process)


def test_markup_in_every_field_is_shown_as_text(client: Client) -> None:
    names = ("title", "title_en", "text", "text_en", "place", "address", "access", "access_en", "contact", "minutes")
    event = make_event(**dict.fromkeys(names, EVIL))
    Event.objects.filter(pk=event.pk).update(state=Event.State.CANCELLED, reason=EVIL, minutes_en=EVIL)
    for path in [*faces(event), f"/mitmachen/{event.phase.process.slug}/"]:
        for page in (path, f"/en{path}"):
            answer = client.get(page)
            if answer.headers["Content-Type"].startswith("text/html"):
                assert "<script>alert" not in answer.content.decode(), page


def test_an_event_over_the_night_of_the_clocks_has_its_real_length(client: Client) -> None:
    start, end = datetime(2026, 10, 24, 23, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    event = make_event(start=start, end=end)
    words = when_words(event)
    assert "01:30 bis 02:30 Uhr" in words
    assert "CEST / CET" in words
    calendar = Calendar.from_ical(client.get(f"{event_address(event)}termin.ics").content)
    (entry,) = calendar.walk("VEVENT")
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (start, end)


def test_the_calendar_says_what_changed_and_what_was_cancelled(client: Client) -> None:
    event = make_event(title="Abend")
    Event.objects.filter(pk=event.pk).update(state=Event.State.CANCELLED, version=5)
    calendar = Calendar.from_ical(client.get("/mitmachen/kalender/termine.ics").content)
    (entry,) = calendar.walk("VEVENT")
    assert (str(entry["STATUS"]), entry["SEQUENCE"], str(entry["SUMMARY"])) == ("CANCELLED", 5, "Abend")
    slug = event.phase.process.slug
    assert client.get(f"/mitmachen/kalender/termine.ics?beteiligung={slug}").status_code == 200
    assert client.get("/mitmachen/kalender/termine.ics?beteiligung=gibt-es-nicht").status_code == 404


def test_lines_in_a_title_do_not_become_fields_of_the_calendar(client: Client) -> None:
    event = make_event(title="Abend\r\nATTENDEE:mailto:boese@example.org")
    calendar = Calendar.from_ical(client.get(f"{event_address(event)}termin.ics").content)
    assert "ATTENDEE" not in calendar.walk("VEVENT")[0]


def test_pages_ask_no_more_for_more_events(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    event = make_event()
    for number in range(1, 26):
        later = timedelta(days=number)
        make_event(event.phase, title=f"Abend {number}", start=event.start + later, end=event.end + later)
    with django_assert_max_num_queries(20):
        client.get(event_address(event))
    with django_assert_max_num_queries(12):
        assert 'rel="next"' in client.get(faces(event)[2]).content.decode()
    with django_assert_max_num_queries(25):
        client.get(f"/mitmachen/{event.phase.process.slug}/")


def test_a_code_can_be_read_without_a_picture() -> None:
    drawn = qr.draw("https://example.org/x", 'Code "für" <alle>')
    assert 'role="img"' in drawn
    assert "&lt;alle&gt;" in drawn
    assert "style=" not in drawn


def test_what_hangs_on_a_process_leaves_the_search_with_it() -> None:
    phase = make_phase(make_process(), "events")
    event, draft = make_event(phase), make_draft()
    thesis = Thesis.objects.create(phase=phase, title="Autofrei?")
    process = phase.process
    process.state = ProcessState.HIDDEN
    process.save()
    enqueue("process", [process.pk, draft.phase.process_id], hidden=True)
    rows = dict(PendingDocument.objects.filter(suppressed=True).values_list("kind", "object_id"))
    assert (rows["event"], rows["thesis"]) == (event.pk, thesis.pk)
    assert PendingDocument.objects.filter(kind="draft", object_id=draft.pk).exists()


def test_people_find_their_registrations_on_their_page_and_take_them_into_an_account() -> None:
    amira, account = make_person(), make_person("dana", address=None)
    row = register(make_event(), Guest("Amira", str(amira.address)), amira)
    assert [line.url for line in people.lines_of(list(people.mine(amira)))] == [ticket_address(row)]
    assert people.as_data(amira)[0]["name"] == "Amira"
    people.move(amira, account)
    assert list(people.mine(account)) == [row]
    assert not people.mine(amira).exists()


def at(name: str, *args: object) -> str:
    return reverse(f"events_office:{name}", args=args)


def form(**values: object) -> dict[str, object]:
    given: dict[str, object] = {
        "title": "Werkstatt",
        "start": "2027-03-04T18:00",
        "end": "2027-03-04T20:00",
        "place": "Freizeitheim Linden",
        "registration": "on",
        "waiting_list": "on",
        "capacity": 30,
        "remind_hours": 48,
        "erase_days": 30,
    }
    return given | values


def test_an_event_from_nothing_to_its_minutes(client: Client) -> None:
    phase, office = make_phase(make_process(), "events"), desk_of(make_organiser())
    assert office.get(at("new", phase.pk)).status_code == 200
    assert office.post(at("new", phase.pk), form()).status_code == 302
    event = Event.objects.select_related("phase__process").get()
    assert event.start == datetime(2027, 3, 4, 17, tzinfo=UTC)
    assert client.get(event_address(event)).status_code == 404
    assert office.post(at("publish", event.pk)).status_code == 302
    assert client.get(event_address(event)).status_code == 200
    assert Pending.objects.filter(kind="event.published").count() == 1
    for name in ("event", "edit", "registrations", "add", "paper", "minutes", "cancel"):
        assert office.get(at(name, event.pk)).status_code == 200, name
    assert office.get(at("events", phase.pk)).status_code == 200
    assert office.post(at("minutes", event.pk), {"minutes": "Viele Ideen.", "version": 2}).status_code == 302
    assert "Viele Ideen." in client.get(event_address(event)).content.decode()
    assert office.post(at("minutes", event.pk), {"minutes": "Zu spät.", "version": 2}).status_code == 409


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"start": "2027-03-28T02:30"}, "start"),
        ({"start": "2026-10-25T02:30"}, "start"),
        ({"end": "2027-03-04T18:00"}, "end"),
        ({"title": ""}, "title"),
        ({"place": ""}, "place"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"online_url": "http://video.example.org/"}, "online_url"),
        ({"erase_days": 4000}, "erase_days"),
        ({"capacity": -1}, "capacity"),
        ({"text": "x" * 100_000}, "text"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(values: dict[str, object], field: str) -> None:
    phase, office = make_phase(make_process(), "events"), desk_of(make_organiser())
    answer = office.post(at("new", phase.pk), form(**values))
    assert answer.status_code == 422
    assert answer.context["form"].errors.get(field)
    assert not Event.objects.exists()


def test_two_who_change_an_event_are_shown_the_difference() -> None:
    phase, office = make_phase(make_process(), "events"), desk_of(make_organiser())
    office.post(at("new", phase.pk), form())
    event = Event.objects.get()
    assert office.post(at("edit", event.pk), form(title="Eins", version=1)).status_code == 302
    answer = office.post(at("edit", event.pk), form(title="Zwei", version=1))
    assert answer.status_code == 409
    assert 'name="version" value="2"' in answer.content.decode()
    assert Event.objects.get().title == "Eins"


def test_the_door_list_and_what_staff_do_there() -> None:
    event, office = make_event(capacity=1), desk_of(make_organiser())
    assert office.post(at("add", event.pk), {"name": f"Frau {EVIL}", "note": EVIL}).status_code == 302
    assert office.post(at("add", event.pk), {"name": "Herr Kaya", "address": "kaya@example.org"}).status_code == 302
    first, second = Registration.objects.order_by("pk")
    assert office.post(at("check_in", first.pk)).status_code == 302
    page = office.get(at("paper", event.pk)).content.decode()
    assert "<script>alert" not in page
    assert "Herr Kaya" not in page
    listed = office.get(f"{at('registrations', event.pk)}?q=kaya").content.decode()
    assert "Herr Kaya" in listed
    assert "kaya@example.org" not in listed
    assert office.post(at("take_back", first.pk)).status_code == 302
    assert office.post(at("sign_off", first.pk)).status_code == 302
    second.refresh_from_db()
    assert second.state == Registration.State.REGISTERED


def test_who_may_not_gets_nowhere() -> None:
    event = make_event(title="Abend")
    row = register(event, Guest("Kim", "kim@example.org"))
    for client in (Client(), desk_of(make_organiser(SEE))):
        for pattern in get_resolver(urls.__name__).url_patterns:
            name = str(pattern.name)
            key = {"door": "x", "new": event.phase_id, "events": event.phase_id}.get(name, event.pk)
            key = row.pk if name in ("check_in", "take_back", "sign_off") else key
            answer = client.post(at(name, key), form(title="Meins", reason="x", minutes="x", name="Ich", version=1))
            assert answer.status_code in (302, 403, 405), name
    event.refresh_from_db()
    row.refresh_from_db()
    assert (event.title, event.minutes, event.state) == ("Abend", "", Event.State.PUBLIC)
    assert (row.state, row.attended_at) == (Registration.State.REGISTERED, None)
    assert Registration.objects.count() == 1


def test_who_only_sees_reads_no_names() -> None:
    event = make_event()
    register(event, Guest("Kim Ohneland", "kim@example.org"))
    client = desk_of(make_organiser(SEE))
    assert "Kim Ohneland" not in client.get(at("event", event.pk)).content.decode()
    assert client.get(at("registrations", event.pk)).status_code == 302
    assert client.get(at("paper", event.pk)).status_code == 302


def test_who_edits_does_not_publish() -> None:
    event = make_event(state="draft")
    desk_of(make_organiser(SEE, EDIT)).post(at("publish", event.pk))
    event.refresh_from_db()
    assert event.state == Event.State.DRAFT


def test_looking_changes_nothing(client: Client) -> None:
    event = make_event()
    register(event, Guest("Kim", "kim@example.org"))
    before = list(Event.objects.values()), list(Registration.objects.values())
    for path in [*faces(event), f"{event_address(event)}anmelden/"]:
        client.get(path)
    assert (list(Event.objects.values()), list(Registration.objects.values())) == before


def test_an_event_that_is_over_takes_nobody_and_says_what_is_missing(client: Client) -> None:
    now = timezone.now()
    event = make_event(start=now - timedelta(hours=3), end=now - timedelta(hours=1))
    page = client.get(event_address(event)).content.decode()
    assert "noch nicht aufgeschrieben" in page
    assert 'name="name"' not in page
