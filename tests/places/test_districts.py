"""All districts: map, list, and the way from a street to its district."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roterfaden.places import counts
from roterfaden.places.models import District
from tests.places.factories import make_city, make_district, make_street

pytestmark = pytest.mark.django_db
STATEMENTS = 8


def ask(client: Client, text: str, prefix: str = "") -> str:
    """Where the answer leads, or what it says."""
    answer = client.get(f"{prefix}/stadtbezirke/?strasse={quote(text)}")
    return answer.headers.get("Location") or answer.content.decode()


def test_map_and_list_name_the_same_districts(client: Client) -> None:
    make_city()

    page = client.get("/stadtbezirke/").content.decode()

    assert page.count('<a href="/stadtbezirke/linden-limmer"') == 2
    assert 'aria-label="3 Linden-Limmer"' in page
    assert "Schematisch" in page
    assert "Linden-Nord, Limmer" in page


def test_without_places_the_list_stands_alone(client: Client) -> None:
    make_district()

    page = client.get("/stadtbezirke/").content.decode()

    assert 'class="city' not in page
    assert page.count('<a href="/stadtbezirke/linden-limmer"') == 1


def test_without_districts_the_page_says_so(client: Client) -> None:
    assert "Noch sind keine Stadtbezirke eingetragen." in client.get("/stadtbezirke/").content.decode()


def test_it_says_how_much_there_is_in_each(client: Client) -> None:
    make_city()
    found = {"nord": 3, "mitte": 0}
    counts.register(counts.Counter("rat", 1, lambda _user: found, lambda number: f"{number} Beratungen"))

    page = client.get("/stadtbezirke/").content.decode()

    assert page.count("3 Beratungen") == 1
    assert "0 Beratungen" not in page


def test_numbers_in_the_drawing_speak_no_language(client: Client) -> None:
    make_city()

    assert 'd="M' in client.get("/en/stadtbezirke/").content.decode()
    assert "," not in client.get("/stadtbezirke/").content.decode().split('<path d="')[1].split('"')[0]


@pytest.mark.parametrize("count", [2, 30])
def test_it_takes_few_statements(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        make_street(f"Weg {number}", make_district(f"Bezirk {number}", schematic_x=number / 40, schematic_y=0.5))

    with django_assert_max_num_queries(STATEMENTS):
        client.get("/stadtbezirke/")
    with django_assert_max_num_queries(STATEMENTS + 3):
        client.get("/stadtbezirke/?strasse=Weck")


@pytest.mark.parametrize("text", ["Limmerstraße", "limmerstr. 12", "LIMMER-STRASSE", "Limmerstr.12a, 30451 Hannover"])
def test_a_street_leads_to_its_district(client: Client, text: str) -> None:
    make_street("Limmerstraße", make_city()[2])

    assert ask(client, text) == "/stadtbezirke/linden-limmer"
    assert ask(client, text, "/en") == "/en/stadtbezirke/linden-limmer"


@pytest.mark.parametrize("text", ["Linden-Limmer", "linden limmer", "Limmer", "Linden Nord"])
def test_districts_and_parts_of_town_are_found_too(client: Client, text: str) -> None:
    make_city()

    assert ask(client, text) == "/stadtbezirke/linden-limmer"


def test_a_street_in_two_districts_gives_a_choice(client: Client) -> None:
    city = make_city()
    make_street("Lange Straße", city[0])
    make_street("Lange Straße", city[1])

    page = ask(client, "Lange Str. 4")

    assert "Welcher Stadtbezirk ist gemeint?" in page
    answer = page.split('class="answer"')[1].split("</section>")[0]
    assert "/stadtbezirke/mitte" in answer
    assert "/stadtbezirke/nord" in answer


def test_the_spelling_with_umlauts_wins_where_it_was_typed(client: Client) -> None:
    city = make_city()
    make_street("Hübertusstraße", city[0])
    make_street("Hubertusstraße", city[1])

    assert ask(client, "Hubertusstr.") == "/stadtbezirke/nord"
    assert ask(client, "Huebertusstr.") == "/stadtbezirke/mitte"


def test_an_unknown_street_is_told_with_what_is_spelt_alike(client: Client) -> None:
    make_street("Limmerstraße", make_city()[2])

    page = ask(client, "Limerstrase 4")

    assert "kennen wir nicht" in page
    assert "Meinten Sie" in page
    assert "Limmerstraße" in page


def test_without_a_list_of_streets_it_says_that(client: Client) -> None:
    make_city()

    assert "Ein Straßenverzeichnis liegt hier noch nicht vor." in ask(client, "Unbekannte Straße")


def test_the_answer_is_kept_by_nobody(client: Client) -> None:
    make_city()

    for text in ("Limmer", "Nirgendwo"):
        answer = client.get(f"/stadtbezirke/?strasse={text}")
        assert "no-store" in answer["Cache-Control"]
        assert not client.cookies


def test_what_is_asked_is_shown_as_text(client: Client) -> None:
    make_city()

    page = ask(client, "<script>alert(1)</script>")

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "%ff", "9" * 5000, "%F0%9F%8F%B3", "%20", "..%2F", "%25"])
def test_odd_texts_have_a_clear_answer(client: Client, text: str) -> None:
    make_city()

    assert client.get(f"/stadtbezirke/?strasse={text}").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/stadtbezirke/").status_code == 405
    assert District.objects.count() == 0
