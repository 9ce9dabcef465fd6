"""Lists of bodies and meetings."""

from __future__ import annotations

from roterfaden.council.sources.sim.pages.dom import Oddity
from roterfaden.council.sources.sim.pages.lists import BodyEntry, parse_bodies, parse_meetings
from tests.council.sim.pages import BASE, SITE, fixture, framed


def test_committees_have_code_name_and_end() -> None:
    found = parse_bodies(fixture("committees"), SITE)
    assert found.entries == (
        BodyEntry("AWasser", "Ausschuss für Wasser Wind und Wetter"),
        BodyEntry("AAlt", "Ausschuss für Märkte (Marktausschuss)", dissolved=True),
        BodyEntry("ANeu", "Ausschuss für Märkte (Marktausschuss)"),
        BodyEntry("BetriebsAHäfen", "Betriebsausschuss für Häfen"),
    )
    assert found.city == "Musterstadt"
    assert found.oddities == ()


def test_district_councils_are_named_by_the_list_not_by_the_map() -> None:
    found = parse_bodies(fixture("districts"), SITE)
    assert found.entries == (
        BodyEntry("STBR01", "Stadtbezirksrat Mitte"),
        BodyEntry("STBR13", "Stadtbezirksrat Nord-Hafen"),
    )


def test_list_without_bodies_is_reported() -> None:
    assert parse_bodies(framed("<h2>Wartung</h2>"), SITE).oddities == (Oddity("sim-empty-list", "Wartung"),)


def test_meetings_are_listed_once_and_only_those_of_this_site() -> None:
    found = parse_meetings(fixture("meetings"), SITE)
    assert [key.text for key in found.keys] == ["20260622_AWasser", "20260518_BetriebsAHäfen"]


def test_meeting_on_an_impossible_day_is_reported() -> None:
    assert parse_meetings(fixture("meetings"), SITE).oddities == (
        Oddity("sim-bad-address", BASE + "TM/20261399_AWasser"),
    )
