"""News."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roterfaden.pages.models import NewsPage
from tests.pages.factories import make_news, make_site

pytestmark = pytest.mark.django_db


def test_without_news_the_list_leads_on(client: Client) -> None:
    make_site()

    page = client.get("/aktuelles/").content.decode()

    assert "Noch gibt es keine Nachrichten." in page
    assert 'href="/rat/"' in page


def test_the_newest_stands_first_and_drafts_do_not_appear(client: Client) -> None:
    make_news("Alt", date=date(2026, 1, 1))
    make_news("Neu", date=date(2026, 6, 1))
    make_news("Entwurf", live=False)

    page = client.get("/aktuelles/").content.decode()

    assert page.index("Neu</a>") < page.index("Alt</a>")
    assert "Entwurf" not in page


def test_a_piece_of_news_has_its_day_and_its_way_back(client: Client) -> None:
    make_news(title_en="A new filter")

    page = client.get("/en/aktuelles/neuer-filter/").content.decode()

    assert '<time datetime="2026-06-22">22 June 2026</time>' in page
    assert "<h1>A new filter</h1>" in page
    assert '<a href="/en/aktuelles/">News</a>' in page


@pytest.mark.parametrize("asked", ["", "?seite=2", "?seite=99", "?seite=x", "?seite=-1", "?seite=" + "9" * 400])
def test_any_page_number_gives_a_page(client: Client, asked: str) -> None:
    for number in range(25):
        make_news(f"Nachricht {number}", date=date(2026, 1, number + 1))

    answer = client.get(f"/aktuelles/{asked}")

    assert answer.status_code == 200
    assert 'aria-current="page"><span class="vh">Seite </span>' in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_the_number_of_statements_does_not_grow(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_news(f"Nachricht {number}")
    client.get("/aktuelles/")

    with django_assert_max_num_queries(12):
        client.get("/aktuelles/")


def test_a_withdrawn_piece_of_news_is_gone(client: Client) -> None:
    make_news()
    NewsPage.objects.get().unpublish()

    assert client.get("/aktuelles/neuer-filter/").status_code == 404
