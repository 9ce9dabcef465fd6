"""A meeting's page: information, documents, agenda."""

from __future__ import annotations

from datetime import date, time

from roterfaden.council.sources.sim.pages.agenda import AgendaRow
from roterfaden.council.sources.sim.pages.dom import Oddity
from roterfaden.council.sources.sim.pages.meeting import MeetingDocument, MeetingPage, Place, parse_meeting
from tests.council.sim.pages import BASE, SITE, fixture, framed


def meeting() -> MeetingPage:
    return parse_meeting(fixture("meeting"), SITE)


def rows() -> dict[str, AgendaRow]:
    return {row.title: row for row in meeting().agenda}


def test_body_day_and_time_are_read_by_their_heads() -> None:
    found = meeting()
    assert found.body == "Ausschuss für Wasser Wind und Wetter"
    assert (found.day, found.start, found.end) == (date(2026, 6, 22), time(15, 30), None)
    assert found.title == "Ausschuss für Wasser Wind und Wetter am 22.06.2026"


def test_place_has_its_page_and_address() -> None:
    assert meeting().place == Place(
        "Rathaus, Pegelsaal", BASE + "Tagungsort/AB12CD34", "Uferweg 2", "12345", "Musterstadt"
    )


def test_invitation_and_minutes_have_the_day_they_appeared() -> None:
    assert meeting().documents == (
        MeetingDocument("Einladung", BASE + "TO/20260622_AWasser_E", date(2026, 6, 16)),
        MeetingDocument("Protokoll", BASE + "TO/20260622_AWasser_P", date(2026, 8, 28)),
        MeetingDocument("Protokoll (Berichtigung)", BASE + "TO/20260622_AWasser_P2", None),
    )


def test_agenda_keeps_number_title_and_order() -> None:
    assert [row.number for row in meeting().agenda] == [
        *("I.", "1.", "2.", "2.1.", "3.", "4.", "", "3.", "II. ff.", "5."),
    ]
    assert meeting().agenda[2].title == "Erneuerung des Brunnens am Lindenhof (Drucks. Nr. 0101/2026)"


def test_letterspaced_heading_becomes_words() -> None:
    assert meeting().agenda[0].title == "ÖFFENTLICHER TEIL"


def test_item_names_its_own_paper_not_the_one_it_amends() -> None:
    row = meeting().agenda[3]
    assert (row.paper, row.url) == ("0102/2026 N1", BASE + "DS/0102-2026N1")


def test_number_at_the_end_of_an_unlinked_title_names_the_paper() -> None:
    row = rows()["Pegelbericht (Informationsdrucks. Nr. 0103/2026)"]
    assert (row.paper, row.url) == ("0103/2026", "")


def test_link_to_the_item_itself_is_never_a_paper_and_never_followed() -> None:
    assert not [row for row in meeting().agenda if "TOPS" in row.url]
    assert rows()["Mietsache Hafenkante"].url == ""


def test_confidential_items_are_marked_by_icon_or_by_their_heading() -> None:
    public = {title: row.public for title, row in rows().items()}
    assert public == {
        "ÖFFENTLICHER TEIL": True,
        "Genehmigung des Protokolls vom 18.05.2026 - Öffentlicher Teil -": True,
        "Erneuerung des Brunnens am Lindenhof (Drucks. Nr. 0101/2026)": True,
        meeting().agenda[3].title: True,
        "Pegelbericht (Informationsdrucks. Nr. 0103/2026)": True,
        "Mietsache Hafenkante": False,
        "Bericht ohne Nummer": True,
        "Zweiter Punkt mit derselben Nummer": True,
        "Nichtöffentliche Tagesordnungspunkte": False,
        "Grundstückssache": False,
    }


def test_what_is_not_understood_is_reported() -> None:
    assert meeting().oddities == (
        Oddity("sim-unknown-field", "wasserstand: normal"),
        Oddity("sim-agenda-row", "Zeile ohne Nummer und Inhalt"),
    )


def test_meeting_without_time_place_and_agenda_is_a_meeting() -> None:
    found = parse_meeting(fixture("meeting_without_time"), SITE)
    assert (found.day, found.start, found.place, found.agenda) == (date(2026, 2, 3), None, None, ())
    assert found.oddities == ()


def test_cancelled_meeting_says_so_in_the_source_s_words() -> None:
    found = parse_meeting(fixture("meeting_cancelled"), SITE)
    assert (found.cancelled, found.state) == (True, "Die Sitzung entfällt.")
    assert (found.start, found.end) == (time(18, 0), time(20, 30))
    assert found.place == Place("Freizeitheim Lindenhof")


def test_page_that_is_no_meeting_is_reported() -> None:
    assert parse_meeting(framed("<h2>Fehler</h2>"), SITE).oddities == (Oddity("sim-no-information", "Fehler"),)
