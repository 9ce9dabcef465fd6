"""Districts and topics through threads: their pages, the search, and who hears of what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roterfaden.kit import overviews, things
from roterfaden.kit.things import Kind, Ref, Thing
from roterfaden.places import actions
from roterfaden.places.models import District
from roterfaden.places.streetlist import StreetList, StreetRow
from roterfaden.search.models import PendingDocument
from roterfaden.search.registry import searchables
from roterfaden.threads.models import Topic
from roterfaden.threads.widening_places import places_and_topics
from tests.places.factories import make_city, make_section, make_street, make_thing

pytestmark = pytest.mark.django_db


def make_topic(title: str = "Klima", **fields: Any) -> Topic:
    """A topic."""
    return Topic.objects.create(**{"title": title, "slug": title.lower(), **fields})


@pytest.fixture
def measures() -> Iterator[None]:
    """A kind of things that lie in Linden-Limmer and are about climate."""

    def load(keys: Any, _user: Any) -> dict[str, Thing]:
        common = {"districts": ("linden-limmer", "nirgends"), "topics": ("klima", "nichts")}
        return {key: Thing(Ref("example", key), "x", "/x", **common) for key in keys if key != "hidden"}

    things.register(Kind("example", "Beispiel", "Beispiele", load))
    yield
    del things.kinds["example"]


def test_who_follows_a_place_or_topic_hears_of_things_there(
    measures: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    linden, topic = make_city()[2], make_topic()
    refs = [Ref("example", str(number)) for number in range(20)]

    with django_assert_num_queries(2):
        found = places_and_topics([*refs, Ref("example", "hidden"), Ref("unknown", "1")])

    wider = [Ref("district", str(linden.pk)), Ref("topic", str(topic.pk))]
    assert {ref: list(more) for ref, more in found.items()} == dict.fromkeys(refs, wider)


def test_a_district_concerns_nobody_but_its_own_followers() -> None:
    linden = make_city()[2]

    assert places_and_topics([Ref("district", str(linden.pk))]) == {}


def test_a_district_is_found_by_its_parts_and_streets(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    city = make_city()
    make_street("Limmerstraße", city[2])

    with django_assert_num_queries(2):
        documents = list(searchables["district"].documents([row.pk for row in city]))

    found = {document.title: document for document in documents}["Linden-Limmer"]
    assert "Limmerstraße" in found.body
    assert "Linden-Nord" in found.body
    assert found.url == "/stadtbezirke/linden-limmer"
    assert len(documents) == 5


def test_changes_of_districts_and_streets_reach_the_index() -> None:
    city = make_city()
    waiting = PendingDocument.objects.filter(kind="district")

    actions.import_streets(None, StreetList((StreetRow("Weg", city[0].pk),), (), 0, 0))
    assert set(waiting.values_list("object_id", flat=True)) == {city[0].pk}
    actions.save_district(None, city[1], 1)
    actions.add_district(None, District(number=40, name="Neu"))
    assert waiting.count() == 3


def test_topics_are_listed_with_their_texts(client: Client) -> None:
    make_topic(text="Damit es kühl bleibt.")
    make_topic("Wohnen", title_en="Housing")

    page = client.get("/themen/").content.decode()
    english = client.get("/en/themen/").content.decode()

    assert '<a href="/themen/klima">Klima</a><p>Damit es kühl bleibt.</p>' in page
    assert '<a href="/en/themen/klima" lang="de">Klima</a>' in english
    assert '<a href="/en/themen/wohnen">Housing</a>' in english


def test_without_topics_the_page_says_so(client: Client) -> None:
    assert "Noch ist kein Thema angelegt." in client.get("/themen/").content.decode()


@pytest.fixture
def own_sections() -> Iterator[None]:
    """No room's sections but those of the test."""
    kept = dict(overviews._sections)
    overviews._sections.clear()
    yield
    overviews._sections.clear()
    overviews._sections.update(kept)


@pytest.mark.parametrize("count", [1, 20])
def test_a_topic_shows_the_sections_of_the_rooms_with_few_statements(
    client: Client, own_sections: None, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    make_topic(text="Damit es kühl bleibt.")
    for number in range(count):
        make_topic(f"Thema {number}", slug=f"thema-{number}")
    overviews.register(make_section("rat", make_thing(1), empty="Nichts."))

    with django_assert_max_num_queries(6):
        page = client.get("/themen/klima").content.decode()

    assert "<h1>Klima</h1>" in page
    assert "Radweg 1" in page
    assert "/themen/thema-0" in page
    feed = client.get("/themen/klima.atom")
    assert b"Radweg 1" in feed.content
    assert b"Thema: Klima" in feed.content


@pytest.mark.parametrize("path", ["/themen/nichts", "/themen/nichts.atom", "/themen/a%00b"])
def test_an_unknown_topic_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/themen/", "/themen/klima", "/themen/klima.atom"])
def test_topics_can_only_be_read(client: Client, path: str) -> None:
    make_topic()

    assert client.post(path).status_code == 405


def test_the_sitemap_has_topics(client: Client) -> None:
    make_topic()

    assert client.get("/sitemap-themen.xml").content.decode().count("<loc>") == 2


@pytest.mark.parametrize("state", ["draft", "hidden", "merged"])
def test_threads_stand_on_the_pages_of_their_district_and_topic(client: Client, state: str) -> None:
    from tests.threads.factories import make_district, make_thread

    district, topic = make_district("Nordstadt", slug="nordstadt"), make_topic("Wohnen")
    for title, values in (("Die alte Fabrik", {}), ("Noch geheim", {"state": state})):
        thread = make_thread(title, **values)
        thread.districts.add(district)
        thread.topics.add(topic)
    make_thread("Ganz woanders")
    for path, list_path in (("/stadtbezirke/nordstadt", "?bezirk=nordstadt"), ("/themen/wohnen", "?thema=wohnen")):
        text = client.get(path).content.decode()
        assert "Die alte Fabrik" in text
        assert f"/faeden/{list_path}" in text
        assert "Noch geheim" not in text
        assert "Ganz woanders" not in text
        assert "Die alte Fabrik" in client.get(f"/faeden/{list_path}").content.decode()
