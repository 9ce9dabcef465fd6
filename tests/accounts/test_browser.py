"""People with a browser: passkeys, the proof of work, and pages that axe, eye and keyboard can use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from roterfaden.accounts import consents
from roterfaden.accounts.limits import is_done
from roterfaden.accounts.models import Consent, Organisation, Person, Speaker, User
from roterfaden.contributions.actions import support
from roterfaden.contributions.guests import open_claim
from roterfaden.contributions.guests.tokens import token_of
from roterfaden.contributions.models import Claim
from roterfaden.kit.things import Ref
from tests.accounts.factories import PASSWORD, make_resident
from tests.browser import PHONE, Chromium, Page, axe, sideways
from tests.contributions.factories import make_contribution, make_person
from tests.participation.factories import make_phase, make_process

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
#: For looking: a folder for pictures.
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture(autouse=True)
def _localhost(settings: Any) -> None:
    """Passkeys need a name; chromium takes localhost for safe."""
    settings.ALLOWED_HOSTS = ["*"]


def cookie(browser: Chromium, page: Page, client: Any) -> None:
    """The browser takes over a client's session."""
    page.page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": browser.server}]
    )


def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with the page at hand."""
    if PICTURES:
        page.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    found = [*axe(page), *page.errors, *page.violations]
    return [f"{name}: {words}" for words in found] + ([f"{name}: sideways"] if sideways(page) else [])


def filled_person() -> Person:
    """Somebody with a bit of everything."""
    person = Person.objects.get(user=make_resident(pseudonym="Linde", name="Kim Kowalski", profile=True))
    process = Ref("paper", "1")
    for number in range(7):
        said = make_contribution(process, f"Mehr Schatten auf dem Weg {number}.", author=person)
        support(make_person(), said)
        support(person, said)
    consents.give(person, "publish", Consent.How.FORM)
    club = Organisation.objects.create(name="Ihme-Freund*innen e. V.", slug="ihme")
    Speaker.objects.create(organisation=club, person=person)
    return person


@pytest.mark.parametrize("way", ["light", "dark", "phone", "english"])
def test_pages_of_people_can_be_used(browser: Chromium, client: Any, rf: Any, way: str) -> None:
    page = browser.page(PHONE if way == "phone" else (1280, 900), dark=way == "dark")
    prefix = "/en" if way == "english" else ""
    found = []
    for name in ("ich", "login", "signup", "password/reset", "confirm-email"):
        page.open(f"{prefix}/konto/{name}/")
        found += looked_at(page, f"{way}-{name.replace('/', '-')}")
    open_claim(rf.get("/"), "lou@example.org", "contributions.access")
    for name in ("zugang", "unterwegs", f"bestaetigen/{token_of(Claim.objects.get())}"):
        page.open(f"{prefix}/beitrag/{name}/")
        found += looked_at(page, f"{way}-{name[:11]}")
    person = filled_person()
    client.force_login(person.user)
    cookie(browser, page, client)
    own = (
        "ich",
        "ich/angaben",
        "ich/loeschen",
        "ich/organisation",
        "ich/contributions",
        "2fa",
        "2fa/webauthn/add",
        "email",
    )
    for name in own:
        page.open(f"{prefix}/konto/{name}/")
        if name.startswith("2fa/"):
            page.page.get_by_label("Pass").first.fill(PASSWORD)
            page.page.locator("main form button.act").first.click()
            page.page.wait_for_load_state()
        found += looked_at(page, f"{way}-own-{name.replace('/', '-')}")
    page.open(f"{prefix}/menschen/{person.uid}/")
    found += looked_at(page, f"{way}-profile")
    assert found == []


def test_a_passkey_is_added_logs_in_and_is_removed(browser: Chromium, client: Any) -> None:
    user = make_resident()
    server = browser.server.replace("127.0.0.1", "localhost")
    page = browser.page()
    tab = page.page
    keys = tab.context.new_cdp_session(tab)
    keys.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    keys.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**device, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.open(f"{server}/konto/login/")
    tab.locator("#id_login").fill("kim@example.org")
    tab.locator("#id_password").fill(PASSWORD)
    tab.get_by_role("button", name="Anmelden", exact=True).click()
    tab.get_by_role("heading", name="Mein Konto").wait_for()
    page.open(f"{server}/konto/2fa/webauthn/add/")
    tab.locator("#id_password").fill(PASSWORD)
    tab.get_by_role("button", name="Weiter").click()
    tab.get_by_role("heading", name="Passkey hinzufügen").wait_for()
    tab.locator("#id_name").fill("Telefon")
    tab.locator("#id_passwordless").check()
    tab.get_by_role("button", name="Passkey hinzufügen").click()
    tab.get_by_role("heading", name="Wiederherstellungscodes").wait_for()
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() == 1
    page.open(f"{server}/konto/ich/")
    tab.get_by_role("button", name="Abmelden").click()
    page.open(f"{server}/konto/login/")
    tab.get_by_role("button", name="Mit Passkey anmelden").click()
    tab.wait_for_url(f"{server}/konto/ich/")
    assert page.errors == []
    assert page.violations == []


def test_staff_choose_a_passkey_as_their_second_factor_and_enter_the_back_office_with_it(browser: Chromium) -> None:
    User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
    server = browser.server.replace("127.0.0.1", "localhost")
    page = browser.page()
    tab = page.page
    keys = tab.context.new_cdp_session(tab)
    keys.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**device, "isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.open(f"{server}/konto/login/?next=/verwaltung/")
    tab.locator("#id_login").fill("ada")
    tab.locator("#id_password").fill(PASSWORD)
    tab.get_by_role("button", name="Anmelden", exact=True).click()
    tab.locator("#id_password").fill(PASSWORD)
    tab.get_by_role("button", name="Weiter").click()
    tab.get_by_role("link", name="Lieber einen Passkey nehmen").click()
    tab.locator("#id_name").wait_for()
    tab.locator("#id_name").fill("Schlüssel")
    tab.locator("#id_passwordless").check()
    tab.get_by_role("button", name="Passkey hinzufügen").click()
    tab.get_by_role("heading", name="Wiederherstellungscodes").wait_for()
    tab.context.clear_cookies()
    page.open(f"{server}/konto/login/")
    tab.get_by_role("button", name="Mit Passkey anmelden").click()
    tab.wait_for_url(f"{server}/verwaltung/")
    assert page.violations == []


def test_without_javascript_passkeys_are_not_offered_and_the_password_works(browser: Chromium) -> None:
    make_resident()
    page = browser.page(javascript=False)
    page.open("/konto/login/")
    assert not page.page.get_by_role("button", name="Mit Passkey anmelden").is_visible()
    page.page.locator("#id_login").fill("kim@example.org")
    page.page.locator("#id_password").fill(PASSWORD)
    page.page.locator("#id_password").press("Enter")
    page.page.get_by_role("heading", name="Mein Konto").wait_for()


def test_a_browser_does_its_work_while_somebody_types(browser: Chromium) -> None:
    process = make_process()
    make_phase(process, "debate")
    page = browser.page()
    page.open(f"/gespraech/process/{process.pk}/schreiben/")
    page.page.locator("#id_von-address").focus()
    page.page.wait_for_function("document.querySelector('[data-work]').value !== ''")
    challenge = page.page.locator("[data-challenge]").input_value()
    assert is_done(challenge, page.page.locator("[data-work]").input_value())
    assert page.violations == []
