"""By keyboard alone: from any page to a search, its first hit and its filters; from a list's filter to a paper."""

from __future__ import annotations

import pytest
from django.utils import translation
from playwright.sync_api import Page as PlaywrightPage

from roterfaden.search.indexer import rebuild
from tests.browser import Chromium, Page
from tests.council import factories as make
from tests.council.pages.city import City, make_city
from tests.council.pages.test_browser import focused, tab_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture(scope="module")
def city(portal: str) -> City:
    """The portal with a small council, searchable."""
    with translation.override("de"):
        made = make_city()
        make.make_paper("0400/2019", "Bänke am Teich", date=make.date(2019, 3, 4))
    rebuild()
    return made


def is_seen(page: PlaywrightPage) -> bool:
    """Whether what has the focus shows it, and stands on the screen."""
    script = """() => {
        const one = document.activeElement, box = one.getBoundingClientRect(), look = getComputedStyle(one);
        return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2
            && box.bottom > 0 && box.top < innerHeight && box.width > 0 }"""
    return bool(page.evaluate(script))


def search_for(page: Page, words: str) -> None:
    """From the beginning of a page: the second skip link, then the words, then Enter."""
    keys = page.page.keyboard
    keys.press("Tab")
    keys.press("Tab")
    assert "Suche" in focused(page)
    keys.press("Enter")
    assert page.page.evaluate("document.activeElement.type") == "search"
    keys.press("Control+A")  # a missing page suggests the words of its address
    keys.type(words)
    keys.press("Enter")


@pytest.mark.parametrize("start", ["/", "/rat/drucksachen/0728-2026", "/suche/", "/gibt-es-nicht/"])
def test_two_keys_lead_from_any_page_to_the_search_and_on_to_the_first_hit(
    city: City, browsing: Chromium, start: str
) -> None:
    page = browsing.page()
    page.open(start)
    search_for(page, "Stadtpark")
    page.page.wait_for_url("**/suche/?**q=Stadtpark**")
    first = page.page.locator("ol.hits h3 a").first.inner_text()
    assert "Stadtpark" in first
    tab_to(page, first)
    assert is_seen(page.page)
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/rat/**")
    assert page.page.locator("main h1").inner_text() == first
    assert not page.errors


def test_a_search_is_narrowed_by_keyboard(city: City, browsing: Chromium) -> None:
    page = browsing.page()
    page.open("/suche/?q=B%C3%A4nke")
    before = page.page.locator("ol.hits > li").count()
    tab_to(page, "2019")
    assert is_seen(page.page)
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**jahr=2019**")
    assert page.page.locator("ol.hits > li").count() == 1 < before
    tab_to(page, "Bänke am Teich")


def test_the_filter_of_the_list_is_set_and_taken_off_by_keyboard(city: City, browsing: Chromium) -> None:
    page = browsing.page()
    page.open("/rat/drucksachen/")
    tab_to(page, "Jahr")
    assert is_seen(page.page)
    page.page.keyboard.type("2019")
    tab_to(page, "Anzeigen")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**jahr=2019**")
    assert page.page.locator("ul.papers a").all_inner_texts() == ["Bänke am Teich"]
    tab_to(page, "Filter Jahr")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(lambda url: "jahr" not in url)
    assert page.page.locator("ul.papers a").count() > 1


def test_the_skip_link_of_a_paper_leads_past_the_header_to_its_stations(city: City, browsing: Chromium) -> None:
    page = browsing.page()
    page.open("/rat/drucksachen/0728-2026")
    page.page.keyboard.press("Tab")
    assert focused(page) == "Zum Inhalt springen"
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.closest('main') !== null")
    tab_to(page, "TOP 1")
    assert page.page.evaluate("document.activeElement.closest('ol.thread') !== null")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(f"**/rat/sitzungen/{city.meeting.pk}**")
