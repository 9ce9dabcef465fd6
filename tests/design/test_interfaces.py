"""The page that explains the machine interfaces."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from roterfaden.api import api
from roterfaden.pages.models import StandardPage
from tests.pages.factories import make_site


@pytest.mark.django_db
def test_every_operation_of_the_interface_is_explained() -> None:
    page = Client().get("/schnittstellen/")
    assert page.status_code == 200
    text = page.content.decode()
    for path, methods in api.get_openapi_schema()["paths"].items():
        assert path in text
        for parameter in methods["get"].get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in text
    assert "/oparl/v1.1/system" in text


@pytest.mark.django_db
def test_it_needs_no_script_or_style_of_its_own() -> None:
    text = Client().get("/schnittstellen/").content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text)


@pytest.mark.django_db
def test_its_anchors_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', Client().get("/schnittstellen/").content.decode())
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_there_is_an_english_one() -> None:
    assert Client().get("/en/schnittstellen/").status_code == 200


@pytest.mark.django_db
def test_it_can_only_be_read() -> None:
    assert Client().post("/schnittstellen/").status_code == 405


@pytest.mark.django_db
def test_the_choices_of_a_parameter_are_listed() -> None:
    text = Client().get("/schnittstellen/").content.decode()
    assert "adopted, adoptedWithChanges, rejected" in text


@pytest.mark.django_db
def test_the_english_one_names_its_parts_in_english() -> None:
    text = Client().get("/en/schnittstellen/").content.decode()
    assert "<h3>Committees and people</h3>" in text
    assert "Gremien" not in text


@pytest.mark.django_db
def test_what_editors_write_stands_above_the_reference() -> None:
    make_site()
    page = StandardPage.objects.get(slug="schnittstellen")
    page.title, page.intro = "Daten für alle", "Wir freuen uns über jedes Programm."
    page.save_revision().publish()
    text = Client().get("/schnittstellen/").content.decode()
    assert text.count("<h1") == 1
    assert text.index("Daten für alle") < text.index("Wir freuen uns über jedes Programm.") < text.index('id="ref-api"')
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_a_draft_of_editors_is_not_shown() -> None:
    make_site()
    page = StandardPage.objects.get(slug="schnittstellen")
    page.title = "Daten für alle"
    page.save()
    page.unpublish()
    text = Client().get("/schnittstellen/").content.decode()
    assert "Daten für alle" not in text
    assert text.count("<h1") == 1
