"""Pages of text, their English and their version in Leichte Sprache."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roterfaden.pages.models import StandardPage
from tests.council.factories import make_source
from tests.pages.factories import block, make_standard_page

pytestmark = pytest.mark.django_db


def test_a_page_shows_its_text_and_where_it_stands(client: Client) -> None:
    make_standard_page(intro="Kurz gesagt.")

    page = client.get("/ueber-uns/").content.decode()

    assert "<h1>Über uns</h1>" in page
    assert "Kurz gesagt." in page
    assert "<p>Ein Satz.</p>" in page
    assert 'aria-current="page">Über uns</li>' in page


def test_the_english_page_has_the_english_text(client: Client) -> None:
    make_standard_page(title_en="About us", body_en=block("<p>A sentence.</p>"))

    page = client.get("/en/ueber-uns/").content.decode()

    assert "<h1>About us</h1>" in page
    assert "A sentence." in page
    assert "Ein Satz." not in page


def test_what_has_no_english_text_is_shown_in_german_and_marked_as_german(client: Client) -> None:
    make_standard_page()

    page = client.get("/en/ueber-uns/").content.decode()

    assert '<h1 lang="de">Über uns</h1>' in page
    assert '<div class="prose" lang="de">' in page


def test_search_engines_get_an_english_description(client: Client) -> None:
    make_standard_page(search_description="Wer das Portal macht.", intro="Kurz gesagt.", intro_en="In short.")

    assert '<meta name="description" content="In short.">' in client.get("/en/ueber-uns/").content.decode()
    assert 'content="Wer das Portal macht."' in client.get("/ueber-uns/").content.decode()


def test_the_language_switch_keeps_the_page(client: Client) -> None:
    make_standard_page()

    assert 'href="/en/ueber-uns/?x=1" lang="en"' in client.get("/ueber-uns/?x=1").content.decode()
    assert 'href="/ueber-uns/?x=1" lang="de"' in client.get("/en/ueber-uns/?x=1").content.decode()


def test_leichte_sprache_has_an_address_of_its_own(client: Client) -> None:
    make_standard_page(plain_title="Wer wir sind", plain=block("<p>Das sind wir.</p>"))

    assert 'href="/ueber-uns/leicht/"' in client.get("/ueber-uns/").content.decode()
    plain = client.get("/ueber-uns/leicht/").content.decode()

    assert "<h1>Wer wir sind</h1>" in plain
    assert "Das sind wir." in plain
    assert "Ein Satz." not in plain


def test_without_a_text_in_leichte_sprache_there_is_no_such_page(client: Client) -> None:
    make_standard_page()

    assert client.get("/ueber-uns/leicht/").status_code == 404
    assert "leicht/" not in client.get("/ueber-uns/").content.decode().split("<footer")[0]


@pytest.mark.parametrize("address", ["/ueber-uns/", "/ueber-uns/leicht/", "/en/ueber-uns/"])
def test_a_draft_is_not_there(client: Client, address: str) -> None:
    make_standard_page(live=False, plain=block())

    assert client.get(address).status_code == 404


def test_footer_pages_follow_the_tree_and_leave_drafts_out(client: Client) -> None:
    make_standard_page(in_footer=True, title_en="About us")
    StandardPage.objects.filter(slug="impressum").update(live=False)

    german = client.get("/").content.decode().split("<footer")[1]
    english = client.get("/en/").content.decode().split("<footer")[1]

    assert german.index("Barrierefreiheit") < german.index("Über uns")
    assert "Impressum" not in german
    assert 'href="/en/ueber-uns/">About us' in english


def test_a_page_costs_few_statements(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    make_standard_page()
    client.get("/ueber-uns/")

    with django_assert_max_num_queries(10):
        client.get("/ueber-uns/")


def test_every_footer_says_that_data_are_invented_where_they_are(client: Client) -> None:
    make_standard_page()
    words = "Demonstration mit Beispieldaten, kein Angebot der Stadt"
    assert words not in client.get("/ueber-uns/").content.decode()

    make_source(sample_data=True)

    assert words in client.get("/ueber-uns/").content.decode()
