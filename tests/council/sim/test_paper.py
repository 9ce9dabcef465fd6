"""A paper's page: number, files, stations, text."""

from __future__ import annotations

from datetime import date

import pytest

from roterfaden.council.sources.sim.pages.course import Station
from roterfaden.council.sources.sim.pages.dom import Oddity, Section
from roterfaden.council.sources.sim.pages.paper import Attachment, PaperPage, Related, parse_paper
from tests.council.sim.pages import BASE, SITE, fixture


def paper(name: str) -> PaperPage:
    return parse_paper(fixture(name), SITE)


@pytest.mark.parametrize(
    ("name", "number", "kind", "title"),
    [
        ("proposal", "0101/2026", "Beschlussdrucksache", "Erneuerung des Brunnens am Lindenhof: zweiter Bauabschnitt"),
        ("information", "0103/2026", "Informationsdrucksache", "Pegelbericht 2025"),
        ("motion", "0110/2026", "Antrag", "Gemeinsamer Antrag: Trinkbrunnen an Haltestellen"),
        ("answer", "0398/2026 F1", "Anfrage", "Anfrage der Fraktion Blaues Boot zu Bojen"),
        ("new_version", "0101/2026 N2", "Drucksache", "Erneuerung des Brunnens am Lindenhof"),
        ("district_paper", "15-1717/2026", "Antrag", "Zebrastreifen in der Uferstraße"),
    ],
)
def test_kind_number_and_title_stand_in_the_heading(name: str, number: str, kind: str, title: str) -> None:
    found = paper(name)
    assert (found.number, found.kind, found.title) == (number, kind, title)


def test_attachments_have_name_size_and_full_address() -> None:
    assert paper("proposal").attachments == (
        Attachment("Druckversion.pdf", "https://sim.example/lhhsimwebdd.nsf/E218/$FILE/Druckversion.pdf", 545_792),
        Attachment(
            "Anlage 1 Plan.pdf", "https://sim.example/lhhsimwebdd.nsf/E218/$FILE/Anlage%201%20Plan.pdf", 1_572_864
        ),
        Attachment("Anlage 1 Plan.pdf", "https://sim.example/lhhsimwebdd.nsf/E219/$FILE/Anlage%201%20Plan.pdf"),
    )


def test_course_has_linked_unlinked_planned_and_unreadable_stations() -> None:
    assert paper("proposal").course == (
        Station("Stadtbezirksrat Mitte", date(2026, 5, 4), meeting=BASE + "TM/20260504_STBR01", result="Einstimmig"),
        Station(
            "Ausschuss für Märkte (Marktausschuss)",
            date(2026, 5, 18),
            meeting=BASE + "TM/20260518_AWasser",
            role="zur Kenntnis",
        ),
        Station(
            "Ausschuss für Wasser Wind und Wetter",
            date(2026, 6, 22),
            meeting=BASE + "TM/20260622_AWasser",
            result="Die Drucksache wurde getrennt abgestimmt:\nZiffer 1: 7 Stimmen dafür, 4 Stimmen dagegen",
        ),
        Station("Verwaltungsausschuss", date(2026, 8, 13), result="Einstimmig"),
        Station("Ratsversammlung", date(2026, 8, 27)),
        Station("Verwaltungsausschuss", planned=True),
        Station("demnächst im Umlaufverfahren"),
    )
    assert Oddity("sim-unread-station", "demnächst im Umlaufverfahren") in paper("proposal").oddities


def test_addressed_bodies_keep_their_order_and_informed_ones_stand_apart() -> None:
    content = paper("proposal").content
    assert content.addressed == (
        "Stadtbezirksrat Mitte",
        "Ausschuss für Wasser Wind und Wetter",
        "Verwaltungsausschuss",
        "Ratsversammlung",
    )
    assert content.informed == ("Ausschuss für Märkte (Marktausschuss)", "Stadtbezirksräte 01 - 13")
    assert Oddity("sim-unknown-address", "Per Boten") in paper("proposal").oddities


def test_sections_are_clean_and_their_links_are_full() -> None:
    sections = paper("proposal").content.sections
    assert [part.heading for part in sections] == [
        "Antrag",
        "Berücksichtigung von Gender-Aspekten",
        "Ergebnis der Klimawirkungsprüfung",
        "Kostentabelle",
        "Begründung des Antrages",
    ]
    assert sections[0].html == (
        f'<div>dem Bau nach <a href="{BASE}DS/0777-2024" rel="noopener nofollow">Drucks. Nr. 0777/2024</a> zuzustimmen:'
        "<ol>\n<li>Becken,</li>\n<li>Pumpe.</li>\n</ol></div>"
    )


def test_office_and_day_are_the_signature_and_no_text() -> None:
    found = paper("proposal")
    assert (found.content.office, found.date) == ("68.1", date(2026, 4, 14))
    assert found.content.sections[-1].html == "<div>Das Becken ist undicht.</div>"


def test_text_before_the_first_heading_is_a_section_without_heading() -> None:
    first = paper("information").content.sections[0]
    assert first == Section("", "<div>Der Pegel lag im Mittel bei 2,10 m.</div>")


def test_applicants_are_parted_where_each_part_names_a_group() -> None:
    assert paper("motion").applicants == (
        "Fraktion Grüne Bank",
        "Fraktion Blaues Boot",
        "Gruppe Ufer",
        "Bezirksbürgermeisterin",
    )


def test_question_carries_its_answer() -> None:
    assert [part.heading for part in paper("answer").content.sections] == ["Anfrage", "Text der Antwort"]
    assert paper("answer").oddities == ()


def test_related_papers_have_number_label_and_link() -> None:
    assert paper("amendment").related == (
        Related("0102/2026", "Originalvorlage"),
        Related("0101/2026 N1", "Ursprungsvorlage", BASE + "DS/0101-2026N1"),
    )


def test_unknown_sections_are_kept_and_reported() -> None:
    found = paper("unknown_section")
    assert found.further == (Section("Seemeilen:", "<p>Zwölf.</p>"),)
    assert found.content.sections == (Section("Nebelhorn", "<div>Es tutet.</div>"),)
    assert found.oddities == (Oddity("sim-unknown-section", "Nebelhorn"), Oddity("sim-unknown-section", "Seemeilen:"))


def test_paper_that_is_not_public_says_so() -> None:
    found = paper("not_public")
    assert (found.published, found.number, found.title) == (False, "", "")


def test_climate_is_read_and_its_words_kept() -> None:
    climate = paper("proposal").content.climate
    assert climate is not None
    assert (climate.effect, climate.text) == ("positive", "Die Maßnahme wirkt sich positiv auf das Klima aus.")
