"""Erasing in the back office: shown first, done by those who may, told clearly."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from roterfaden.ledger.actions import Personal
from roterfaden.ledger.models import Entry, PersonalFact
from tests.accounts.factories import make_user
from tests.ledger.factories import ANNA, make_entry

pytestmark = pytest.mark.django_db
ADDRESS = "/verwaltung/protokollbuch/loeschen/"
GOOD = {"what": "person:3", "reason": "Antrag nach Artikel 17", "texts": "Anna Muster\n"}


@pytest.fixture
def officer(client: Client) -> Client:
    """Somebody who may erase."""
    return login(client, "Datenschutz")


def login(client: Client, *roles: str) -> Client:
    user = make_user("dora", *roles)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return client


def make() -> None:
    make_entry(personal=[Personal("author", "Anna Muster", ANNA)])


def test_the_menu_leads_there(officer: Client) -> None:
    assert ADDRESS in officer.get("/verwaltung/").content.decode()
    assert officer.get(ADDRESS).status_code == 200


def test_first_it_is_shown_what_would_go(officer: Client) -> None:
    make()
    page = officer.post(ADDRESS, GOOD).content.decode()
    assert "1 Angaben über Personen" in page
    assert "ledger.PersonalFact.value: 1" in page
    assert PersonalFact.objects.get().value == "Anna Muster"


def test_then_it_is_gone(officer: Client) -> None:
    make()
    assert officer.post(ADDRESS, {**GOOD, "sure": "1"}).status_code == 302
    assert PersonalFact.objects.get().value == ""
    assert Entry.objects.latest("number").facts["reason"] == "Antrag nach Artikel 17"
    assert officer.post(ADDRESS, {**GOOD, "sure": "1"}).status_code == 302


def test_an_entry_can_be_erased(officer: Client) -> None:
    make()
    officer.post(ADDRESS, {"what": "entry:1", "reason": "Gericht", "sure": "1"})
    assert Entry.objects.get(number=1).is_erased


@pytest.mark.parametrize(
    "change",
    [
        {"what": "person"},
        {"what": ""},
        {"what": "entry:99"},
        {"what": "entry:" + "9" * 40},
        {"what": "a\x00b:1"},
        {"reason": ""},
        {"reason": "wegen Anna Muster"},
        {"texts": "Anna"},
    ],
)
def test_what_is_missing_or_dangerous_is_refused(officer: Client, change: dict[str, str]) -> None:
    make()
    assert officer.post(ADDRESS, {**GOOD, **change, "sure": "1"}).status_code == 422
    assert PersonalFact.objects.get().value == "Anna Muster"


@pytest.mark.parametrize("role", ["Redaktion", "Einsicht", "Betrieb", "Konten"])
def test_others_do_not_get_there(client: Client, role: str) -> None:
    make()
    login(client, role)
    assert client.get(ADDRESS).status_code in (302, 403)
    assert client.post(ADDRESS, {**GOOD, "sure": "1"}).status_code in (302, 403)
    assert PersonalFact.objects.get().value == "Anna Muster"


def test_a_stranger_is_sent_to_the_login(client: Client) -> None:
    assert client.post(ADDRESS, {**GOOD, "sure": "1"}).status_code == 302


def test_other_methods_are_refused(officer: Client) -> None:
    assert officer.put(ADDRESS).status_code == 405
