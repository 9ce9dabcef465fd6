"""Pages that are cut, garbled or made to do harm: nothing raises, nothing acts."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.council.sources.sim.directory import Directory
from roterfaden.council.sources.sim.objects import meeting_json, paper_json
from roterfaden.council.sources.sim.pages.dom import is_bomb
from roterfaden.council.sources.sim.pages.lists import parse_bodies, parse_meetings
from roterfaden.council.sources.sim.pages.meeting import parse_meeting
from roterfaden.council.sources.sim.pages.paper import parse_paper
from tests.council.sim.desk import FakeDesk, objects, read, site
from tests.council.sim.pages import BASE, SITE, fixture

PAGES = [
    "committees",
    "districts",
    "meetings",
    "meeting",
    "meeting_cancelled",
    "proposal",
    "costs",
    "motion",
    "hostile",
]
KEY = SITE.meeting_key(BASE + "TM/20260622_AWasser")


def parse_everything(html: str) -> str:
    """Every parser on one page, and the objects of what it found, as JSON."""
    directory = Directory.of(SITE, parse_bodies(html, SITE).entries)
    parse_meetings(html, SITE)
    assert KEY is not None
    meeting = meeting_json(SITE.meeting_url(KEY), KEY, parse_meeting(html, SITE), directory)
    return json.dumps([meeting, paper_json(BASE + "DS/0101-2026", parse_paper(html, SITE), directory)])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PAGES), st.integers(0, 9000), st.text(max_size=30), st.integers(0, 200))
def test_page_cut_anywhere_with_anything_put_in_still_parses(name: str, at: int, junk: str, lost: int) -> None:
    page = fixture(name)
    parse_everything(page[:at] + junk + page[at + lost :])
    parse_everything(page[:at])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_page_with_its_tags_shuffled_still_parses(data: st.DataObject) -> None:
    parts = fixture(data.draw(st.sampled_from(PAGES))).split("<")
    order = data.draw(st.permutations(range(len(parts)))) if len(parts) < 60 else list(reversed(range(len(parts))))
    parse_everything("<".join(parts[index] for index in order))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_parses(text: str) -> None:
    parse_everything(text)
    parse_everything(f"<main><h2>{text}</h2><h4>Beratungsverlauf:</h4><ul><li>{text}</li></ul></main>")


@pytest.mark.parametrize("bomb", ["<div>" * 200_000, "<b x=1>" * 200_000, "a" * 9_000_000, "<ul><li>" * 200_000])
def test_bombs_are_empty_pages_and_cost_no_time(bomb: str) -> None:
    began = time.monotonic()
    assert is_bomb(bomb)
    parse_everything(bomb)
    assert time.monotonic() - began < 5


def test_ordinary_pages_are_no_bombs() -> None:
    assert not [name for name in PAGES if is_bomb(fixture(name))]


def test_hostile_markup_is_inert_in_every_field() -> None:
    pages = read(FakeDesk(site() | {"DS/0101-2026": fixture("hostile")}))
    paper = objects(pages)["DS/0101-2026"]
    assert paper["reference"] == "0666/2026"
    assert "mainFile" not in paper
    markup = json.dumps(paper["roterfaden:sections"]).casefold()
    for bad in ("<script", "<img", "<style", "<iframe", "onclick", "onerror", "javascript:", "evil.example/pixel"):
        assert bad not in markup
    assert [station.get("meeting") for station in paper["consultation"]] == [None]
    assert paper["consultation"][0]["roterfaden:result"] == "Einstimmig"


def test_ids_of_a_hostile_page_stay_on_the_site() -> None:
    pages = read(FakeDesk(site() | {"DS/0101-2026": fixture("hostile"), "TM/20260622_AWasser": fixture("meeting")}))
    assert all(str(obj["id"]).startswith(BASE) for obj in objects(pages).values())
    assert all(page.url.startswith(BASE) for page in pages)
