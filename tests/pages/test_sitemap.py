"""The editors' pages in the sitemap."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from roterfaden.pages.models import StandardPage
from tests.pages.factories import make_site, make_standard_page

pytestmark = pytest.mark.django_db


def sitemap(client: Client) -> str:
    return client.get("/sitemap-seiten.xml").content.decode()


def test_every_page_stands_there_in_both_languages(client: Client) -> None:
    make_site()

    found = sitemap(client)

    for path in ("/", "/en/", "/impressum/", "/en/impressum/", "/barrierefreiheit/"):
        assert f"{path}</loc>" in found
    assert 'hreflang="en"' in found
    assert "sitemap-seiten.xml" in client.get("/sitemap.xml").content.decode()


def test_drafts_and_pages_for_a_few_do_not(client: Client) -> None:
    make_standard_page(live=False)
    imprint = StandardPage.objects.get(slug="impressum")
    PageViewRestriction.objects.create(page=imprint, restriction_type="login")

    found = sitemap(client)

    assert "ueber-uns" not in found
    assert "impressum" not in found
    assert "datenschutz" in found


def test_without_pages_it_is_empty(client: Client) -> None:
    assert "<loc>" not in sitemap(client)
