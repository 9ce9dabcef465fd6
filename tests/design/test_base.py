"""What every page has, in a real browser: access for all, no violation of the policy, no foreign host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser import DESKTOP, PHONE, Chromium, Page, axe, sideways
from tests.council.factories import make_organization, make_paper
from tests.pages.factories import make_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = (320, 700)
PAGES = [
    "/",
    "/en/",
    "/impressum/",
    "/en/datenschutz/",
    "/barrierefreiheit/",
    "/en/barrierefreiheit/",
    "/barrierefreiheit/leicht/",
    "/barrierefreiheit/melden/",
    "/en/barrierefreiheit/melden/",
    "/leichte-sprache/",
    "/aktuelles/",
    "/konto/login/",
    "/en/konto/login/",
    "/gibt-es-nicht/",
    "/rat/",
    "/suche/?q=x",
]


@pytest.fixture(autouse=True)
def site(db: None) -> None:
    make_site()
    make_organization()
    make_paper(name="Wohnungsbauförderungsgesellschaftsvertragsänderungsentwurf")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_the_policy_holds(browser: Chromium, dark: bool) -> None:
    page = browser.page(dark=dark)
    found: dict[str, list[str]] = {}
    for path in PAGES:
        page.open(path)
        found[path] = axe(page)

    assert {path: violations for path, violations in found.items() if violations} == {}
    assert page.violations == []
    assert page.errors == []
    assert page.dialogs == []


def test_nothing_scrolls_sideways_even_with_large_text(browser: Chromium) -> None:
    for size in (NARROW, PHONE, DESKTOP):
        page = browser.page(size)
        for path in PAGES:
            page.open(path)
            assert not sideways(page), f"{path} at {size}"
            page.page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert not sideways(page), f"{path} at {size} with text at 200 %"


def test_the_first_keys_reach_the_skip_links_and_they_lead_on(browser: Chromium) -> None:
    page = browser.page().page
    page.goto("/impressum/")
    for target in ("inhalt", "suche"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == f"#{target}"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "suche"
    page.goto("/impressum/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"


@pytest.mark.parametrize("path", ["/", "/barrierefreiheit/melden/"])
def test_the_keyboard_reaches_everything_and_the_focus_is_always_seen(browser: Chromium, path: str) -> None:
    page = browser.page().page
    page.goto(path)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input:not([tabindex=\"-1\"]), textarea')].filter("
        "e => e.type !== 'radio' && e.type !== 'hidden' && e.offsetParent).length"
    )
    seen = set()
    for _ in range(wanted + 10):
        page.keyboard.press("Tab")
        outline = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert outline >= 2, page.evaluate("document.activeElement.outerHTML")
        seen.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(seen) >= wanted


def test_targets_are_large_enough(browser: Chromium) -> None:
    page = browser.page(PHONE).page
    page.goto("/")
    small = page.evaluate(
        "[...document.querySelectorAll('header a, footer a, .onward a, .go a, button, input')]"
        ".filter(e => e.offsetParent)"
        ".map(e => [e.textContent.trim(), (e.closest('label') ?? e).getBoundingClientRect()])"
        ".filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"
    )

    assert small == []


def test_nothing_comes_from_a_foreign_host(browser: Chromium) -> None:
    page = browser.page()
    hosts: set[str] = set()
    page.page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for path in PAGES:
        page.open(path)

    assert hosts == {urlsplit(browser.server).netloc}


def test_fira_sans_is_loaded(browser: Chromium) -> None:
    page = browser.page().page
    page.goto("/")

    loaded = page.evaluate(
        "document.fonts.ready.then(f => [...f].filter(x => x.status === 'loaded').map(x => x.weight))"
    )

    assert {"400", "600", "700"} <= set(loaded)


def test_print_keeps_the_content_and_drops_what_cannot_be_used(browser: Chromium) -> None:
    page = browser.page(dark=True).page
    page.goto("/")
    page.emulate_media(media="print")

    assert not page.locator(".rooms").is_visible()
    assert not page.locator(".ask").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator(".explained .thread").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def motion(page: Page) -> str:
    return str(page.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior"))


def test_motion_is_only_for_those_who_did_not_ask_for_less(browser: Chromium) -> None:
    calm, lively = browser.page(reduced_motion="reduce"), browser.page(reduced_motion="no-preference")
    for page in (calm, lively):
        page.open("/impressum/")

    assert (motion(calm), motion(lively)) == ("auto", "smooth")
