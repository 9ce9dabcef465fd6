"""Login through a broker: a real code flow with PKCE against a provider on the loopback, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from roterfaden.accounts.broker import facts
from roterfaden.accounts.broker.facts import band_of, facts_of
from roterfaden.accounts.models import AgeBand, Person, User
from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import Ref
from roterfaden.settings.broker import broker as read
from roterfaden.settings.env import Reader, SettingError
from tests.accounts.factories import be_guest, make_resident
from tests.accounts.oidc import CLIENT, SECRET, Provider
from tests.contributions.factories import make_contribution, make_person

LOGIN = "/konto/dienst/broker/anmelden/"
CLAIMS = {
    "given_name": "Kim",
    "family_name": "Kowalski",
    "email": "kim@example.org",
    "birthdate": "1990-05-17",
    "address": {"street_address": "Limmerstraße 5", "postal_code": "30451", "locality": "Hannover"},
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The portal, configured for a provider on the loopback."""
    made = Provider(dict(CLAIMS))
    environment = {
        "ROTERFADEN_OIDC_ISSUER": made.issuer,
        "ROTERFADEN_OIDC_CLIENT": CLIENT,
        "ROTERFADEN_OIDC_SECRET": SECRET,
    }
    settings.BROKER = read(Reader(environment))
    settings.SOCIALACCOUNT_PROVIDERS = settings.BROKER.providers
    monkeypatch.setattr(facts, "_locators", [lambda street, code: "linden-limmer" if "Limmer" in street else ""])
    monkeypatch.setattr(facts, "_needed", [lambda: frozenset({"resident", "district", "age_band"})])
    yield made
    made.close()


def log_in(client: Client, provider: Provider, way: str = "/mitmachen/") -> Any:
    """There and back."""
    to = client.post(LOGIN, {"next": way})
    assert to.status_code == 302
    return client.get(provider.authorize(to["Location"]))


def test_somebody_proves_that_they_live_here_and_nothing_else_is_kept(client: Client, provider: Provider) -> None:
    assert log_in(client, provider)["Location"] == "/mitmachen/"
    person = Person.objects.get()
    assert (person.resident, person.district, person.age_band) == (True, "linden-limmer", AgeBand.TO_40)
    assert (person.proven_by, person.address, person.user) == ("oidc", None, None)
    assert len(person.pairwise or "") == 64
    kept = repr([*Person.objects.values(), *SocialAccount.objects.values(), *SocialToken.objects.values()])
    kept += repr(dict(client.session.items()))
    for word in ("Kowalski", "kim@", "1990", "Limmerstr", "30451", "kim-at-the-broker", "access"):
        assert word not in kept
    assert not User.objects.exists()
    assert "Mein Konto" in client.get("/konto/ich/").content.decode()


def test_a_second_login_is_the_same_person_and_another_browser_too(client: Client, provider: Provider) -> None:
    log_in(client, provider)
    log_in(client, provider)
    log_in(Client(), provider)
    assert Person.objects.count() == 1


def test_only_what_a_rule_needs_is_kept(client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_needed", [lambda: frozenset({"resident"})])
    log_in(client, provider)
    person = Person.objects.get()
    assert (person.resident, person.district, person.age_band) == (True, "", "")
    monkeypatch.setattr(facts, "_needed", [])
    provider.subject = "somebody else"
    log_in(Client(), provider)
    assert (Person.objects.latest("pk").resident, Person.objects.latest("pk").proven_by) == (None, "")


def test_whoever_is_logged_in_connects_the_proof_with_their_account(client: Client, provider: Provider) -> None:
    log_in(Client(), provider)
    said = make_contribution(Ref("paper", "17"), author=Person.objects.get())
    user = make_resident("lou@example.org")
    client.force_login(user)
    log_in(client, provider)
    mine = Person.objects.get(user=user)
    assert mine.resident
    assert mine.pairwise
    said.refresh_from_db()
    assert Contribution.objects.get().author == mine
    assert log_in(Client(), provider).status_code == 302
    assert Person.objects.active().count() == 1


def test_a_proof_of_another_account_changes_nothing(client: Client, provider: Provider) -> None:
    first, second = make_resident("lou@example.org"), make_resident("pat@example.org")
    client.force_login(first)
    log_in(client, provider)
    other = Client()
    other.force_login(second)
    log_in(other, provider)
    assert "anderen Konto" in other.get("/konto/ich/").content.decode()
    assert Person.objects.get(user=second).resident is None


def test_logging_in_by_the_broker_opens_the_account_it_belongs_to(client: Client, provider: Provider) -> None:
    user = make_resident("lou@example.org")
    client.force_login(user)
    log_in(client, provider)
    other = Client()
    assert log_in(other, provider)["Location"] == "/mitmachen/"
    assert other.session["_auth_user_id"] == str(user.pk)


def test_a_guest_of_this_browser_is_not_made_one_with_the_login(client: Client, provider: Provider) -> None:
    guest = make_person()
    be_guest(client, guest)
    log_in(client, provider)
    guest.refresh_from_db()
    assert guest.pairwise is None
    assert "Ja, das war ich" in client.get("/konto/ich/").content.decode()
    client.post("/konto/ich/verbinden/")
    guest.refresh_from_db()
    assert guest.merged_into == Person.objects.get(pairwise__isnull=False)


def test_the_session_gets_a_new_key(client: Client, provider: Provider) -> None:
    to = client.post(LOGIN)
    before = client.session.session_key
    client.get(provider.authorize(to["Location"]))
    assert client.session.session_key != before


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example"])
def test_the_way_back_stays_in_the_portal(client: Client, provider: Provider, away: str) -> None:
    assert log_in(client, provider, away)["Location"] == "/konto/ich/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"forged": True},
        {"nonce": "another"},
        {"audience": "somebody-else"},
        {"other_subject": "another"},
        {"expired": True},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_token_that_is_not_right_opens_nothing(client: Client, provider: Provider, wrong: dict[str, Any]) -> None:
    for name, value in wrong.items():
        setattr(provider, name, value)
    answer = log_in(client, provider)
    assert answer.status_code == 401
    assert "nicht geklappt" in answer.content.decode()
    assert not Person.objects.exists()
    assert "guest" not in client.session


def test_a_code_works_once_and_only_in_the_browser_that_asked(client: Client, provider: Provider) -> None:
    back = provider.authorize(client.post(LOGIN)["Location"])
    assert Client().get(back).status_code == 401, "login CSRF: the state is another browser's"
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 401, "a second time"
    assert Person.objects.count() == 1


def test_cancelling_is_no_error(client: Client, provider: Provider) -> None:
    state = provider.codes
    provider.authorize(client.post(LOGIN)["Location"])
    asked = next(iter(state.values()))
    answer = client.get(f"{asked['redirect_uri']}?error=access_denied&state={asked['state']}", follow=True)
    assert "abgebrochen" in answer.content.decode()


def test_visitors_cannot_ask_for_more_than_the_city_asks_for(client: Client, provider: Provider) -> None:
    to = client.post(f"{LOGIN}?scope=email,phone&auth_params=prompt%3Dnone")["Location"]
    assert "phone" not in to
    assert "prompt" not in to


def test_the_way_there_is_a_post(client: Client, provider: Provider) -> None:
    assert client.get(LOGIN).status_code == 405
    assert Client(enforce_csrf_checks=True).post(LOGIN).status_code == 403


def test_without_a_broker_there_is_no_such_login(client: Client, settings: Any) -> None:
    settings.BROKER, settings.SOCIALACCOUNT_PROVIDERS = read(Reader({})), {}
    assert client.post(LOGIN).status_code == 404
    assert "dienst" not in client.get("/konto/ich/").content.decode()


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2010-11-23", AgeBand.UNDER_16),
        ("2010-11-22", AgeBand.TO_25),
        ("2000-11-22", AgeBand.TO_40),
        ("1950-11-23", AgeBand.TO_75),
        ("1950-11-22", AgeBand.OVER_75),
        ("1890-01-01", ""),
        ("2030-01-01", ""),
        ("1990", ""),
        ("", ""),
        ("x\x00", ""),
    ],
)
def test_a_date_of_birth_becomes_a_band(born: str, band: str) -> None:
    assert band_of(born, date(2026, 11, 22)) == band


@pytest.mark.parametrize(
    ("said", "resident"),
    [
        ({"address": {"locality": "hannover"}}, True),
        ({"address": {"locality": "Hameln"}}, False),
        ({"address": "Hannover"}, None),
        ({}, None),
    ],
)
def test_living_here_is_what_the_address_says(settings: Any, said: dict[str, Any], resident: bool | None) -> None:
    settings.BROKER = read(Reader({}))
    assert facts_of(said).resident is resident


def test_who_lives_elsewhere_has_no_district(provider: Provider) -> None:
    elsewhere = {"address": {"locality": "Hameln", "street_address": "Limmerstraße 1"}}
    assert facts_of(elsewhere).district == ""


def test_wrong_settings_end_the_start() -> None:
    with pytest.raises(SettingError, match="CLIENT"):
        read(Reader({"ROTERFADEN_OIDC_ISSUER": "https://id.example"}))
    with pytest.raises(SettingError, match="CLAIMS"):
        read(Reader({"ROTERFADEN_OIDC_CLAIMS": "name=given_name"}))


def test_the_rules_of_public_processes_say_which_facts_are_kept() -> None:
    from roterfaden.participation.models import Eligibility, ProcessState
    from roterfaden.participation.needs import needed_by_rules
    from tests.participation.factories import make_process

    draft = make_process(state=ProcessState.DRAFT)
    Eligibility.objects.create(process=draft, action="vote", age_bands=["16-25"])
    assert needed_by_rules() == frozenset()
    Eligibility.objects.create(process=make_process(), action="vote", districts=["mitte"])
    assert needed_by_rules() == {"resident", "district"}
