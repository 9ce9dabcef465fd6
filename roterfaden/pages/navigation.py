"""The footer: the pages that every public site owes its visitors."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roterfaden.council.models import Source
from roterfaden.design.navigation import Link, register_many, register_note
from roterfaden.pages.models import AccessibilityPage, NewsIndexPage, StandardPage
from roterfaden.pages.models.bilingual import ENGLISH


def register_entries() -> None:
    """Tell the menu."""
    register_many("foot", footer_pages)
    register_note(sample_note)


def sample_note() -> str:
    """That the portal shows invented data, where a source is marked so: one statement."""
    is_sample = Source.objects.filter(sample_data=True).exists()
    return _("Demonstration mit Beispieldaten, kein Angebot der Stadt") if is_sample else ""


def footer_pages() -> list[Link]:
    """Live pages that say they belong into the footer, in the order of the tree: one statement."""
    parts = [
        model.objects.live().filter(in_footer=True).order_by().values_list("path", "title", "title_en", "url_path")
        for model in (StandardPage, AccessibilityPage, NewsIndexPage)
    ]
    english = get_language() == ENGLISH
    rows = sorted(parts[0].union(*parts[1:]))
    return [Link((en if english else "") or de, address(url)) for _place, de, en, url in rows]


def address(url_path: str) -> str:
    """The address of a page of the only site in the active language; `url_path` begins with the start page's slug."""
    return reverse("wagtail_serve", args=[url_path.split("/", 2)[2]])
