"""Meetings, organizations, persons, files, calendar, sources, silent changes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from roterfaden.council import source_page
from roterfaden.council.addresses import address
from roterfaden.council.models import (
    FileLink,
    ImportRun,
    Meeting,
    Organization,
    Person,
    Revision,
    Source,
    State,
)
from roterfaden.council.models.result import Basis, Outcome
from roterfaden.council.views import files
from tests.council import factories as make
from tests.council.pages.city import make_city
from tests.council.pages.test_paper import count_statements, text_of

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
    page = text_of(client, address(meeting))
    assert words in page
    assert ("Protokoll" in page) == bool(words)


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


def test_meeting_statements_do_not_depend_on_the_agenda(client: Client) -> None:
    city = make_city()
    make.make_agenda_item(city.meeting, paper_numbers=["0900/2026"])
    path = address(city.meeting)
    client.get(path)
    few = count_statements(client, path)
    for number in range(15):
        item = make.make_agenda_item(city.meeting, paper_numbers=["0900/2026"] if number % 2 else [])
        paper = make.make_paper(f"{number}/2020")
        make.make_consultation(paper, meeting=city.meeting, agenda_item=item, organization=city.committee)
        make.make_file_link(make.make_file(), agenda_item=item)
        make.make_revision(meeting=city.meeting)
    assert count_statements(client, path) == few <= 25


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


def test_an_organization_shows_meetings_members_and_papers(client: Client) -> None:
    city = make_city()
    page = text_of(client, address(city.committee))
    for words in ("Schulausschuss", "22.06.2026", "Alex Beispiel", "Mehr Bänke im Stadtpark"):
        assert words in page, words
    assert "Was sie zuletzt beantragt hat" in text_of(client, address(city.faction))
    former = make.make_organization("Altes", end_date=date(2001, 1, 1))
    assert "Dieses Gremium gibt es nicht mehr." in text_of(client, address(former))
    assert "1 " in text_of(client, "/rat/gremien/") or "frühere" in text_of(client, "/rat/gremien/")


def test_past_meetings_of_an_organization_are_paged(client: Client) -> None:
    committee = make.make_organization()
    for number in range(23):
        make.make_meeting([committee], start=datetime(2020, 1, 1 + number, 15, tzinfo=UTC))
    page = text_of(client, address(committee))
    assert 'href="?seite=3"' in page
    assert "01.01.2020" not in page
    assert "01.01.2020" in text_of(client, f"{address(committee)}?seite=3")


def test_members_of_a_day(client: Client) -> None:
    city = make_city()
    path = f"/rat/gremien/{city.council.pk}/mitglieder"
    assert "Alex Beispiel" in text_of(client, path)
    assert "Alex Beispiel" in text_of(client, f"{path}?am=2020-01-01")
    assert "Alex Beispiel" not in text_of(client, f"{path}?am=2022-01-01")
    assert client.get(f"{path}?am=2020-02-30").status_code == 400


def test_a_person_shows_functions_now_and_before_and_no_contact_data(client: Client) -> None:
    city = make_city()
    Person.objects.filter(pk=city.person.pk).update(email=["privat@example.org"], phone=["0511 1"], gender="weiblich")
    page = text_of(client, address(city.person))
    assert "Schulausschuss" in page
    assert "Beigeordnete*r" in page
    for private in ("privat@example.org", "0511 1", "weiblich"):
        assert private not in page
    assert "Alex Beispiel" in text_of(client, "/rat/personen/?buchstabe=B")
    assert "Alex Beispiel" not in text_of(client, "/rat/personen/?buchstabe=C")


def test_a_hidden_person_or_organization_is_on_no_page(client: Client) -> None:
    city = make_city()
    Person.objects.filter(pk=city.person.pk).update(state=State.HIDDEN, name="Geheim Geheim")
    Organization.objects.filter(pk=city.faction.pk).update(state=State.HIDDEN, name="Geheime Gruppe")
    type(city.paper).objects.filter(pk=city.paper.pk).update(decided_by=city.faction)
    assert client.get(address(city.person)).status_code == 410
    assert client.get(address(city.faction)).status_code == 410
    assert client.get(f"/rat/gremien/{city.faction.pk}/kalender.ics").status_code == 410
    assert client.get(f"/rat/drucksachen/?fraktion={city.faction.pk}").status_code == 400
    for path in (
        address(city.committee),
        "/rat/personen/",
        "/rat/gremien/",
        address(city.paper),
        "/rat/drucksachen/",
        "/rat/",
    ):
        page = text_of(client, path)
        assert "Geheim Geheim" not in page, path
        assert "Geheime Gruppe" not in page, path
    export = b"".join(client.get("/rat/drucksachen/export.csv")).decode()
    assert "Geheime Gruppe" not in export


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


def test_a_file_is_public_as_long_as_it_hangs_at_something_public(client: Client) -> None:
    city = make_city()
    assert "Drei neue Bänke." in text_of(client, address(city.file))
    other = make.make_paper("5/2020")
    make.make_file_link(city.file, paper=other)
    type(city.paper).objects.filter(pk=city.paper.pk).update(state=State.HIDDEN, gone_reason="Versehen", name="Geheim")
    assert "Geheim" not in text_of(client, address(city.file))
    type(city.paper).objects.filter(pk=other.pk).update(state=State.DELETED)
    assert client.get(address(city.file)).status_code == 410
    assert client.get(address(make.make_file())).status_code == 404


def test_a_long_text_is_read_in_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PART", 20)
    file = make.make_file()
    make.make_file_link(file, paper=make.make_paper())
    words = [f"wort{number}" for number in range(9)]
    make.make_file_text(file, " ".join(words))
    parts = [text_of(client, f"{address(file)}?teil={part}") for part in (1, 2, 3)]
    for word in words:
        assert sum(f"{word}" in part for part in parts) == 1, word
    assert client.get(f"{address(file)}?teil=4").status_code == 404


def test_an_unreadable_file_says_so(client: Client) -> None:
    file = make.make_file(text_state="unreadable", text_reason="verschlüsselt", access_url="javascript:alert(1)")
    make.make_file_link(file, paper=make.make_paper())
    page = text_of(client, address(file))
    assert "Text nicht lesbar." in page
    assert "verschlüsselt" in page
    assert "javascript:" not in page


def test_silent_changes_show_both_texts_and_hashes(client: Client) -> None:
    city = make_city()
    changes = [
        {"field": "content", "old": "a" * 64, "new": "b" * 64, "old_text": "drei Bänke", "new_text": "vier Bänke"}
    ]
    changes += [{"field": "content", "old": "c" * 64, "new": "d" * 64}]
    revision = make.make_revision(city.paper, changes=changes)
    page = text_of(client, address(revision))
    for words in ("a" * 64, "d" * 64, "drei", "vier", "<del>", "<ins>", "die Prüfsummen belegen"):
        assert words in page, words
    assert Revision.objects.count() == 3
    root = ET.fromstring(client.get("/rat/aenderungen/feed.atom").content)
    titles = [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in root.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert len(titles) == 3
    assert any("Mehr Bänke im Stadtpark" in (title or "") for title in titles)


def test_a_paper_s_feed_tells_stations_and_silent_changes(client: Client) -> None:
    city = make_city()
    text = client.get(f"{address(city.paper)}.atom").content.decode()
    for words in ("Entscheidung: Verwaltungsausschuss", "Einstimmig", "Stille Änderung", "#station-2"):
        assert words in text, words


def test_the_sources_page_tells_freshness_counts_findings_and_gaps(client: Client) -> None:
    source = make.make_source(
        last_complete_at=timezone.now(), known_gaps=["Verwaltungsausschuss: nicht veröffentlicht"], sample_data=True
    )
    counts = {"Paper": {"seen": 2097, "new": 5}, "AgendaItem": {"new": 1}, "Neuland": {"seen": 1}}
    findings = {
        "bad-date": {"count": 3, "examples": [{"url": "https://ris.example/1", "detail": "0000-00-00"}]},
        "neu": {"count": 1},
    }
    make.make_run(
        source, counts=counts, findings=findings, figures={"seconds": 12.34, "requests": 30}, message="fertig"
    )
    make.make_run(source, outcome=ImportRun.Outcome.RUNNING, message="läuft noch")
    page = text_of(client, "/rat/quellen/")
    for words in (
        "2.097",
        "unmögliches Datum",
        "0000-00-00",
        "Verwaltungsausschuss: nicht veröffentlicht",
        "Neuland",
        "Beispieldaten",
    ):
        assert words in page, words
    detail = text_of(client, address(source))
    assert "12,3 Sekunden" in detail
    assert "läuft noch" in detail
    assert client.get("/rat/quellen/gibtsnicht").status_code == 404


def test_broken_run_figures_do_not_break_the_page(client: Client) -> None:
    source = make.make_source(known_gaps=[{"text": "Lücke"}, None])
    make.make_run(
        source,
        counts={"Paper": None, "File": {"seen": "x"}},
        findings={"a": [], "b": {"examples": ["x", {"url": None}]}},
        figures={"seconds": "x"},
    )
    assert "Lücke" in text_of(client, "/rat/quellen/")
    assert client.get(address(source)).status_code == 200


def test_lists_of_sources_and_runs_take_few_statements(client: Client) -> None:
    make.make_run(make.make_source())
    client.get("/rat/quellen/")
    few = count_statements(client, "/rat/quellen/")
    for number in range(9):
        make.make_run(make.make_source(f"quelle-{number}", name=f"Quelle {number}"))
    assert count_statements(client, "/rat/quellen/") == few <= 20
    assert Source.objects.count() == 10


@pytest.mark.parametrize(
    "path", ["", "sitzungen/?zeit=vergangen", "kalender/?monat=2026-06", "gremien/", "personen/", "aenderungen/"]
)
def test_lists_take_few_statements_however_long(client: Client, path: str) -> None:
    city = make_city()
    client.get(f"/rat/{path}")
    few = count_statements(client, f"/rat/{path}")
    for number in range(12):
        organization = make.make_organization(f"Ausschuss {number}")
        make.make_membership(make.make_person(f"Person {number}"), organization)
        make.make_meeting([organization], start=city.meeting.start, location=make.make_location())
        make.make_revision(make.make_paper(f"{number}/2020", decided_on=date(2026, 1, 1), decided_by=organization))
    assert count_statements(client, f"/rat/{path}") == few <= 20


@pytest.mark.parametrize("thing", ["committee", "person", "file", "revision", "body"])
def test_details_take_few_statements(client: Client, thing: str) -> None:
    city = make_city()
    path = address(getattr(city, thing))
    client.get(path)
    few = count_statements(client, path)
    for number in range(12):
        meeting = make.make_meeting([city.committee], start=timezone.now() - timedelta(days=number))
        make.make_membership(make.make_person(f"Person {number}"), city.committee)
        make.make_membership(city.person, make.make_organization(f"Ausschuss {number}"))
        make.make_file_link(city.file, meeting=meeting)
        make.make_paper_organization(make.make_paper(f"{number}/2020"), city.committee)
    assert count_statements(client, path) - few in {0, 1}
    assert count_statements(client, path) <= 25


def test_the_report_on_our_own_interface_is_published(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    report: dict[str, Any] | None = None
    monkeypatch.setattr(source_page, "read_report", lambda: report)
    assert client.get("/rat/quellen/pruefbericht").status_code == 404
    assert "noch nicht veröffentlicht" in text_of(client, "/rat/quellen/")
    finding = {
        "code": "x-1",
        "severity": "error",
        "section": "2.1",
        "title": "Feld fehlt",
        "mend": "Ergänzen",
        "count": 3,
    }
    report = {"errors": 1, "warnings": 0, "notes": 2, "objects": {"Paper": 7}, "checkedAt": "2026-11-22T10:00:00+01:00"}
    report |= {
        "requests": 9,
        "oparlVersion": "1.1",
        "findings": [{**finding, "examples": [{"url": "http://x", "detail": "<i>"}]}],
    }
    page = text_of(client, "/rat/quellen/pruefbericht")
    for words in (
        "1 Fehler, 0 Warnungen, 2 Hinweise.",
        "Feld fehlt",
        "Abschnitt 2.1",
        "22.\xa0November 2026, 10:00",
        "&lt;i&gt;",
    ):
        assert words in page, words
    report = {"unreachable": "weg"}
    assert "antwortete die Schnittstelle nicht" in text_of(client, "/rat/quellen/pruefbericht")
    report = {"objects": ["x"], "checkedAt": "gestern"}
    assert "keine Befunde" in text_of(client, "/rat/quellen/pruefbericht")


def test_a_mirrored_file_offers_our_copy(client: Client) -> None:
    file = make.make_file(mirror_path="mirror/x.pdf", content_sha256="a" * 64, fetched_at=timezone.now())
    make.make_file_link(file, paper=make.make_paper())
    page = text_of(client, address(file))
    assert f'href="/oparl/v1.1/file/{file.pk}/download"' in page
    assert "a" * 64 in page
