"""Meetings with agenda and minutes, the calendar and its files."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from roterfaden.council.addresses import address
from roterfaden.council.models import (
    FileLink,
    Meeting,
    State,
)
from roterfaden.council.models.result import Basis, Outcome
from tests.council import factories as make
from tests.council.pages.city import make_city
from tests.council.pages.test_paper import text_of

pytestmark = pytest.mark.django_db


def test_a_meeting_shows_its_agenda_with_outcomes_and_papers(client: Client) -> None:
    city = make_city()
    page = text_of(client, address(city.meeting))
    for words in (
        "Schulausschuss",
        "22.\xa0Juni 2026, 17:00",
        "Rathaus, Sitzungssaal",
        "Beschlussdrucksache 0728/2026",
    ):
        assert words in page, words
    assert "nichtöffentlich" in page
    assert "6 Stimmen dafür, 5 Stimmen dagegen" in page
    assert "Das Protokoll ist veröffentlicht." in page


def test_a_number_in_a_title_leads_to_its_paper(client: Client) -> None:
    city = make_city()
    make.make_agenda_item(
        city.meeting, name="Bänke (Drucks. Nr. 0900/2026)", paper_numbers=["0900/2026", "1234/2026", "?"]
    )
    page = text_of(client, address(city.meeting))
    assert 'href="/rat/drucksachen/0900-2026"' in page
    assert "Drucksache 1234/2026: hier nicht vorhanden" in page


@pytest.mark.parametrize(
    ("days", "result", "minutes", "words"),
    [
        (-10, "Einstimmig", False, "Beschlossen, Protokoll steht aus."),
        (-10, "", False, "Ergebnisse und Protokoll sind nicht veröffentlicht."),
        (-10, "Einstimmig", True, "Das Protokoll ist veröffentlicht."),
        (10, "", False, ""),
    ],
)
def test_the_minutes_have_a_state(client: Client, days: int, result: str, minutes: bool, words: str) -> None:
    meeting = make.make_meeting(start=timezone.now() + timedelta(days=days))
    make.make_agenda_item(
        meeting, result=result, outcome=Outcome.ADOPTED if result else Outcome.NONE, outcome_basis=Basis.TEXT
    )
    if minutes:
        make.make_file_link(make.make_file(), meeting=meeting, role=FileLink.Role.VERBATIM)
    page = text_of(client, address(meeting)).partition("<main")[2]
    assert words in page
    assert ("Protokoll " in page.partition("<footer")[0]) == bool(words)


def test_what_changed_in_the_agenda_is_told(client: Client) -> None:
    city = make_city()
    page = text_of(client, address(city.meeting))
    assert "1 Bericht</span></del>" in page
    assert "3 Verschiedenes</span></ins>" in page
    assert "2 Bänke</span></del>" not in page
    assert "Nichts, seit wir sie am" in text_of(client, address(city.coming))


def test_a_cancelled_meeting_says_so_everywhere(client: Client) -> None:
    city = make_city()
    Meeting.objects.filter(pk=city.coming.pk).update(cancelled=True)
    assert "Die Sitzung ist abgesagt." in text_of(client, address(city.coming))
    assert "abgesagt" in text_of(client, "/rat/sitzungen/")
    event = Calendar.from_ical(client.get(f"/rat/sitzungen/{city.coming.pk}.ics").content).walk("VEVENT")[0]
    assert event["STATUS"] == "CANCELLED"
    assert str(event["SUMMARY"]) == "Abgesagt: Ratsversammlung"


def test_calendar_files_are_calendars(client: Client) -> None:
    city = make_city()
    day_only = make.make_meeting([city.committee], start=timezone.now(), has_time=False)
    backwards = make.make_meeting([city.committee], start=timezone.now(), end=timezone.now() - timedelta(days=1))
    for path in (f"sitzungen/{city.meeting.pk}.ics", f"gremien/{city.committee.pk}/kalender.ics", "kalender/alle.ics"):
        response = client.get(f"/rat/{path}")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        events = {
            str(event["UID"]).split("@")[0]: event for event in Calendar.from_ical(response.content).walk("VEVENT")
        }
        assert events, path
        assert all(event["DTEND"].dt > event["DTSTART"].dt for event in events.values())
    assert type(events[f"meeting-{day_only.pk}"]["DTSTART"].dt) is date
    assert f"meeting-{backwards.pk}" in events
    assert events[f"meeting-{city.meeting.pk}"]["DTSTART"].dt == datetime(2026, 6, 22, 15, 0, tzinfo=UTC)


def test_the_month_shows_its_days_and_the_way_to_others(client: Client) -> None:
    city = make_city()
    late = make.make_meeting([city.council], start=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    june, july = text_of(client, "/rat/kalender/?monat=2026-06"), text_of(client, "/rat/kalender/?monat=2026-07")
    assert address(city.meeting) in june
    assert address(late) not in june
    assert address(late) in july
    assert 'href="?monat=2026-07"' in june
    assert "in den Kalender" not in june
    assert 'href="?monat=2101-01"' not in text_of(client, "/rat/kalender/?monat=2100-12")
    assert "June 2026" in text_of(client, "/en/rat/kalender/?monat=2026-06")


def test_a_hidden_meeting_answers_410_on_every_face(client: Client) -> None:
    city = make_city()
    Meeting.objects.filter(pk=city.meeting.pk).update(state=State.HIDDEN, name="Geheim", gone_reason="Versehen")
    for path in (address(city.meeting), f"/rat/sitzungen/{city.meeting.pk}.ics"):
        assert "Versehen" in text_of(client, path, 410)
    for path in (
        "kalender/?monat=2026-06",
        "kalender/alle.ics",
        "sitzungen/?zeit=vergangen",
        "aenderungen/",
        f"gremien/{city.committee.pk}",
    ):
        assert address(city.meeting).encode() not in client.get(f"/rat/{path}").content, path
