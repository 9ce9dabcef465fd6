"""The editors' published pages as public things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from roterfaden.kit.html import plain_text
from roterfaden.kit.things import Kind, Ref, Thing, keys_as_numbers, register
from roterfaden.pages.models import AccessibilityPage, NewsIndexPage, NewsPage, StandardPage, StartPage
from roterfaden.pages.models.bilingual import ENGLISH
from roterfaden.pages.navigation import address

MODELS: tuple[type[Any], ...] = (NewsPage, StandardPage, AccessibilityPage, NewsIndexPage, StartPage)
MOST = 20
#: What is read of a page: one statement for the types of `MODELS` together would cost more than it saves.
WITH_TEXT = (NewsPage, StandardPage, AccessibilityPage)


def register_things() -> None:
    """Make the kind known; called once, when the app is ready."""
    label = _("Seite")
    register(Kind("page", label, _("Seiten"), pages, find, texts, stage="participation", follow=False))


def pages(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Live pages without restrictions: one statement for each page type of ours, and one for what is restricted."""
    return {thing.ref.key: thing for thing in _load(Q(pk__in=keys_as_numbers(keys)))}


def find(text: str, user: Any) -> Sequence[Thing]:
    """Pages whose German or English title has all the words."""
    words = text.replace("\x00", " ").encode(errors="ignore").decode().split()[:8]
    if not words:
        return []
    where = Q()
    for word in words:
        where &= Q(title__icontains=word) | Q(title_en__icontains=word)
    return _load(where)[:MOST]


def texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Title, introduction and text of pages in German."""
    wanted = Q(pk__in=keys_as_numbers(keys))
    rows = [page for model in WITH_TEXT for page in _public(model).filter(wanted)]
    return {str(page.pk): [page.title, page.intro, plain_text(str(page.body))] for page in rows}


def _public(model: type[Any]) -> Any:
    return model.objects.live().public()


def _load(where: Q) -> list[Thing]:
    return [_thing(page, model) for model in MODELS for page in _public(model).filter(where).order_by("-pk")[:500]]


def _thing(page: Any, model: type[Page]) -> Thing:
    title = (page.title_en if get_language() == ENGLISH else "") or page.title
    label = _("Nachricht") if model is NewsPage else _("Seite")
    day = getattr(page, "date", None) or (page.first_published_at.date() if page.first_published_at else None)
    return Thing(Ref("page", str(page.pk)), title, address(page.url_path), label, summary=page.summary, date=day)
