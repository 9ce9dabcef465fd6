"""The search page, as a stranger sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from roterfaden.places.models import District
from roterfaden.search.actions import enqueue
from roterfaden.search.engines.base import Engine
from roterfaden.search.indexer import rebuild
from roterfaden.search.page import PER_PAGE
from tests.search.conftest import make_thing

pytestmark = pytest.mark.usefixtures("things")
MOST_STATEMENTS = 20


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    """Fetches the page for these parameters and returns its HTML."""

    def fetch(path: str = "/suche/", **parameters: str) -> str:
        response = client.get(path, parameters)
        assert response.status_code == 200
        return response.content.decode()

    return fetch


def harbours(count: int) -> None:
    """So many findable things, indexed."""
    for number in range(1, count + 1):
        make_thing(f"Hafen {number}", number)
    rebuild()


def test_without_words_it_says_how_to_search(page: Callable[..., str], index: Engine) -> None:
    html = page()
    assert "So finden Sie etwas" in html
    assert 'name="q"' in html


def test_hits_are_listed_with_their_words_marked(page: Callable[..., str], index: Engine) -> None:
    make_thing("Hafenbeckensanierung")
    rebuild()
    html = page(q="Sanierung")
    assert "<mark>Hafenbeckensanierung</mark>" in html
    assert "1 Treffer" in html


def test_nothing_found_helps_on(page: Callable[..., str], index: Engine) -> None:
    rebuild()
    assert "Dazu haben wir nichts gefunden" in page(q="Quetzalcoatlus")


def test_while_there_is_no_index_the_page_says_so(page: Callable[..., str], index: Engine) -> None:
    assert "wird gerade neu aufgebaut" in page(q="Hafen")


def test_a_damaged_index_is_no_error_page(page: Callable[..., str], embedded: Engine, settings: Any) -> None:
    harbours(3)
    root = Path(settings.SEARCH_ROOT)
    for path in (root / (root / "CURRENT").read_text("ascii")).iterdir():
        path.write_bytes(b"damaged")
    assert "wird gerade neu aufgebaut" in page(q="Hafen")


def test_what_is_found_is_escaped(page: Callable[..., str], index: Engine) -> None:
    make_thing('<img src=x onerror="alert(1)"> Hafen')
    rebuild()
    html = page(q='<script>alert("1")</script> Hafen')
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


def test_hidden_things_are_neither_shown_nor_counted(page: Callable[..., str], index: Engine) -> None:
    harbours(2)
    secret = District.objects.get(number=2)
    District.objects.filter(pk=secret.pk).update(name="Geheim")
    enqueue("thing", [secret.pk], hidden=True)
    html = page(q="Hafen")
    assert "1 Treffer" in html
    assert "Hafen</mark> 2" not in html


def test_even_if_nobody_queued_the_change_nothing_hidden_is_shown(page: Callable[..., str], index: Engine) -> None:
    harbours(2)
    District.objects.filter(number=2).update(name="Geheim")
    assert "Hafen</mark> 2" not in page(q="Hafen")


def test_pages_are_turned_and_stay_within_bounds(page: Callable[..., str], index: Engine) -> None:
    harbours(PER_PAGE + 1)
    first, second, far = page(q="Hafen"), page(q="Hafen", seite="2"), page(q="Hafen", seite="99999")
    assert first.count('class="kicker"') == PER_PAGE
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert second.count('class="kicker"') == 1
    assert "Seite 2 von 2" in far


@pytest.mark.parametrize("number", ["0", "-1", "abc", "²", "9" * 400, "", "1; DROP"])
def test_wrong_page_numbers_show_the_first_page(page: Callable[..., str], index: Engine, number: str) -> None:
    harbours(1)
    assert "1 Treffer" in page(q="Hafen", seite=number)


def test_filters_are_links_that_keep_everything_else(page: Callable[..., str], index: Engine) -> None:
    harbours(3)
    html = page(q="Hafen", sortierung="neueste")
    assert 'href="?q=Hafen&amp;sortierung=neueste&amp;bezirk=1"' in html
    chosen = page(q="Hafen", bezirk="1")
    assert "1 Treffer" in chosen
    assert 'aria-current="true"' in chosen
    assert 'name="bezirk" value="1"' in chosen


@pytest.mark.parametrize("value", ["x", "\x00", "ä" * 5_000, "' OR 1=1", "\u202e", "🛟"])
def test_wrong_filters_are_answered(page: Callable[..., str], index: Engine, value: str) -> None:
    harbours(1)
    page(q="Hafen", bezirk=value, art=value, jahr=value)


@pytest.mark.parametrize(
    "query",
    ["%00", "%ED%A0%80", "%FF%FE", "%E2%80%AE", "%22", "%27", "%5C", "a" * 100_000, quote("ä ß 🛟"), "%25s", "{{7*7}}"],
)
def test_hostile_addresses_are_answered(client: Client, index: Engine, query: str) -> None:
    harbours(1)
    assert client.get(f"/suche/?q={query}").status_code == 200


def test_a_very_long_query_is_not_sent_back(page: Callable[..., str], index: Engine) -> None:
    harbours(1)
    html = page(q="Hafen " * 20_000)
    assert len(html) < 100_000
    assert "sehr lang" in html


def test_typing_errors_are_named(page: Callable[..., str], index: Engine) -> None:
    make_thing("Uferpromenade")
    rebuild()
    html = page(q="Uferprommenade")
    assert "So geschrieben nicht gefunden" in html
    assert "<mark>Uferpromenade</mark>" in html


def test_english_pages_link_english_pages_and_say_what_is_german(page: Callable[..., str], index: Engine) -> None:
    harbours(1)
    assert re.search(r'href="/en/ding/\d+" lang="de">', page("/en/suche/", q="Hafen"))
    assert re.search(r'href="/ding/\d+">', page(q="Hafen"))


def test_only_reading_is_allowed(client: Client, index: Engine) -> None:
    assert client.post("/suche/", {"q": "Hafen"}).status_code == 405
    assert client.head("/suche/?q=Hafen").status_code == 200


def test_results_are_not_for_search_engines(client: Client, index: Engine) -> None:
    assert client.get("/suche/?q=Hafen")["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("count", [1, 45])
def test_few_statements_whatever_is_found(
    client: Client, index: Engine, django_assert_max_num_queries: Any, count: int
) -> None:
    harbours(count)
    client.get("/suche/?q=Hafen")
    with django_assert_max_num_queries(MOST_STATEMENTS):
        client.get("/suche/?q=Hafen&bezirk=1&art=thing&jahr=2026")
    with django_assert_max_num_queries(MOST_STATEMENTS):
        client.get("/suche/?q=Haffen+Markt+Brueke")
