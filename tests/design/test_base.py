"""The base of all pages in a real browser."""

from __future__ import annotations

import pytest

from tests.browser import DESKTOP, PHONE, Chromium, axe, sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", ["/rat/", "/en/rat/", "/suche/?q=x", "/gibt-es-nicht/"])
def test_axe_finds_nothing(browser: Chromium, path: str, dark: bool) -> None:
    page = browser.page(dark=dark)
    page.open(path)

    assert axe(page) == []
    assert page.violations == []
    assert page.errors == []


@pytest.mark.parametrize("size", [PHONE, (320, 700), DESKTOP])
def test_nothing_scrolls_sideways(browser: Chromium, size: tuple[int, int]) -> None:
    page = browser.page(size)
    page.open("/rat/")

    assert not sideways(page)


def test_the_first_key_reaches_the_skip_link_and_the_skip_link_the_content(browser: Chromium) -> None:
    page = browser.page().page
    page.goto("/rat/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhalt"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0

    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "inhalt"
