"""Each type as JSON: the contract is a snapshot; what must never be in it is tested by name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from roterfaden.council.models import CouncilObject, Organization, Paper, State
from tests.council import factories as make
from tests.council.oparl.city import make_lost

SNAPSHOTS = Path(__file__).parent / "snapshots"
SHOWN = {
    "body": "Body",
    "term": "LegislativeTerm",
    "committee": "Organization",
    "person": "Person",
    "membership": "Membership",
    "meeting": "Meeting",
    "item": "AgendaItem",
    "paper": "Paper",
    "station": "Consultation",
    "main": "File",
    "place": "Location",
}


def fetch(thing: CouncilObject) -> dict[str, Any]:
    """An object under its own address."""
    answer = Client().get(path_of(thing))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def path_of(thing: CouncilObject) -> str:
    """The path of an object."""
    return f"/oparl/v1.1/{thing.oparl_type.lower()}/{thing.pk}"


def stable(value: dict[str, Any], city: dict[str, Any]) -> str:
    """JSON in which keys of the database are replaced by numbers in order: they differ from run to run."""
    numbers: dict[str, str] = {}

    def replaced(found: re.Match[str]) -> str:
        return found[1] + numbers.setdefault(found[0], str(len(numbers) + 1))

    text = json.dumps(without_pages(value), ensure_ascii=False, indent=2, sort_keys=True)
    return re.sub(r"(/oparl/v1\.1/[a-z]+/)\d+", replaced, text) + "\n"


def without_pages(value: Any) -> Any:
    """The value without addresses of the portal's pages: those are a contract of their own."""
    if isinstance(value, list):
        return [without_pages(item) for item in value]
    if isinstance(value, dict):
        return {key: without_pages(item) for key, item in value.items() if key != "web"}
    return value


@pytest.mark.parametrize(("name", "oparl_type"), SHOWN.items())
def test_a_type_is_served_as_its_snapshot_says(name: str, oparl_type: str, city: dict[str, Any]) -> None:
    found = stable(fetch(city[name]), city)
    path = SNAPSHOTS / f"{oparl_type}.json"
    if not path.exists():
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8"), f"the contract changed: look at it, then delete {path.name} to renew it"


def test_the_system_is_served_as_its_snapshot_says(city: dict[str, Any]) -> None:
    found = stable(Client().get("/oparl/v1.1/system").json(), city)
    path = SNAPSHOTS / "System.json"
    if not path.exists():
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_what_is_gone_keeps_only_what_the_specification_asks_for(city: dict[str, Any]) -> None:
    for name in ("person", "paper", "meeting"):
        found = fetch(make_lost(city)[name] if name == "person" else make_gone(name))
        assert found.keys() == {"id", "type", "created", "modified", "deleted"}
        assert found["deleted"] is True


def make_gone(name: str) -> CouncilObject:
    """A deleted paper or a withdrawn meeting."""
    if name == "paper":
        return make.make_paper("0500/2026", state=State.DELETED)
    return make.make_meeting(state=State.WITHDRAWN)


def test_parts_of_what_is_gone_are_gone(city: dict[str, Any]) -> None:
    lost = make_lost(city)
    for name in ("item", "station", "file"):
        assert fetch(lost[name]).keys() == {"id", "type", "created", "modified", "deleted"}


def test_what_was_never_public_is_unknown(city: dict[str, Any]) -> None:
    stub = make_lost(city)["stub"]
    answer = Client().get(path_of(stub))
    assert answer.status_code == 404
    assert answer.json()["type"] == "https://schema.oparl.org/1.1/Error"


def test_public_objects_do_not_point_at_what_is_not(city: dict[str, Any]) -> None:
    lost = make_lost(city)
    whole = json.dumps([fetch(city["paper"]), fetch(city["meeting"]), fetch(city["council"])])
    for thing in lost.values():
        assert f'{path_of(thing)}"' not in whole


def test_texts_of_sources_are_cleaned_and_empty_ones_left_out(city: dict[str, Any]) -> None:
    paper = make.make_paper("0600/2026", name=" Bänke\r\nund\x07 Bäume ", paper_type="N/A", license=" ")
    found = fetch(paper)
    assert found["name"] == "Bänke\nund Bäume"
    assert not {"paperType", "license", "keyword", "auxiliaryFile"} & found.keys()


def test_addresses_that_are_none_are_left_out_and_others_encoded(city: dict[str, Any]) -> None:
    organization = make.make_organization("Beirat", website="beirat.example")
    file = make.make_file(access_url="https://ris.example/Straße 1.pdf")
    make.make_file_link(file, paper=city["paper"])
    assert "website" not in fetch(organization)
    assert fetch(file)["accessUrl"] == "https://ris.example/Stra%C3%9Fe%201.pdf"


def test_a_file_without_any_address_is_not_served(city: dict[str, Any]) -> None:
    file = make.make_file(access_url="")
    make.make_file_link(file, paper=city["paper"])
    assert Client().get(path_of(file)).status_code == 404


def test_a_town_hall_does_not_list_thousands_of_meetings(city: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(fetch(city["place"])["meetings"]) == 1
    monkeypatch.setattr("roterfaden.council.oparl.objects.MOST_BACK", 0)
    assert "meetings" not in fetch(city["place"])


def test_kinds_that_the_specification_does_not_name_become_the_nearest(city: dict[str, Any]) -> None:
    organization = make.make_organization("Rat", kind=Organization.Kind.PLENUM, organization_type="Ratsversammlung")
    found = fetch(organization)
    assert (found["organizationType"], found["classification"]) == ("Gremium", "Ratsversammlung")


def test_two_main_files_are_not_lost(city: dict[str, Any]) -> None:
    second = make.make_file(name="Noch ein Hauptdokument")
    make.make_file_link(second, paper=city["paper"], position=9)
    found = fetch(Paper.objects.get(pk=city["paper"].pk))
    assert found["mainFile"]["name"] == "Druckversion"
    assert "Noch ein Hauptdokument" in [file["name"] for file in found["auxiliaryFile"]]
