"""Editors' pages as public things."""

from __future__ import annotations

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from roterfaden.kit.things import Ref, kinds, thing
from tests.pages.factories import block, make_news, make_site, make_standard_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    """A start page to hang pages below."""
    make_site()


def test_a_live_page_is_a_thing_with_its_address() -> None:
    page = make_news("Die Digitale Agenda beginnt")
    found = thing(Ref("page", str(page.pk)))
    assert found is not None
    assert (found.title, found.date) == ("Die Digitale Agenda beginnt", page.date)
    assert found.url.startswith("/")
    assert str(found.label) == "Nachricht"


def test_in_english_it_has_its_english_title_and_address() -> None:
    page = make_standard_page(title="Mitmachen", title_en="Take part", slug="mitmachen")
    with translation.override("en"):
        found = thing(Ref("page", str(page.pk)))
    assert found is not None
    assert (found.title, found.url) == ("Take part", "/en/mitmachen/")


def test_drafts_and_restricted_pages_leave_no_trace() -> None:
    draft = make_standard_page(title="Entwurf", slug="entwurf", live=False)
    closed = make_standard_page(title="Intern", slug="intern")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for page in (draft, closed):
        assert thing(Ref("page", str(page.pk))) is None
        assert kinds["page"].find(page.title, None) == []
        assert kinds["page"].texts([str(page.pk)]) == {}


def test_pages_are_found_by_all_words_of_a_title() -> None:
    page = make_standard_page(title="Digitale Agenda mitgestalten", slug="agenda")
    make_standard_page(title="Digitale Dienste", slug="dienste")
    assert [found.ref.key for found in kinds["page"].find("agenda digitale", None)] == [str(page.pk)]
    assert kinds["page"].find("\x00\ud800", None) == []


def test_its_texts_are_plain() -> None:
    page = make_standard_page(title="Agenda", slug="agenda", body=block("<p>Siehe <b>DS 0728/2026</b>.</p>"))
    texts = kinds["page"].texts([str(page.pk)])[str(page.pk)]
    assert any("DS 0728/2026" in text for text in texts)
    assert not any("<b>" in text for text in texts)
