"""The pages that a new portal starts with."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from roterfaden.pages.content import english, german
from roterfaden.pages.models import KnownGap, StandardPage, StartPage
from roterfaden.pages.setup import ensure_site, short_city

pytestmark = pytest.mark.django_db
ADDRESSES = ["/", *(f"/{draft.slug}/" for draft in german.PAGES)]


def test_the_site_shows_our_start_page_and_nothing_of_wagtails_own() -> None:
    ensure_site()

    site = Site.objects.get(is_default_site=True)
    assert isinstance(site.root_page.specific, StartPage)
    assert list(Page.objects.filter(depth=2).values_list("slug", flat=True)) == ["start"]


def test_a_second_time_makes_nothing() -> None:
    assert ensure_site() > 0
    before = list(Page.objects.order_by("path").values_list("path", "slug", "latest_revision_created_at"))

    assert ensure_site() == 0
    assert list(Page.objects.order_by("path").values_list("path", "slug", "latest_revision_created_at")) == before


def test_what_an_editor_changed_stays() -> None:
    ensure_site()
    page = StandardPage.objects.get(slug="impressum")
    page.title = "Wer wir sind"
    page.slug = "wer-wir-sind"
    page.save_revision().publish()

    ensure_site()

    assert StandardPage.objects.get(pk=page.pk).title == "Wer wir sind"
    assert not Page.objects.filter(slug="impressum").exists()


def test_what_an_editor_deleted_stays_away() -> None:
    ensure_site()
    StandardPage.objects.get(slug="schnittstellen").delete()
    KnownGap.objects.all().delete()

    ensure_site()

    assert not Page.objects.filter(slug="schnittstellen").exists()
    assert not KnownGap.objects.exists()


def test_pages_that_were_there_before_are_left_alone() -> None:
    own = StartPage(title="Eigene", slug="eigene", headline="Eigene Frage?")
    Page.get_first_root_node().add_child(instance=own)

    ensure_site()

    assert StartPage.objects.get().headline == "Eigene Frage?"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_opens_in_both_languages(client: Client, prefix: str, address: str) -> None:
    ensure_site()

    answer = client.get(prefix + address)

    assert answer.status_code == 200
    assert f'<html lang="{prefix[1:] or "de"}">' in answer.content.decode()


def test_every_german_page_has_an_english_text() -> None:
    translations = {draft.slug: draft for draft in english.PAGES}

    for draft in german.PAGES:
        assert translations[draft.slug].title
        assert bool(translations[draft.slug].body) == bool(draft.body)
    assert len(english.START["steps"]) == len(german.START["steps"])
    assert all(gap[f"{name}_en"] for gap in german.GAPS for name in ("area", "what", "instead"))


def test_the_city_stands_in_the_imprint_escaped(client: Client, settings: Settings) -> None:
    settings.CITY = 'Stadt "A" & <b>B'
    ensure_site()

    page = client.get("/impressum/").content.decode()

    assert "Stadt &quot;A&quot; &amp; &lt;b&gt;B" in page
    assert "<b>B" not in page


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Landeshauptstadt Hannover", "Hannover"),
        ("Stadt Bad Musterstadt", "Bad Musterstadt"),
        ("Freie und Hansestadt Hamburg", "Hamburg"),
        ("Stadt", "Stadt"),
        ("Ulm", "Ulm"),
        ("Neustadt am Rübenberge", "Neustadt am Rübenberge"),
    ],
)
def test_a_headline_names_the_city_without_its_rank(settings: Settings, name: str, short: str) -> None:
    settings.CITY = name

    assert short_city() == short
