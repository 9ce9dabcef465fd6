"""The invented sources, read by the real readers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from roterfaden.council.sources.base import Json
from roterfaden.council.sources.oparl.reader import OParlReader
from roterfaden.council.sources.sim import SimReader
from roterfaden.demo.calendar import INVITED
from roterfaden.demo.oparl.village import Village
from roterfaden.demo.sim.html import FOLDER, ROOT
from roterfaden.demo.source import OPARL, DemoSource
from roterfaden.demo.world import CITY
from tests.demo.desk import ANCHOR, SITE_URL, DemoDesk, of_type

SIM = SITE_URL + ROOT + FOLDER
SYSTEM = SITE_URL + ROOT + OPARL + "system"


def read_city(desk: DemoDesk) -> list[Json]:
    reader = SimReader(SIM, desk)
    reader.system()
    return [obj for page in reader.pages() for obj in page.objects]


@pytest.fixture(scope="module")
def desk() -> DemoDesk:
    return DemoDesk()


@pytest.fixture(scope="module")
def city(desk: DemoDesk) -> list[Json]:
    return read_city(desk)


def test_city_is_labelled_as_invented_in_its_very_name(desk: DemoDesk) -> None:
    assert SimReader(SIM, desk).system()["body"][0]["name"] == CITY
    assert "Beispieldaten" in CITY


def test_reader_understands_every_page(desk: DemoDesk, city: list[Json]) -> None:
    assert city
    assert desk.gaps == []
    assert desk.findings == []


def test_city_has_bodies_meetings_and_papers_of_all_kinds(city: list[Json]) -> None:
    bodies = [obj["roterfaden:kind"] for obj in of_type(city, "Organization")]
    assert (bodies.count("districtCouncil"), bodies.count("plenum"), bodies.count("committee")) == (13, 1, 14)
    assert len(of_type(city, "Paper")) > 200
    kinds = {obj["paperType"] for obj in of_type(city, "Paper")}
    assert kinds == {"Beschlussdrucksache", "Informationsdrucksache", "Antrag", "Anfrage"}


def test_city_has_data_on_climate_costs_and_relations(city: list[Json]) -> None:
    papers = of_type(city, "Paper")
    effects = {paper["roterfaden:climate"]["effect"] for paper in papers if "roterfaden:climate" in paper}
    assert effects >= {"positive", "neutral", "negative", "mixed", "unclear"}
    assert sum(bool(paper.get("roterfaden:costs", {}).get("lines")) for paper in papers) > 30
    kinds = {row["kind"] for paper in papers for row in paper.get("roterfaden:relations", [])}
    assert kinds >= {"newVersion", "amends", "answers"}


def test_meetings_of_the_next_weeks_have_an_agenda_later_ones_not(city: list[Json]) -> None:
    today, edge = ANCHOR.isoformat(), (ANCHOR + INVITED).isoformat()
    meetings = of_type(city, "Meeting")
    coming = [m for m in meetings if today <= m["start"][:10] <= edge]
    later = [m for m in meetings if m["start"][:10] > edge]
    assert len(coming) > 3
    assert all(m.get("agendaItem") for m in coming)
    assert later
    assert not any(m.get("agendaItem") for m in later)


def test_stations_are_past_dated_or_only_announced(city: list[Json]) -> None:
    stations = [c for paper in of_type(city, "Paper") for c in paper.get("consultation", [])]
    assert any(c["roterfaden:planned"] for c in stations)
    assert any(c.get("roterfaden:date", "") > ANCHOR.isoformat() for c in stations)
    late = [c for c in stations if c.get("roterfaden:date", "") >= ANCHOR.isoformat() and c.get("roterfaden:result")]
    assert late == []


def test_executive_committee_has_results_but_no_meetings(city: list[Json]) -> None:
    names = [obj["name"] for obj in of_type(city, "Meeting")]
    assert not [name for name in names if name.startswith("Verwaltungsausschuss")]
    stations = [c for paper in of_type(city, "Paper") for c in paper.get("consultation", [])]
    own = [c for c in stations if c["roterfaden:organizationName"] == "Verwaltungsausschuss"]
    assert any(c.get("roterfaden:result") for c in own)
    assert not any("meeting" in c for c in own)


def test_withdrawn_paper_is_there_before_and_named_nowhere_after() -> None:
    source = DemoSource(ANCHOR, ANCHOR, SITE_URL)
    gone = next(paper for paper in source.site.city.papers if paper.withdrawn_on)
    assert gone.withdrawn_on is not None
    before = read_city(DemoDesk(today=gone.withdrawn_on - timedelta(days=1)))
    after = read_city(DemoDesk(today=gone.withdrawn_on))
    assert any(obj.get("reference") == gone.number for obj in before)
    assert gone.number not in str(after)


def test_each_file_that_a_page_names_is_there(desk: DemoDesk, city: list[Json]) -> None:
    files = [obj[name] for obj in city for name in ("mainFile", "invitation", "resultsProtocol") if name in obj]
    assert len(files) > 300
    for file in files[::25]:
        assert desk.get(file["accessUrl"]).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "DS/9999-2026",
        "TM/20260101_Nix",
        "TM/x",
        "TO/20260101_ABau_E",
        "TO/x",
        "TOPS/1",
        "Termine.xsp?grem=Nix",
        "Kontakt.xsp",
        "../",
        "%00",
    ],
)
def test_other_addresses_are_not_there(path: str, desk: DemoDesk) -> None:
    assert desk.get(SIM + path).status == 404


# --- the village ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def village(desk: DemoDesk) -> list[Json]:
    reader = OParlReader(SYSTEM, desk)
    reader.system()
    return [obj for page in reader.pages() for obj in page.objects]


def test_village_has_persons_with_functions_and_one_who_left(village: list[Json]) -> None:
    persons = of_type(village, "Person")
    assert len(persons) == 14
    assert all(len(person["membership"]) >= 3 for person in persons)
    assert len([p for p in persons if "endDate" in p["membership"][0]]) == 1


def test_every_reference_of_the_village_leads_to_an_object(village: list[Json]) -> None:
    known = {obj["id"] for obj in _all(village)} | {SITE_URL + ROOT + OPARL + "body"}
    for obj in _all(village):
        for name in ("organization", "meeting", "agendaItem", "consultation", "paper", "person", "onBehalfOf", "body"):
            for value in obj[name] if isinstance(obj.get(name), list) else [obj.get(name)]:
                assert not isinstance(value, str) or value in known, (obj["id"], name, value)


def _all(value: Any) -> list[Json]:
    if isinstance(value, list):
        return [found for item in value for found in _all(item)]
    if isinstance(value, dict):
        own = [value] if "id" in value else []
        return own + [found for item in value.values() for found in _all(item)]
    return []


def test_village_uses_numbers_that_the_city_uses_too(village: list[Json], city: list[Json]) -> None:
    shared = {p["reference"] for p in of_type(village, "Paper")} & {p["reference"] for p in of_type(city, "Paper")}
    assert len(shared) >= 3


def test_village_tells_no_results_of_meetings_to_come() -> None:
    village = Village("https://x.example/", ANCHOR, ANCHOR)
    for meeting in village.all_meeting():
        if meeting["start"][:10] >= ANCHOR.isoformat():
            assert not [item for item in meeting["agendaItem"] if "result" in item]


@pytest.mark.parametrize("path", ["paper/99", "file/99.pdf", "file/x.pdf", "nothing", "person/"])
def test_village_knows_nothing_else(path: str) -> None:
    assert DemoSource(ANCHOR, ANCHOR, SITE_URL).answer(OPARL + path) is None
