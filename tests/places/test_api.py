"""Districts for machines."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roterfaden.places.models import District
from tests.places.factories import make_city, square

pytestmark = pytest.mark.django_db
LIST, BORDERS = "/api/v1/districts", "/api/v1/districts.geojson"


def with_borders(*districts: District) -> None:
    """Give them some."""
    geometry = {"type": "Polygon", "coordinates": [square(9.7, 52.3)]}
    keys = [district.pk for district in districts]
    District.objects.filter(pk__in=keys).update(geometry=geometry, outline=geometry["coordinates"])


def test_all_are_listed_page_by_page(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_city()

    with django_assert_num_queries(1):
        first = client.get(f"{LIST}?limit=3").json()
    second = client.get(first["next"]).json()

    assert [row["name"] for row in first["items"] + second["items"]] == [
        "Mitte",
        "Nord",
        "Linden-Limmer",
        "Südstadt-Bult",
        "Döhren-Wülfel",
    ]
    assert second["next"] is None
    assert first["items"][2]["parts"] == ["Linden-Nord", "Limmer"]
    assert first["items"][2]["url"].endswith("/stadtbezirke/linden-limmer")


def test_one_has_its_borders_and_its_place(client: Client) -> None:
    city = make_city()
    with_borders(city[0])

    found = client.get(f"{LIST}/{city[0].pk}").json()

    assert found["geometry"]["type"] == "Polygon"
    assert (found["schematicX"], found["schematicY"]) == (0.5, 0.5)
    assert client.get(f"{LIST}/{city[1].pk}").json()["geometry"] is None


def test_borders_are_geojson(client: Client) -> None:
    city = make_city()
    with_borders(city[0], city[2])

    first = client.get(f"{BORDERS}?limit=1").json()
    second = client.get(first["next"]).json()

    assert first["type"] == second["type"] == "FeatureCollection"
    assert first["features"][0]["type"] == "Feature"
    assert first["features"][0]["geometry"]["coordinates"] == [square(9.7, 52.3)]
    assert second["features"][0]["properties"]["name"] == "Linden-Limmer"
    assert second["next"] is None


def test_it_answers_304_to_who_has_it_already(client: Client) -> None:
    make_city()

    etag = client.get(LIST)["ETag"]

    assert client.get(LIST, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{LIST}/0", 404),
        (f"{LIST}/999999", 404),
        (f"{LIST}/x", 404),
        (f"{LIST}?cursor=x", 404),
        (f"{LIST}?limit=0", 400),
        (f"{LIST}?bezirk=x", 400),
        (f"{BORDERS}?limit=1000", 400),
    ],
)
def test_wrong_questions_have_clear_answers(client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_it_can_only_be_read(client: Client) -> None:
    assert client.post(LIST).status_code == 405
