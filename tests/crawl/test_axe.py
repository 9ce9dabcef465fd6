"""States of pages that no walk along links comes to, and overlong words: axe, a narrow screen, no scripts.

One page of every kind, as the demonstration city has them, is looked at in test_every_kind.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from roterfaden.council.conformance.actions import publish_report
from roterfaden.search.indexer import rebuild
from tests.browser import Chromium, Page, axe, sideways
from tests.council import factories as make
from tests.council.pages.city import make_city
from tests.council.pages.test_browser import SMALLEST, page_types
from tests.design.test_base import PAGES as COMMON_PAGES
from tests.pages.factories import make_news

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.timeout(240)]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung" * 3
#: Pages and the status that they answer.
PAGES = {
    "/aktuelles/neuer-filter/": 200,
    "/barrierefreiheit/melden/danke/": 200,
    "/schnittstellen/": 200,
    "/stadtbezirke/": 200,
    "/themen/": 200,
    "/suche/": 200,
    "/suche/?q=B%C3%A4nke": 200,
    "/suche/?q=B%C3%A4nke&art=paper&jahr=2026&sortierung=neueste": 200,
    "/suche/?q=Stadtprak": 200,
    "/suche/?q=Quetzalcoatlus": 200,
    f"/suche/?q={LONG}": 200,
    "/rat/quellen/pruefbericht": 200,
    "/konto/password/reset/": 200,
    "/folgen/search/q=B%25C3%25A4nke": 200,
    "/folgen/danke/": 200,
    "/folgen/ende/1-1-x.wrong": 404,
    "/meldungen/": 200,
    "/meldungen/unterwegs/": 200,
    "/meldungen/geloescht/": 200,
    f"/gibt-es-nicht/{LONG}": 404,
}
MODES = [(False, ""), (True, "/en")]
NAMES = ["light-de", "dark-en"]


@pytest.fixture(scope="module")
def council_pages(portal: str, empty_portal: Path) -> list[str]:
    """The portal with one of everything; gives an address of each kind of council page."""
    with translation.override("de"):
        city = make_city()
        make_news()
        make.make_paper("0321/2026", LONG, applicants=[LONG])
        found = page_types(city)
    rebuild()
    publish_report()
    return found


def complaints(page: Page, address: str, status: int = 0) -> list[str]:
    """What is wrong with a page at an address."""
    answered = page.open(address)
    found = [f"{address}: {words}" for words in (*axe(page), *page.errors, *page.violations)]
    page.errors.clear()
    return found + ([f"{address}: {answered}"] if answered != (status or answered) or answered >= 500 else [])


@pytest.mark.parametrize(("dark", "prefix"), MODES, ids=NAMES)
def test_axe_finds_nothing(council_pages: list[str], browsing: Chromium, dark: bool, prefix: str) -> None:
    page = browsing.page(dark=dark)
    found = [text for path, status in PAGES.items() for text in complaints(page, prefix + path, status)]
    assert found == []


def test_axe_finds_nothing_in_a_form_with_mistakes(council_pages: list[str], browsing: Chromium) -> None:
    for dark, prefix in MODES:
        page = browsing.page(dark=dark)
        page.open(f"{prefix}/barrierefreiheit/melden/")
        page.page.locator("[name=email]").evaluate("field => field.form.noValidate = true")
        page.page.locator("[name=email]").fill("niemand")
        page.page.locator("main form button[type=submit], main form button:not([type])").first.click()
        page.page.locator("main .error").first.wait_for()
        assert axe(page) == []


def test_nothing_scrolls_sideways_on_the_smallest_screen(council_pages: list[str], browsing: Chromium) -> None:
    page = browsing.page(SMALLEST)
    wide = [path for path in PAGES if page.open(path) and sideways(page)]
    assert wide == []


def test_every_page_can_be_read_without_javascript(council_pages: list[str], browsing: Chromium) -> None:
    page = browsing.page(javascript=False)
    for path in (*PAGES, *COMMON_PAGES, *council_pages):
        status = page.open(path)
        assert status == PAGES.get(path, status) < 500, path
        assert page.page.locator("main h1").is_visible(), path
        assert len(page.page.locator("main").inner_text()) > 60, path
    assert page.violations == []
