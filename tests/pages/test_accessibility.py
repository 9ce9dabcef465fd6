"""The accessibility statement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from roterfaden.pages.models import KnownGap
from tests.pages.factories import make_gap, make_site

pytestmark = pytest.mark.django_db
STATEMENT = "/barrierefreiheit/"


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()
    KnownGap.objects.all().delete()


def test_without_known_gaps_it_does_not_claim_that_there_are_none(client: Client) -> None:
    page = client.get(STATEMENT).content.decode()

    assert "Das heißt nicht, dass es keine gibt" in page


def test_a_gap_stands_there_with_all_that_is_known(client: Client) -> None:
    soon = timezone.localdate() + timedelta(days=30)
    make_gap(criterion="WCAG 1.4.5", instead="Die Liste darunter.", planned=soon, planned_note="neue Karte")

    page = client.get(STATEMENT).content.decode()

    for words in (
        "1 Lücke, die wir kennen",
        "Die Karte hat keine Liste.",
        "1.4.5",
        "Die Liste darunter.",
        "neue Karte",
    ):
        assert words in page
    assert "überfällig" not in page


def test_a_promise_that_was_not_kept_says_so(client: Client) -> None:
    make_gap(planned=timezone.localdate() - timedelta(days=1))

    assert "überfällig" in client.get(STATEMENT).content.decode()


def test_a_mended_gap_moves_down_and_is_never_late(client: Client) -> None:
    make_gap(planned=timezone.localdate() - timedelta(days=9), mended=timezone.localdate())

    page = client.get(STATEMENT).content.decode()

    assert "Behoben</h3>" in page
    assert "überfällig" not in page
    assert "Das heißt nicht, dass es keine gibt" in page


def test_gaps_are_told_in_english_or_marked_as_german(client: Client) -> None:
    make_gap(area="Karte", what_en="The map has no list.", area_en="Map")
    make_gap(area="Video", what="Untertitel fehlen.")

    page = client.get(f"/en{STATEMENT}").content.decode()

    assert "The map has no list." in page
    assert "Die Karte hat keine Liste." not in page
    assert '<tr role="row" lang="de"><th role="rowheader" scope="row">Video' in page


def test_hostile_words_stay_words(client: Client) -> None:
    make_gap(what="<img src=x onerror=alert(1)>")

    assert "<img src=x" not in client.get(STATEMENT).content.decode()


def test_the_statement_has_no_cookie_the_form_has_only_its_own(client: Client) -> None:
    assert not client.get(STATEMENT).cookies
    assert set(client.get(f"{STATEMENT}melden/").cookies) == {"csrftoken"}


@pytest.mark.parametrize("rows", [1, 60])
def test_the_number_of_statements_does_not_grow(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_gap(area=f"Bereich {number}")
    client.get(STATEMENT)

    with django_assert_max_num_queries(10):
        client.get(STATEMENT)
