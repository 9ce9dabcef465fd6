"""Light and dark: by the system, by the visitor's choice, with and without JavaScript; contrast in both."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.browser import Chromium, Page
from tests.pages.factories import make_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def site(db: None) -> None:
    make_site()


def is_dark(page: Page) -> bool:
    """Whether the page's ground is dark, judged by a picture of it."""
    picture = Image.open(io.BytesIO(page.page.screenshot()))
    return sum(picture.convert("RGB").getpixel((2, 400))) < 3 * 128  # type: ignore[arg-type]


@pytest.mark.parametrize("dark", [False, True])
def test_the_system_decides_first(browser: Chromium, dark: bool) -> None:
    page = browser.page(dark=dark)
    page.open("/impressum/")

    assert is_dark(page) is dark


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("system_dark", "choice"), [(True, "light"), (False, "dark")])
def test_a_visitor_can_choose_with_and_without_javascript(
    browser: Chromium, system_dark: bool, choice: str, javascript: bool
) -> None:
    page = browser.page(dark=system_dark, javascript=javascript)
    page.open("/impressum/")

    page.page.check(f"#theme-{choice}")

    assert is_dark(page) is (choice == "dark")


def test_the_choice_is_remembered_in_this_browser_only_and_can_be_taken_back(browser: Chromium) -> None:
    page = browser.page(dark=False)
    page.open("/impressum/")
    page.page.check("#theme-dark")

    page.open("/en/impressum/")
    assert is_dark(page)
    assert page.page.is_checked("#theme-dark")
    assert page.page.context.cookies() == []

    page.page.check("#theme-system")
    page.open("/impressum/")
    assert not is_dark(page)
    assert page.page.evaluate("localStorage.length") == 0


def test_nonsense_in_the_storage_is_ignored(browser: Chromium) -> None:
    page = browser.page(dark=False)
    page.open("/impressum/")
    page.page.evaluate("localStorage.setItem('theme', '\"><script>')")

    page.open("/impressum/")

    assert not is_dark(page)
    assert page.errors == []


CONTRAST = """names => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const probe = document.body.appendChild(document.createElement('i'));
  const light = name => {
    probe.style.color = `var(${name})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v / 255).map(
      v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = names.map(light).sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_is_5_to_1_and_what_carries_meaning_3_to_1(browser: Chromium, dark: bool) -> None:
    page = browser.page(dark=dark)
    page.open("/impressum/")
    texts = ("--ink", "--soft", "--thread-deep", "--calm", "--calm-deep", "--good", "--late")
    ratios = {
        f"{front} on {ground}": page.page.evaluate(CONTRAST, [front, ground])
        for ground in ("--paper", "--wash")
        for front in (*texts, "--thread", "--quiet")
    }
    ratios["--on-calm on --calm"] = page.page.evaluate(CONTRAST, ["--on-calm", "--calm"])

    weak = {
        pair: round(ratio, 2)
        for pair, ratio in ratios.items()
        if ratio < (3 if pair.startswith(("--thread on", "--quiet on")) else 5)
    }

    assert weak == {}
