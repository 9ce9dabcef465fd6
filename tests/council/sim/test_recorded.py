"""Hannover's real pages, where they are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from roterfaden.council.sources.sim.addresses import Site
from tests.council.sim.desk import FakeDesk, objects, read
from tests.council.sim.pages import BASE, framed

FOLDER = Path(settings.TESTDATA) / "hannover-sim"
HANNOVER = "https://e-government.hannover-stadt.de/lhhsimwebre.nsf/"
pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no recorded data: {FOLDER} (setting ROTERFADEN_TESTDATA)"),
]


@pytest.fixture(scope="module")
def desk() -> FakeDesk:
    """The recorded pages at another place; a paper that was not recorded answers as one that is not public."""
    hidden = "<html><body><p>Nicht zur Veröffentlichung im Internet freigegeben.</p></body></html>"
    pages = {path.name.removesuffix(".html"): path.read_text("utf-8") for path in FOLDER.glob("*.html")}
    answers: dict[str, Any] = {name.replace("_", "/", 1): text for name, text in pages.items() if ".xsp" not in name}
    answers |= {name: text for name, text in pages.items() if ".xsp" in name}
    answers["Termine.xsp?view=Termine&grem=AJHA"] = framed('<a href="TM/20260622_AJHA">22.06.2026</a>')
    meeting = read(FakeDesk(answers))[-1].objects[0]
    for number in (n for item in meeting["agendaItem"] for n in item.get("roterfaden:paperNumbers", [])):
        answers.setdefault(Site(BASE).paper_url(number).removeprefix(BASE), hidden)
    return FakeDesk(answers)


@pytest.fixture(scope="module")
def found(desk: FakeDesk) -> dict[str, Any]:
    return objects(read(desk))


def test_all_33_committees_and_13_district_councils_are_there(found: dict[str, Any]) -> None:
    kinds = [obj["roterfaden:kind"] for obj in found.values() if "roterfaden:kind" in obj]
    assert (kinds.count("committee"), kinds.count("districtCouncil"), kinds.count("plenum")) == (33 + 1, 13, 1)


def test_meeting_of_22_june_shows_all_agenda_items_with_their_papers(found: dict[str, Any]) -> None:
    items = found["TM/20260622_AJHA"]["agendaItem"]
    assert len(items) == 33
    assert len([item for item in items if "roterfaden:paperNumbers" in item]) == 25
    assert (items[2]["number"], items[2]["roterfaden:paperNumbers"]) == ("1.1.", ["1418/2026"])
    assert [item["public"] for item in items] == [True] * 32 + [False]


def test_0728_has_three_stations_einstimmig_each_the_last_without_a_meeting(found: dict[str, Any]) -> None:
    stations = found["DS/0728-2026"]["consultation"]
    assert [station["roterfaden:result"] for station in stations] == ["Einstimmig"] * 3
    assert ["meeting" in station for station in stations] == [True, True, False]
    assert found["DS/0728-2026"]["roterfaden:costs"]["net"] == "5800.00"
    assert found["DS/0728-2026"]["roterfaden:climate"]["effect"] == "neutral"


def test_1418_has_six_stations_of_which_two_are_only_announced(found: dict[str, Any]) -> None:
    stations = found["DS/1418-2026"]["consultation"]
    assert [station["roterfaden:planned"] for station in stations] == [False] * 4 + [True] * 2


def test_nothing_in_the_real_pages_is_unknown_to_the_reader(desk: FakeDesk) -> None:
    assert set(desk.codes()) <= {"sim-not-public", "sim-meeting-missing"}
