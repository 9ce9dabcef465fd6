"""The pages as people meet them: axe, a phone, the keyboard, and what the browser remembers."""

from __future__ import annotations

import pytest

from roterfaden.kit import overviews
from roterfaden.pages.setup import ensure_site
from tests.browser import PHONE, Chromium, axe, sideways
from tests.places.factories import make_city, make_section, make_street, make_thing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.timeout(180)]
PAGE = "/stadtbezirke/linden-limmer"
PATHS = ("/stadtbezirke/", PAGE, "/stadtbezirke/?strasse=Limerstr", "/stadtbezirke/?strasse=Weg")


@pytest.fixture
def city() -> None:
    """Five districts, two of which share a street."""
    ensure_site()
    made = make_city()
    make_street("Limmerstraße", made[2])
    for district in made[:2]:
        make_street("Weg", district)
    overviews.register(make_section("rat", make_thing(1, sample=True), make_thing(2, label="Drucksache")))


@pytest.mark.parametrize(("dark", "prefix"), [(False, ""), (True, "/en")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(city: None, browser: Chromium, dark: bool, prefix: str) -> None:
    page = browser.page((320, 640) if dark else (1280, 900), dark=dark)
    for path in PATHS:
        page.open(prefix + path)
        assert axe(page) == [], path
        assert not sideways(page), path
    assert page.violations == []


def test_the_map_is_reached_by_keyboard_and_leads_on(city: None, browser: Chromium) -> None:
    page = browser.page(PHONE, javascript=False)
    page.open("/stadtbezirke/")
    page.page.locator("#strasse").focus()
    for _press in range(2):
        page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.getAttribute('aria-label')") == "1 Mitte"

    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/stadtbezirke/mitte")


def test_a_street_is_typed_and_its_district_appears(city: None, browser: Chromium) -> None:
    page = browser.page(PHONE, javascript=False)
    page.open("/")
    page.page.locator("#strasse").fill("limmerstr. 5")
    page.page.keyboard.press("Enter")

    page.page.wait_for_url(f"**{PAGE}")
    assert page.page.locator("h1").inner_text() == "Was passiert in Linden-Limmer?"


def test_only_who_asks_is_told_what_is_new(city: None, browser: Chromium) -> None:
    page = browser.page()
    page.open(PAGE)
    assert page.page.evaluate("localStorage.length") == 0
    page.page.get_by_role("button", name="Beim nächsten Besuch zeigen, was neu ist").click()
    overviews.register(make_section("rat", make_thing(1, sample=True), make_thing(2), make_thing(3)))
    page.open(PAGE)
    assert page.page.locator("b.new").count() == 0  # still the same visit

    page.page.evaluate("""() => {
        const name = Object.keys(localStorage).find((name) => name.startsWith("seen:"));
        const kept = JSON.parse(localStorage.getItem(name));
        kept.now.at -= 86400000;
        kept.now.keys = kept.now.keys.filter((key) => !key.startsWith("paper:3"));
        localStorage.setItem(name, JSON.stringify(kept));
    }""")
    page.open(PAGE)
    assert page.page.locator("b.new").count() == 1
    assert "Radweg 3" in page.page.locator("li", has=page.page.locator("b.new")).inner_text()
    assert "Neu seit Ihrem letzten Besuch: 1" in page.page.locator("[data-seen-box]").inner_text()
    assert axe(page) == []

    page.page.get_by_role("button", name="Nicht mehr merken").click()
    assert page.page.locator("b.new").count() == 0
    assert page.page.evaluate("localStorage.length") == 0
    assert page.errors == []
