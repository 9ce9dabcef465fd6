"""What addresses say, and that they stay on the site."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.sources.sim.addresses import MeetingKey, Site, slug
from tests.council.sim.pages import BASE, SITE


@pytest.mark.parametrize(
    ("number", "path"),
    [
        ("0728/2026", "DS/0728-2026"),
        ("1170/2026 N1", "DS/1170-2026N1"),
        ("0398/2013 F1", "DS/0398-2013F1"),
        ("15-1717/2017", "DS/15-1717-2017"),
        ("1234/2026 E1 N2", "DS/1234-2026E1N2"),
    ],
)
def test_number_and_address_of_a_paper_are_two_spellings_of_one_thing(number: str, path: str) -> None:
    assert SITE.paper_url(number) == BASE + path
    assert SITE.paper_number(BASE + path) == number


@pytest.mark.parametrize("path", ["DS/", "DS/abc", "DS/0728-26", "TM/0728-2026", "DS/0728-2026/x", ""])
def test_other_addresses_are_no_papers(path: str) -> None:
    assert SITE.paper_number(BASE + path) == ""


def test_meeting_key_is_read_from_its_address_and_back() -> None:
    key = SITE.meeting_key(BASE + "TM/20260518_BetriebsAH%C3%A4fen")
    assert key == MeetingKey(date(2026, 5, 18), "BetriebsAHäfen")
    assert SITE.meeting_url(key) == BASE + "TM/20260518_BetriebsAH%C3%A4fen"


def test_impossible_day_is_no_meeting() -> None:
    assert SITE.meeting_key(BASE + "TM/20261399_AWasser") is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "Rat"),
        ("?view=TermineSTBR07", "STBR07"),
        ("?view=Termine&grem=AJHA", "AJHA"),
        ("?view=Termine&grem=BetriebsAH%C3%A4fen", "BetriebsAHäfen"),
        ("?view=Termine", ""),
        ("?x=y", ""),
    ],
)
def test_body_code_is_read_from_the_list_of_its_meetings(query: str, code: str) -> None:
    assert SITE.body_code(BASE + "Termine.xsp" + query) == code
    if code:
        assert SITE.body_url(code) == BASE + "Termine.xsp" + query


def test_site_is_the_folder_of_any_of_its_pages() -> None:
    for page in ("", "DS/0728-2026", "Termine.xsp?view=x", "Ausschuesse.xsp"):
        assert Site.at(BASE + page).base == BASE


def test_a_copy_of_the_pages_speaks_for_its_own_place() -> None:
    copy = Site("http://127.0.0.1:8900/lhhsimwebre.nsf/")
    assert copy.absolute(BASE + "DS/0728-2026", BASE) == "http://127.0.0.1:8900/lhhsimwebre.nsf/DS/0728-2026"
    assert copy.absolute("../../lhhsimwebdd.nsf/A/$FILE/Druck Version.pdf", BASE) == (
        "http://127.0.0.1:8900/lhhsimwebdd.nsf/A/$FILE/Druck%20Version.pdf"
    )


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "http://[", "//["])
def test_what_cannot_be_fetched_is_no_address(href: str) -> None:
    assert SITE.absolute(href) == ""


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_link_on_any_base_gives_a_web_address_or_nothing(href: str, base: str) -> None:
    found = SITE.absolute(href, base)
    assert found == "" or found.startswith(("http://", "https://"))


@given(st.text(max_size=200))
def test_slug_is_made_of_plain_letters(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(text)
