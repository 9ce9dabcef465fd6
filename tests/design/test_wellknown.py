"""Files for machines, headers for browsers."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.council.models import Paper, State
from roterfaden.design.security import BACK_OFFICE_POLICY
from tests.council import factories

pytestmark = pytest.mark.django_db


def test_robots_may_read_everything_but_back_office_and_search(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /verwaltung/" in text
    assert "Sitemap: " in text
    assert "Disallow: /\n" not in text


def test_security_txt_names_a_contact_and_has_not_expired(client: Client, settings: object) -> None:
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)

    assert fields["Contact"].startswith(("mailto:", "http"))
    assert timezone.now() < datetime.fromisoformat(fields["Expires"])


def test_the_sitemap_lists_public_papers_in_both_languages_and_no_hidden_ones(client: Client) -> None:
    shown, hidden = factories.make_paper(), factories.make_paper()
    Paper.objects.filter(pk=hidden.pk).update(state=State.HIDDEN)

    index = client.get("/sitemap.xml").content.decode()
    papers = client.get("/sitemap-drucksachen.xml").content.decode()

    assert "sitemap-drucksachen.xml" in index
    assert f"/rat/drucksachen/{shown.slug or f'id-{shown.pk}'}" in papers
    assert "/en/rat/" in papers
    assert papers.count("<url>") == 2


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/security.txt", "/manifest.webmanifest"])
def test_they_are_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_public_pages_allow_no_inline_code_at_all(client: Client) -> None:
    policy = client.get("/rat/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_the_back_office_has_exactly_its_listed_exceptions(client: Client) -> None:
    policy = client.get("/verwaltung/").headers["Content-Security-Policy"]

    for name, sources in BACK_OFFICE_POLICY.items():
        assert f"{name} {' '.join(sources)}" in policy
    assert policy.count("'unsafe-inline'") == 2
    assert "unsafe-eval" not in policy


def test_browsers_are_told_what_no_page_needs(client: Client) -> None:
    headers = client.get("/rat/").headers

    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/rat/", "/en/rat/", "/suche/", "/gibt-es-nicht/"])
def test_a_reader_gets_no_cookie(client: Client, path: str) -> None:
    answer = client.get(path)

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
