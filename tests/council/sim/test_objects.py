"""Parsed pages as OParl objects."""

from __future__ import annotations

from typing import Any

from tests.council.sim.desk import FakeDesk, objects, read, site
from tests.council.sim.pages import BASE


def found() -> dict[str, Any]:
    return objects(read(FakeDesk(site())))


def test_bodies_have_the_address_of_their_meetings_as_id_and_a_kind() -> None:
    kinds = {key: obj["roterfaden:kind"] for key, obj in found().items() if obj["type"].endswith("/Organization")}
    assert kinds == {
        "Termine.xsp": "plenum",
        "Ausschuesse.xsp#verwaltungsausschuss": "committee",
        "Termine.xsp?view=Termine&grem=AWasser": "committee",
        "Termine.xsp?view=Termine&grem=AAlt": "committee",
        "Termine.xsp?view=Termine&grem=ANeu": "committee",
        "Termine.xsp?view=Termine&grem=BetriebsAH%C3%A4fen": "committee",
        "Termine.xsp?view=TermineSTBR01": "districtCouncil",
        "Termine.xsp?view=TermineSTBR13": "districtCouncil",
    }


def test_dissolved_body_says_so() -> None:
    bodies = found()
    assert bodies["Termine.xsp?view=Termine&grem=AAlt"]["classification"] == "aufgelöst"
    assert "classification" not in bodies["Termine.xsp?view=Termine&grem=ANeu"]


def test_meeting_has_start_with_offset_place_body_and_documents() -> None:
    meeting = found()["TM/20260622_AWasser"]
    assert meeting["start"] == "2026-06-22T15:30:00+02:00"
    assert meeting["roterfaden:hasTime"] is True
    assert meeting["organization"] == [BASE + "Termine.xsp?view=Termine&grem=AWasser"]
    assert meeting["location"] == {
        "id": BASE + "Tagungsort/AB12CD34",
        "type": "https://schema.oparl.org/1.1/Location",
        "description": "Rathaus, Pegelsaal",
        "room": "Pegelsaal",
        "streetAddress": "Uferweg 2",
        "postalCode": "12345",
        "locality": "Musterstadt",
    }
    assert meeting["invitation"]["date"] == "2026-06-16"
    assert meeting["resultsProtocol"]["accessUrl"] == BASE + "TO/20260622_AWasser_P"
    assert [file["id"] for file in meeting["auxiliaryFile"]] == [BASE + "TO/20260622_AWasser_P2"]


def test_meeting_without_a_time_says_that_only_the_day_is_known() -> None:
    meeting = found()["TM/20260504_STBR01"]
    assert (meeting["start"], meeting["roterfaden:hasTime"]) == ("2026-02-03T00:00:00+01:00", False)


def test_agenda_items_have_stable_ids_also_where_numbers_repeat_or_lack() -> None:
    items = found()["TM/20260622_AWasser"]["agendaItem"]
    assert [item["id"].partition("#")[2] for item in items] == [
        *("top-i", "top-1", "top-2", "top-2-1", "top-3", "top-4", "top-o6", "top-3-2", "top-ii-ff", "top-5"),
    ]
    assert [item["order"] for item in items] == list(range(10))
    assert items[3]["roterfaden:paperNumbers"] == ["0102/2026 N1"]


def test_paper_has_number_kind_day_bodies_and_office() -> None:
    paper = found()["DS/0101-2026"]
    assert paper["reference"] == "0101/2026"
    assert paper["paperType"] == "Beschlussdrucksache"
    assert paper["date"] == "2026-04-14"
    assert paper["roterfaden:office"] == "68.1"
    assert paper["roterfaden:addressedTo"][-1] == "Ratsversammlung"
    assert paper["roterfaden:informed"] == ["Ausschuss für Märkte (Marktausschuss)", "Stadtbezirksräte 01 - 13"]


def test_stations_keep_their_order_and_count_a_body_s_occurrences() -> None:
    stations = found()["DS/0101-2026"]["consultation"]
    assert [station["id"].partition("#beratung-")[2] for station in stations] == [
        "stadtbezirksrat-mitte-1",
        "ausschuss-fuer-maerkte-marktausschuss-1",
        "ausschuss-fuer-wasser-wind-und-wetter-1",
        "verwaltungsausschuss-1",
        "ratsversammlung-1",
        "verwaltungsausschuss-2",
        "demnaechst-im-umlaufverfahren-1",
    ]
    assert [station["roterfaden:position"] for station in stations] == list(range(7))


def test_station_knows_its_body_by_the_meeting_or_by_name_and_prefers_the_living_one() -> None:
    stations = found()["DS/0101-2026"]["consultation"]
    assert [station.get("organization", [""])[0].removeprefix(BASE) for station in stations] == [
        "Termine.xsp?view=TermineSTBR01",
        "Termine.xsp?view=Termine&grem=AWasser",
        "Termine.xsp?view=Termine&grem=AWasser",
        "Ausschuesse.xsp#verwaltungsausschuss",
        "Termine.xsp",
        "Ausschuesse.xsp#verwaltungsausschuss",
        "",
    ]


def test_station_without_meeting_keeps_day_and_result_and_a_planned_one_has_neither() -> None:
    stations = found()["DS/0101-2026"]["consultation"]
    assert "meeting" not in stations[3]
    assert (stations[3]["roterfaden:date"], stations[3]["roterfaden:result"]) == ("2026-08-13", "Einstimmig")
    assert (stations[5]["roterfaden:planned"], "roterfaden:date" in stations[5]) == (True, False)
    assert stations[1]["role"] == "zur Kenntnis"


def test_printed_version_is_the_main_file_and_names_make_stable_ids() -> None:
    paper = found()["DS/0101-2026"]
    assert paper["mainFile"]["id"] == BASE + "DS/0101-2026#anlage-Druckversion.pdf"
    assert paper["mainFile"]["size"] == 545_792
    assert [file["id"] for file in paper["auxiliaryFile"]] == [
        BASE + "DS/0101-2026#anlage-Anlage%201%20Plan.pdf",
        BASE + "DS/0101-2026#anlage-Anlage%201%20Plan.pdf-2",
    ]


def test_climate_and_costs_travel_as_data() -> None:
    paper = found()["DS/0101-2026"]
    assert paper["roterfaden:climate"]["effect"] == "positive"
    assert paper["roterfaden:costs"] == {"text": "Es entstehen keine finanziellen Auswirkungen."}


def test_nothing_empty_is_sent() -> None:
    for obj in found().values():
        assert not [name for name, value in obj.items() if value in (None, "", [])]
