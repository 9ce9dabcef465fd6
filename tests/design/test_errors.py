"""Error pages help, and the one for our own failures needs nothing."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from roterfaden.design.errors import BARE, server_error
from roterfaden.urls import urlpatterns as real_patterns
from tests.pages.factories import make_site


def break_down(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the inside")


def refuse(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspect(_request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


handler500 = "roterfaden.design.errors.server_error"
urlpatterns = [path("bricht/", break_down), path("verboten/", refuse), path("seltsam/", suspect), *real_patterns]


@pytest.fixture
def visitor(settings: Settings) -> Client:
    settings.ROOT_URLCONF = "tests.design.test_errors"
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/rat/drucksachen/0728-2026", 'value="0728/2026"'),
        ("/grünes-band/spielplatz-am-see.html", 'value="spielplatz am see"'),
        ("/a/%00%ff", "value="),
        ("/" + "x" * 300 + "/", f'value="{"x" * 60}"'),
        ('/"><script>alert(1)</script>', "value="),
    ],
)
def test_a_page_that_is_not_there_suggests_a_search(client: Client, address: str, words: str) -> None:
    make_site()

    answer = client.get(address)
    page = answer.content.decode()

    assert answer.status_code == 404
    assert "Diese Seite gibt es hier nicht." in page
    assert words in page
    assert "<script>alert" not in page
    assert 'content="noindex"' in page


@pytest.mark.django_db
def test_a_missing_english_page_stays_english(client: Client) -> None:
    make_site()

    page = client.get("/en/nothing-here/").content.decode()

    assert '<html lang="en">' in page
    assert 'action="/en/suche/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/verboten/", 403, "Diese Seite ist nicht für alle da."),
        ("/seltsam/", 400, "Diese Anfrage verstehen wir nicht."),
    ],
)
def test_refusals_are_told_plainly(visitor: Client, address: str, status: int, words: str) -> None:
    make_site()

    answer = visitor.get(address)

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert 'role="search"' in answer.content.decode()


@pytest.mark.django_db
def test_our_own_failure_says_so_in_both_languages_without_the_database(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_database(*_args: object) -> None:
        raise AssertionError("the error page asked the database")

    monkeypatch.setattr(connection, "cursor", no_database)

    answer = visitor.get("/bricht/")
    page = answer.content.decode()

    assert answer.status_code == 500
    assert "Hier ist bei uns etwas schiefgegangen." in page
    assert "Something went wrong on our side." in page
    assert "secret" not in page


def test_our_own_failure_survives_a_broken_template() -> None:
    answer = server_error(RequestFactory().get("/"), "gibt-es-nicht.html")

    assert answer.status_code == 500
    assert answer.content.decode() == BARE


@pytest.mark.django_db
def test_what_is_gone_says_since_when_and_why_and_no_more() -> None:
    make_site()
    context = {"kind": "Drucksache", "gone_at": None, "reason": "", "title": "Geheimer Titel"}

    page = render_to_string("design/410.html", context, request=RequestFactory().get("/rat/drucksachen/0001-2026"))

    assert page.count("nicht bekannt") == 2
    assert "Geheimer Titel" not in page
    assert "0001" not in page.split("<main")[1].split("</main>")[0].replace(
        "?seite=%2Frat%2Fdrucksachen%2F0001-2026", ""
    )
