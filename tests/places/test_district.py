"""One district: what happens there, its feed."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from roterfaden.kit import overviews, things
from roterfaden.kit.things import Ref
from tests.places.factories import make_city, make_district, make_section, make_thing

pytestmark = pytest.mark.django_db
PAGE = "/stadtbezirke/linden-limmer"
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: Client, path: str = PAGE) -> str:
    """The page's main part."""
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode().split("<main")[1])


def test_it_asks_what_happens_there_and_shows_where_that_is(client: Client) -> None:
    make_city()

    page = read(client)

    assert "<h1>Was passiert in Linden-Limmer?</h1>" in page
    assert "Linden-Nord · Limmer" in page
    assert page.count('aria-current="true"') == 1
    assert "Daneben, dem Schema nach" in page
    assert '<li><a href="/stadtbezirke/mitte">Mitte</a></li>' in page


def test_it_shows_the_sections_of_the_rooms_in_their_order(client: Client) -> None:
    make_city()
    later = make_thing(2, title="Bäume pflanzen", label="Maßnahme", state="im Plan", number="M-7", sample=True)
    overviews.register(make_section("massnahmen", later, heading="Maßnahmen", order=20))
    first = make_thing(1, date=date(2026, 12, 1), summary="Ein Satz.", label="Drucksache")
    overviews.register(make_section("rat", first, more=lambda scope: f"/rat/?bezirk={scope.slug}"))

    page = read(client)

    assert page.index("Was als Nächstes entschieden wird") < page.index("Maßnahmen")
    assert '<time datetime="2026-12-01">' in page
    assert "Ein Satz." in page
    assert '<b>im Plan</b> · <span class="whole">M-7</span>' in page
    assert 'href="/rat/?bezirk=linden-limmer"' in page
    assert page.count("Beispieldaten") == 1


def test_a_sample_among_real_things_is_labelled_itself(client: Client) -> None:
    make_city()
    overviews.register(make_section("rat", make_thing(1, sample=True), make_thing(2)))

    page = read(client)

    assert "Beispieldaten" not in page.split("</h2>")[0]
    assert page.count("Beispieldaten") == 1


def test_an_empty_section_says_so_where_that_matters(client: Client) -> None:
    make_city()
    overviews.register(make_section("rat", empty="Hier steht zurzeit keine Entscheidung an."))
    overviews.register(make_section("daten", heading="Daten von hier"))

    page = read(client)

    assert "Hier steht zurzeit keine Entscheidung an." in page
    assert "Daten von hier" not in page


def test_with_nothing_at_all_it_says_that(client: Client) -> None:
    make_city()

    assert "Hierzu ist noch nichts veröffentlicht." in read(client)


def test_what_rooms_write_is_shown_as_text(client: Client) -> None:
    make_city()
    overviews.register(make_section("rat", make_thing(1, title="<b onclick=x>Rad</b>", summary="<script>")))

    page = read(client)

    assert "<b onclick" not in page
    assert "<script>" not in page


def test_english_marks_the_words_of_the_city(client: Client) -> None:
    make_city()
    overviews.register(make_section("rat", make_thing(1)))

    page = read(client, f"/en{PAGE}")

    assert ' lang="de">Radweg 1</a>' in page


@pytest.mark.parametrize("rows", [1, 6])
def test_the_number_of_statements_does_not_grow(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    make_city()
    for number in range(rows * 3):
        make_district(f"Bezirk {number}")
    overviews.register(make_section("rat", *(make_thing(number) for number in range(rows))))
    client.get(PAGE)

    with django_assert_max_num_queries(6):
        client.get(PAGE)


def test_its_feed_has_what_the_page_shows(client: Client) -> None:
    make_city()
    ahead = timezone.localdate() + timedelta(days=40)
    old = make_thing(1, title="Alt\x0b", date=date(2026, 3, 1), label="Drucksache", number="0001/2026")
    overviews.register(make_section("rat", old, make_thing(2, date=ahead)))

    answer = client.get(f"{PAGE}.atom")

    feed = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Radweg 2", "Alt"]
    updated = [str(entry.findtext(f"{ATOM}updated")) for entry in feed.iter(f"{ATOM}entry")]
    assert updated[0] < ahead.isoformat()
    assert updated[1].startswith("2026-03-01")
    assert f'href="{PAGE}.atom"' in client.get(PAGE).content.decode()


@pytest.mark.parametrize("path", ["/stadtbezirke/nirgendwo", "/stadtbezirke/nirgendwo.atom", "/stadtbezirke/a%00b"])
def test_an_unknown_district_is_not_found(client: Client, path: str) -> None:
    make_city()

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", [PAGE, f"{PAGE}.atom"])
def test_it_can_only_be_read(client: Client, method: str, path: str) -> None:
    make_city()

    assert getattr(client, method)(path).status_code == 405


def test_it_is_a_public_thing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    city = make_city()
    refs = [Ref("district", str(row.pk)) for row in city]

    with django_assert_num_queries(1):
        found = things.things([*refs, Ref("district", "0"), Ref("district", "x"), Ref("district", "9" * 40)])

    assert [found[ref].title for ref in refs] == [row.name for row in city]
    assert len(found) == len(city)
    assert found[refs[2]].districts == ("linden-limmer",)
    assert found[refs[2]].url == PAGE


def test_editors_find_it_by_a_part_of_town() -> None:
    make_city()

    kind = things.kinds["district"]
    assert [thing.title for thing in kind.find("limm", None)] == ["Linden-Limmer"]
    assert kind.find("", None) == []


def test_the_sitemap_has_it_in_both_languages(client: Client) -> None:
    make_city()

    page = client.get("/sitemap-stadtbezirke.xml").content.decode()

    assert page.count("<loc>") == 10
    assert "/en/stadtbezirke/linden-limmer</loc>" in page
