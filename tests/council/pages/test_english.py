"""English pages: our words are English, the source's words stay German and are marked as such."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from roterfaden.council.models import Paper
from tests.council import factories as make
from tests.council.pages.city import make_city

pytestmark = pytest.mark.django_db
MARKED = re.compile(r'<(?!html)(\w+)[^>]* lang="de"[^>]*>(.*?)</\1>', re.DOTALL)


def marked(client: Client, path: str) -> str:
    """All that a page marks as German, as one text."""
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(unescape(found[1]) for found in MARKED.findall(response.content.decode()))


def test_a_papers_title_text_and_results_are_marked(client: Client) -> None:
    make_city()
    words = marked(client, "/en/rat/drucksachen/0728-2026")
    for said in ("Mehr Bänke im Stadtpark", "Im Stadtpark werden drei Bänke", "Einstimmig", "Keine Auswirkung."):
        assert said in words, said


def test_agenda_and_lists_mark_titles(client: Client) -> None:
    city = make_city()
    assert "Mehr Bänke im Stadtpark" in marked(client, "/en/rat/drucksachen/")
    assert city.meeting.agenda_items.get(order=1).name in marked(client, f"/en/rat/sitzungen/{city.meeting.pk}")


def test_a_german_page_marks_nothing_of_itself(client: Client) -> None:
    make_city()
    assert marked(client, "/rat/drucksachen/0728-2026") == ""


def test_the_kind_is_named_in_the_pages_language(client: Client) -> None:
    make_city()
    german, english = (client.get(f"{prefix}/rat/drucksachen/0728-2026").content.decode() for prefix in ("", "/en"))
    assert "Beschlussdrucksache 0728/2026" in german
    assert "Decision paper 0728/2026" in english


def test_a_kind_that_only_the_source_knows_keeps_its_word(client: Client) -> None:
    make.make_paper("0001/2026", "Grußwort", paper_type="Grußwort", kind=Paper.Kind.OTHER)
    assert "Grußwort 0001/2026" in client.get("/en/rat/drucksachen/0001-2026").content.decode()


def test_amounts_stand_as_the_language_writes_them(client: Client) -> None:
    make_city()
    german, english = (client.get(f"{prefix}/rat/drucksachen/0728-2026").content.decode() for prefix in ("", "/en"))
    assert "5.800\u00a0€" in german
    assert "€5,800" in english
