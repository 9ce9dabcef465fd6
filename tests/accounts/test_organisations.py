"""Organisations: asked for by a person, confirmed by the city, a signature only after that."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory

from roterfaden.accounts.models import Organisation, Person, Speaker
from roterfaden.accounts.organisations import MOST_WAITING, TooManyWaiting, ask_to_speak, confirm
from roterfaden.contributions.guests import Signing
from roterfaden.contributions.models import Signed
from roterfaden.kit.things import Ref
from roterfaden.notices.sending import send
from tests.accounts.factories import be_guest, make_user
from tests.contributions.factories import make_contribution, make_person

OFFICE = "/verwaltung/organisationen/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_MFA = False


def choices(person: Person, client: Client) -> list[str]:
    """Under which names they may write."""
    request = RequestFactory().get("/")
    request.session, request.user = be_guest(client, person).session, None  # type: ignore[assignment]
    return [key for key, _label in Signing(request).fields["signed"].choices]  # type: ignore[attr-defined]


def test_a_person_asks_the_city_confirms_and_the_name_can_be_chosen(client: Client) -> None:
    person = make_person()
    be_guest(client, person)
    asked = {
        "name": "Ihme <b>e. V.</b>",
        "kind": "association",
        "website": "ihme.example",
        "confirmed_at": "2020-01-01",
    }
    assert client.post("/konto/ich/organisation/", asked)["Location"] == "/konto/ich/"
    speaker = Speaker.objects.get()
    assert (speaker.organisation.name, speaker.organisation.website) == ("Ihme e. V.", "https://ihme.example")
    assert (speaker.confirmed_at, speaker.organisation.confirmed_at) == (None, None)
    assert "wird geprüft" in client.get("/konto/ich/").content.decode()
    assert choices(person, client) == ["pseudonym", "name"]
    office = Client()
    office.force_login(make_user("ada", "Beteiligungsbüro"))
    page = office.get(OFFICE).content.decode()
    assert "Ihme e. V." in page
    assert str(person.address) not in page
    for _time in range(2):
        office.post(f"{OFFICE}{speaker.pk}/", {"wish": "confirm"})
    assert choices(person, client)[-1] == f"organisation:{speaker.organisation_id}"
    send()
    assert [letter.subject for letter in mail.outbox] == ["Sie sprechen für Ihre Organisation"]


def test_a_refusal_is_told_with_its_reason_and_nothing_is_left(client: Client) -> None:
    speaker = ask_to_speak(make_person(), "Ihme e. V.", "association", "")
    client.force_login(make_user("ada", "Beteiligungsbüro"))
    client.post(f"{OFFICE}{speaker.pk}/", {"wish": "decline", "reason": "Bitte rufen Sie an."})
    assert not Organisation.objects.exists()
    send()
    assert "Bitte rufen Sie an." in mail.outbox[0].body
    assert client.post(f"{OFFICE}{speaker.pk}/", {"wish": "confirm"}).status_code == 404


def test_the_same_request_twice_is_one_and_floods_wait() -> None:
    person = make_person()
    assert ask_to_speak(person, "Ihme e. V.", "school", "") == ask_to_speak(person, "ihme e. v.", "school", "")
    for number in range(MOST_WAITING - 1):
        ask_to_speak(person, f"Verein {number}", "association", "")
    with pytest.raises(TooManyWaiting):
        ask_to_speak(person, "Noch einer", "association", "")


def test_names_that_make_the_same_address_get_addresses_of_their_own() -> None:
    one = ask_to_speak(make_person(), "Ihme-Verein", "association", "").organisation
    two = ask_to_speak(make_person(), "Ihme Verein", "association", "").organisation
    assert one.slug != two.slug


def test_strangers_and_other_roles_decide_nothing(client: Client) -> None:
    speaker = ask_to_speak(make_person(), "Ihme e. V.", "association", "")
    assert client.get(OFFICE).status_code == 302
    client.force_login(make_user("r", "Redaktion"))
    assert client.get(OFFICE, follow=True).redirect_chain or client.get(OFFICE).status_code == 403
    client.post(f"{OFFICE}{speaker.pk}/", {"wish": "confirm"})
    assert Speaker.objects.get().confirmed_at is None
    client.force_login(make_user("e", "Einsicht"))
    assert client.get(OFFICE).status_code == 200
    client.post(f"{OFFICE}{speaker.pk}/", {"wish": "confirm"})
    assert client.get(f"{OFFICE}{speaker.pk}/").status_code == 405
    assert Speaker.objects.get().confirmed_at is None


@pytest.mark.parametrize("name", ["", "☃☃", "a@b.de", "x" * 201, "a\x00b"])
def test_what_is_no_name_is_said(client: Client, name: str) -> None:
    be_guest(client, make_person())
    answer = client.post("/konto/ich/organisation/", {"name": name, "kind": "association"})
    assert answer.status_code == 422
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example"])
def test_a_website_is_a_website(client: Client, website: str) -> None:
    be_guest(client, make_person())
    client.post("/konto/ich/organisation/", {"name": "Ihme", "kind": "association", "website": website})
    assert not Organisation.objects.filter(website__startswith=website.partition(":")[0]).exists()


class TestProfile:
    """A public page, only for those who want it, and only of the pseudonym."""

    def test_it_shows_what_stands_under_the_pseudonym_alone(self, client: Client) -> None:
        person = make_person(pseudonym="Linde", name="Amira Adler", profile=True)
        make_contribution(Ref("paper", "1"), "Unter Pseudonym", author=person)
        make_contribution(Ref("paper", "1"), "Unter Namen", author=person, signed=Signed.NAME)
        make_contribution(Ref("paper", "1"), "Verborgen", author=person, state="hidden")
        page = client.get(f"/menschen/{person.uid}/").content.decode()
        assert "Unter Pseudonym" in page
        for word in ("Unter Namen", "Amira Adler", "Verborgen", str(person.address)):
            assert word not in page

    @pytest.mark.parametrize("values", [{"profile": False}, {"profile": True, "pseudonym": ""}])
    def test_without_the_wish_there_is_none(self, client: Client, values: dict[str, Any]) -> None:
        assert client.get(f"/menschen/{make_person(**values).uid}/").status_code == 404


def test_confirming_needs_the_permission() -> None:
    from django.core.exceptions import PermissionDenied

    speaker = ask_to_speak(make_person(), "Ihme e. V.", "association", "")
    with pytest.raises(PermissionDenied):
        confirm(make_user("x"), speaker)
