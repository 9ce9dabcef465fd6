"""The pages that a new portal starts with. Each is made once: what editors change or delete stays as they left it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import escape
from wagtail.models import Locale, Page, Site

from roterfaden.pages.content import english, german
from roterfaden.pages.content.shape import Block, Draft
from roterfaden.pages.models import AccessibilityPage, KnownGap, NewsIndexPage, Seed, StandardPage, StartPage

#: What may stand before the name of a city.
RANKS = frozenset(
    {"Stadt", "Landeshauptstadt", "Bundesstadt", "Hansestadt", "Universitätsstadt", "Kreisstadt", "Markt"}
    | {"Gemeinde", "Samtgemeinde", "Verbandsgemeinde", "Einheitsgemeinde"}
)


@transaction.atomic
def ensure_site() -> int:
    """Make what was never made before. Safe to call at every start; says how many things it made."""
    Locale.objects.get_or_create(language_code="de")
    made = _once("start", _make_start)
    start = StartPage.objects.first()
    if start is None:
        return made
    translations = {draft.slug: draft for draft in english.PAGES}
    for draft in german.PAGES:
        made += _once(f"page:{draft.slug}", lambda: _make_page(start, draft, translations[draft.slug]))  # noqa: B023
    for gap in german.GAPS:
        made += _once(f"gap:{gap['area']}", lambda: KnownGap.objects.create(**gap))  # noqa: B023
    return made


def _once(name: str, make: Callable[[], object]) -> int:
    _seed, is_new = Seed.objects.get_or_create(name=name)
    if is_new:
        make()
    return int(is_new)


def _make_start() -> None:
    """The start page, and the default site that shows it; Wagtail's welcome page leaves."""
    if StartPage.objects.exists():
        return
    start = StartPage(slug="start", **_start_texts())
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    root.add_child(instance=start)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    old = site.root_page if site else None
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": start, "site_name": "Roter Faden", "hostname": "localhost", "port": 80},
    )
    if old is not None and old.depth == 2 and old.specific_class is Page and not old.get_children().exists():
        old.delete()


def _start_texts() -> dict[str, str]:
    texts: dict[str, str] = {}
    for suffix, content in (("", german.START), ("_en", english.START)):
        for name, value in content.items():
            texts[f"{name}{suffix}"] = value % {"city": short_city()} if isinstance(value, str) else _stored(value)
    return texts


def _make_page(start: StartPage, de: Draft, en: Draft) -> None:
    if Page.objects.child_of(start).filter(slug=de.slug).exists():
        return
    start.refresh_from_db()
    start.add_child(instance=_page(de, en))


def _page(de: Draft, en: Draft) -> Page:
    common: dict[str, Any] = {"slug": de.slug, "title": de.title, "title_en": en.title, "in_footer": de.footer}
    common |= {"intro": de.lead, "intro_en": en.lead}
    if de.kind == "news":
        return NewsIndexPage(**common)
    common |= {"body": _stored(de.body), "body_en": _stored(en.body)}
    common |= {"plain_title": de.plain_title, "plain": _stored(de.plain)}
    if de.kind == "accessibility":
        return AccessibilityPage(**common, method=de.method, method_en=en.method)
    return StandardPage(**common, is_easy=de.kind == "easy")


def _stored(blocks: list[Block]) -> str:
    """The blocks as a StreamField stores them, with the name of the city."""
    name = json.dumps(escape(settings.CITY))[1:-1]
    return json.dumps(blocks).replace("%(name)s", name)


def short_city() -> str:
    """The city as a headline says it: `Landeshauptstadt Hannover` → `Hannover`."""
    words = str(settings.CITY).split()
    place = max((place for place, word in enumerate(words) if word in RANKS), default=-1)
    return " ".join(words[place + 1 :] or words)
