"""The list of ideas: what an address may ask for, its orders, its faces, and that its cost does not grow."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.contributions.models import Contribution
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas import exposure
from tests.contributions.factories import make_contribution, make_person
from tests.participation.ideas.factories import make_collection, make_district, make_idea, make_support

pytestmark = pytest.mark.django_db


@pytest.fixture
def process() -> Process:
    return make_collection()


def path(process: Process, more: str = "/") -> str:
    return f"/mitmachen/{process.slug}/ideen{more}"


def titles(client: Client, process: Process, query: str = "") -> list[str]:
    answer = client.get(path(process, f".json{query}"))
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def test_the_list_shows_public_ideas_with_place_category_and_light(client: Client, process: Process) -> None:
    due = timezone.localdate() - timedelta(days=2)
    make_idea(process, place="Uferweg", district=make_district(), category="baeume", answer_due=due)
    page = client.get(path(process)).content.decode()
    for words in ("Ein Trinkbrunnen am Uferweg", "Uferweg, Linden-Limmer", "Bäume", "überfällig seit 2 Tagen"):
        assert words in page


@pytest.mark.parametrize("state", ["unconfirmed", "waiting", "held", "hidden", "withdrawn", "merged"])
def test_what_is_not_public_stands_in_no_face_and_no_count(client: Client, process: Process, state: str) -> None:
    make_idea(process, "Verborgenes", "Geheim", state=state)
    for face in ("/", ".json", ".csv", ".geojson", ".atom"):
        answer = client.get(path(process, face))
        body = answer.getvalue() if answer.streaming else answer.content
        assert b"Verborgenes" not in body
        assert b"Geheim" not in body
    assert "1 Idee" not in client.get(path(process)).content.decode()


@pytest.mark.parametrize("values", [{"state": "draft"}, {"state": "hidden"}, {"is_template": True}])
def test_ideas_of_a_process_that_is_not_public_are_404_on_every_face(client: Client, values: dict[str, Any]) -> None:
    process = make_collection(**values)
    idea = make_idea(process)
    for face in ("/", ".json", ".csv", ".geojson", ".atom", "/neu/"):
        assert client.get(path(process, face)).status_code == 404
    assert client.post(path(process, "/aehnlich/"), {"text": "Trinkbrunnen am Uferweg"}).status_code == 404
    assert client.get(f"/mitmachen/ideen/{idea.pk}/").status_code == 404


def test_the_least_seen_come_first_and_seeing_is_counted_in_batches(client: Client, process: Process) -> None:
    seen = make_idea(process, "Oft gesehen", shown_count=50)
    make_idea(process, "Nie gesehen")
    exposure.tally.take()
    assert titles(client, process) == ["Nie gesehen", "Oft gesehen"]
    client.get(path(process))
    seen.refresh_from_db()
    assert seen.shown_count == 50
    exposure.write()
    assert sorted(Contribution.objects.values_list("shown_count", flat=True)) == [1, 51]


def test_a_visit_writes_nothing(client: Client, process: Process, django_assert_num_queries: Any) -> None:
    make_idea(process)
    before = list(Contribution.objects.order_by("pk").values())
    for face in ("/", ".json", ".csv", ".atom", "/neu/"):
        client.get(path(process, face))
    assert list(Contribution.objects.order_by("pk").values()) == before


def test_orders(client: Client, process: Process) -> None:
    now = timezone.now()
    make_idea(process, "alt", support_count=9, published_at=now - timedelta(days=3))
    make_idea(process, "neu", reply_count=4, published_at=now)
    assert titles(client, process, "?zuerst=neu") == ["neu", "alt"]
    assert titles(client, process, "?zuerst=unterstuetzt") == ["alt", "neu"]
    assert titles(client, process, "?zuerst=diskutiert") == ["neu", "alt"]


def test_filters(client: Client, process: Process) -> None:
    district = make_district()
    make_idea(process, "Baum", category="baeume", district=district, answered_at=timezone.now(), status="accepted")
    late = timezone.localdate() - timedelta(days=1)
    make_idea(process, "Bank", category="baenke", place="Fährmannsinsel", answer_due=late, status="review")
    assert titles(client, process, "?kategorie=baeume") == ["Baum"]
    assert titles(client, process, f"?bezirk={district.slug}") == ["Baum"]
    assert titles(client, process, "?stand=beantwortet") == ["Baum"]
    assert titles(client, process, "?stand=unbeantwortet") == ["Bank"]
    assert titles(client, process, "?stand=ueberfaellig") == ["Bank"]
    assert titles(client, process, "?stand=zugesagt") == ["Baum"]
    assert titles(client, process, "?stand=pruefung") == ["Bank"]
    assert titles(client, process, "?q=fährmann") == ["Bank"]
    assert titles(client, process, "?q=%25") == []


INJECTIONS = ("support_count", "-pk", "author__address", "1; DROP TABLE", "state", "' OR 1=1 --", "\x00", "x" * 5000)


@pytest.mark.parametrize("name", ["zuerst", "kategorie", "bezirk", "stand", "ab"])
@pytest.mark.parametrize("value", INJECTIONS)
def test_nothing_but_known_words_sorts_and_filters(client: Client, process: Process, name: str, value: str) -> None:
    make_idea(process)
    for face in ("/", ".json", ".csv", ".geojson", ".atom"):
        answer = client.get(path(process, face), {name: value})
        assert answer.status_code == 400


def test_lookups_of_other_tables_are_no_filters(client: Client, process: Process) -> None:
    make_idea(process, author=make_person(address="geheim@example.org"))
    assert titles(client, process, "?author__address=x&state=hidden&idea__process=0") == ["Ein Trinkbrunnen am Uferweg"]


@pytest.mark.parametrize("text", ["\x00", "%", "\\", "🌳" * 300, "‮", "' OR 1=1"])
def test_any_text_may_be_looked_for(client: Client, process: Process, text: str) -> None:
    assert client.get(path(process), {"q": text}).status_code == 200


def test_pages_follow_each_other_without_loss(client: Client, process: Process) -> None:
    for number in range(45):
        make_idea(process, f"Idee {number}", author=None, shown_count=number % 3)
    found, address = [], path(process, ".json")
    page = client.get(f"{path(process)}")
    assert page.content.decode().count('<li id="idee-') == 20
    while address:
        answer = client.get(address).json()
        found += [item["id"] for item in answer["items"]]
        address = (answer["next"] or "").replace("http://127.0.0.1:8000", "")
    assert len(set(found)) == len(found) == 45


def test_the_csv_has_the_same_filter_and_no_formula(client: Client, process: Process) -> None:
    make_idea(process, "=HYPERLINK(1)", category="baeume")
    make_idea(process, "Bank", category="baenke")
    answer = client.get(path(process, ".csv?kategorie=baeume"))
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert [row["Titel"] for row in rows] == ["'=HYPERLINK(1)"]


def test_the_geojson_gives_points_and_no_person(client: Client, process: Process) -> None:
    make_idea(process, latitude=52.37, longitude=9.73, author=make_person("boris"))
    make_idea(process, "Ohne Ort")
    told = client.get(path(process, ".geojson")).json()
    assert told["type"] == "FeatureCollection"
    assert {str(row["geometry"]) for row in told["features"]} == {
        "None",
        "{'type': 'Point', 'coordinates': [9.73, 52.37]}",
    }
    assert "Boris" not in str(told)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_lists_are_only_read(client: Client, process: Process, method: str) -> None:
    for face in ("/", ".json", ".atom"):
        assert getattr(client, method)(path(process, face)).status_code == 405


def test_the_cost_of_the_list_is_bounded(client: Client, process: Process, django_assert_max_num_queries: Any) -> None:
    person = make_person("cem")
    for number in range(25):
        idea = make_idea(
            process, f"Idee {number}", author=None, district=make_district(20 + number, f"Bezirk {number}")
        )
        make_contribution(idea.ref, area=process.ref)
        make_support(idea, person)
    client.get(path(process))
    with django_assert_max_num_queries(20):
        client.get(path(process))
    with django_assert_max_num_queries(20):
        client.get(path(process, "?zuerst=unterstuetzt&stand=unbeantwortet&bezirk=bezirk 3&q=Idee"))
