"""One page of each kind that the demonstration city has, found by following links: axe, small screens, no scripts.

No list has to be kept: a new room's pages are looked at as soon as something links to them.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation

from roterfaden.demo import city
from roterfaden.search.indexer import rebuild
from tests.browser import DESKTOP, Chromium, Page, axe, sideways
from tests.demo.small import small

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.timeout(600)]
SMALLEST = (320, 640)
#: So many pages of a kind are read for links; one of them is looked at in the browser.
READ = 4
_LINK = re.compile(r'<a[^>]+href="([^"]+)"')
_LEFT_OUT = re.compile(
    r"^/(verwaltung|api|oparl|static|media|dokumente|en)/|\.(atom|ics|json|jsonld|csv|xlsx|xml|svg)$"
)


@dataclass
class Kinds:
    """Follows links, a few pages of each kind; `one` is an address of each kind."""

    client: Client
    one: dict[str, str] = field(default_factory=dict)
    read: Counter[str] = field(default_factory=Counter)

    def follow(self, start: str) -> None:
        """From this path on."""
        waiting, seen = deque([start]), {start}
        while waiting:
            path = waiting.popleft()
            for link in self._links(path):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)

    def _links(self, path: str) -> list[str]:
        kind = _kind(path)
        if not kind or self.read[kind] >= READ * (20 if "wagtail" in kind else 1):
            return []
        self.read[kind] += 1
        answer = self.client.get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            return []
        page = answer.context.get("page") if answer.context else None
        self.one.setdefault(f"{kind} {type(page).__name__}" if "wagtail" in kind else kind, path)
        return [
            urljoin(path, urldefrag(link.replace("&amp;", "&")).url) for link in _LINK.findall(answer.content.decode())
        ]


def _kind(path: str) -> str:
    """The name of the view behind a path; empty for what is none of our pages."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or _LEFT_OUT.search(parts.path):
        return ""
    try:
        match = resolve(parts.path)
    except Resolver404:
        return ""
    return match.view_name or str(match._func_path)


@pytest.fixture(scope="module")
def pages(portal: str, empty_portal: Path) -> Iterator[list[str]]:
    """An address of each kind of page of a small demonstration city."""
    with pytest.MonkeyPatch.context() as monkeypatch, small(monkeypatch), translation.override("de"):
        city.fill(None, portal)
        rebuild()
        found = Kinds(Client())
        found.follow("/")
        yield sorted(found.one.values())


def _complaints(page: Page, path: str, *, narrow: bool) -> list[str]:
    status = page.open(path)
    found = [f"{path}: {words}" for words in (*axe(page), *page.errors, *page.violations)]
    page.errors.clear()
    page.violations.clear()
    found += [f"{path}: scrolls sideways"] if narrow and sideways(page) else []
    return found + ([] if status == 200 else [f"{path}: {status}"])


def test_many_kinds_are_found(pages: list[str]) -> None:
    assert len(pages) >= 50


def test_axe_finds_nothing_on_a_desktop(pages: list[str], browsing: Chromium) -> None:
    page = browsing.page(DESKTOP)
    assert [text for path in pages for text in _complaints(page, path, narrow=False)] == []


def test_axe_finds_nothing_in_english_in_the_dark_on_the_smallest_screen(pages: list[str], browsing: Chromium) -> None:
    page = browsing.page(SMALLEST, dark=True)
    assert [text for path in pages for text in _complaints(page, f"/en{path}", narrow=True)] == []


def test_every_page_has_its_words_without_scripts(pages: list[str], browsing: Chromium) -> None:
    page = browsing.page(javascript=False)
    for path in pages:
        page.open(path)
        assert page.page.locator("main h1").count() == 1, path
        assert len(page.page.locator("main").inner_text()) > 60, path
