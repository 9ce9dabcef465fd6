"""A real browser for tests: chromium through playwright, axe, and ears for dialogs and policy violations.

The fixture `browser` is there for every test; mark such tests with `browser` and `django_db(transaction=True)`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as PlaywrightPage

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = (360, 780), (1280, 900)


@dataclass
class Page:
    """A page and what went wrong on it."""

    page: PlaywrightPage
    dialogs: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, url: str) -> int:
        """Go there; gives the HTTP status."""
        answer = self.page.goto(url)
        return answer.status if answer else 0


@dataclass
class Chromium:
    """Opens pages as a visitor of some size and taste would."""

    browser: Browser
    server: str

    def page(
        self, size: tuple[int, int] = DESKTOP, *, dark: bool = False, javascript: bool = True, **options: Any
    ) -> Page:
        """A new page in a context of its own."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            base_url=self.server,
            **options,
        )
        found = Page(context.new_page())
        found.page.on("dialog", lambda dialog: (found.dialogs.append(dialog.message), dialog.dismiss()))
        found.page.on("console", lambda message: _listen(found, message.type, message.text))
        found.page.on("pageerror", lambda error: found.errors.append(str(error)))
        return found


def _listen(page: Page, kind: str, text: str) -> None:
    if "Content Security Policy" in text or "content security policy" in text.lower():
        page.violations.append(text)
    elif kind == "error" and "status of 4" not in text:
        page.errors.append(text)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is missing (Debian package chromium)")
    # playwright's event loop runs in this thread; Django must not mistake our plain calls for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browser(chromium: Browser, live_server: Any) -> Iterator[Chromium]:
    """Chromium with the portal running beside it, on the test database."""
    yield Chromium(chromium, live_server.url)
    for context in chromium.contexts:
        context.close()


def axe(page: Page) -> list[str]:
    """Violations of WCAG 2.2 A and AA that axe finds: one line each, with the element."""
    from axe_playwright_python.sync_playwright import Axe

    wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # Only what is wrong: what passed would be gathered, with its elements, for each page.
    options = {"runOnly": wanted, "resultTypes": ["violations"]}
    found = Axe().run(page.page, options=options).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def sideways(page: Page) -> bool:
    """Whether the page must be scrolled sideways."""
    return bool(page.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def shot(page: Page, path: Path) -> None:
    """A picture of the whole page."""
    page.page.screenshot(path=str(path), full_page=True)
