"""Pages for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from roterfaden.pages.models import Feedback, KnownGap, NewsIndexPage, NewsPage, StandardPage, StartPage
from roterfaden.pages.setup import ensure_site


def make_site() -> StartPage:
    """The pages that a new portal starts with."""
    ensure_site()
    return StartPage.objects.get()


def block(html: str = "<p>Ein Satz.</p>") -> list[dict[str, Any]]:
    """The value of a StreamField with one paragraph."""
    return [{"type": "paragraph", "value": html}]


def make_standard_page(**fields: Any) -> StandardPage:
    """A page of text below the start page."""
    values = {"title": "Über uns", "slug": "ueber-uns", "body": block(), **fields}
    page = StandardPage(**values)
    make_site().add_child(instance=page)
    return page


def make_news(title: str = "Neuer Filter", **fields: Any) -> NewsPage:
    """A piece of news."""
    make_site()
    slug = title.lower().replace(" ", "-")
    page = NewsPage(**{"title": title, "slug": slug, "date": date(2026, 6, 22), "body": block(), **fields})
    NewsIndexPage.objects.get().add_child(instance=page)
    return page


def make_gap(**fields: Any) -> KnownGap:
    """Something that does not work for everybody."""
    values = {"area": "Karte", "what": "Die Karte hat keine Liste.", "since": date(2026, 5, 1), **fields}
    return KnownGap.objects.create(**values)


def make_feedback(**fields: Any) -> Feedback:
    """A message of a visitor."""
    return Feedback.objects.create(**{"message": "Der Knopf ist zu klein.", "page": "/rat/", **fields})
