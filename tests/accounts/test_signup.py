"""Accounts of residents: sign up, confirm, log in, a new password; strangers learn nothing about who is here."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from roterfaden.accounts.models import Person, User
from roterfaden.notices.models import PersonalMail
from roterfaden.notices.sending import send
from tests.accounts.factories import PASSWORD, be_guest, make_resident

ADDRESS = "kim@example.org"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> None:
    cache.clear()


def sign_up(client: Client, address: str = ADDRESS, **fields: str) -> Any:
    """Send the form."""
    return client.post("/konto/signup/", {"email": address, "password1": PASSWORD, "password2": PASSWORD, **fields})


def last_link() -> str:
    """The path of the link in the last mail."""
    send()
    found = next(word for word in mail.outbox[-1].body.split() if word.startswith("http") and "/konto/" in word)
    return "/" + found.split("/", 3)[3]


def log_in(client: Client, address: str = ADDRESS, password: str = PASSWORD, **fields: str) -> Any:
    return client.post("/konto/login/", {"login": address, "password": password, **fields})


def test_an_account_counts_once_its_address_is_confirmed(client: Client) -> None:
    assert sign_up(client)["Location"] == "/konto/confirm-email/"
    assert log_in(client)["Location"] == "/konto/confirm-email/", "not before"
    path = last_link()
    assert "kim@example.org" in client.get(path).content.decode()
    assert not EmailAddress.objects.get().verified, "programs follow links; only the button counts"
    client.post(path)
    assert log_in(client)["Location"] == "/konto/ich/"
    person = Person.objects.get()
    assert (person.address, person.user) == (ADDRESS, User.objects.get())
    page = client.get("/konto/ich/").content.decode()
    assert "Mein Konto" in page
    assert ADDRESS in page


def test_the_name_of_an_account_tells_nothing(client: Client) -> None:
    sign_up(client)
    assert re.fullmatch("b-[0-9a-f]{16}", User.objects.get().username)


def test_the_city_may_close_the_door(client: Client, settings: Any) -> None:
    settings.SIGNUP_OPEN = False
    assert "Gast" in sign_up(client).content.decode()
    assert not User.objects.exists()
    assert "Konto anlegen" not in client.get("/konto/login/").content.decode()


def test_mass_assignment_makes_nobody_staff(client: Client) -> None:
    sign_up(client, is_staff="on", is_superuser="on", groups="1", username="root", is_active="on", person="1")
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert user.username != "root"


def without_secrets(answer: Any) -> str:
    """A page without what differs each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", answer.content.decode())


def test_signing_up_does_not_tell_who_has_an_account(client: Client) -> None:
    make_resident("lou@example.org")
    known, unknown = sign_up(Client(), "lou@example.org"), sign_up(Client(), ADDRESS)
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert User.objects.count() == 2
    send()
    told = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert told["lou@example.org"] == "Sie haben schon ein Konto"


def test_a_new_password_is_promised_to_everybody_alike(client: Client) -> None:
    make_resident()
    known = client.post("/konto/password/reset/", {"email": ADDRESS}, follow=True)
    unknown = Client().post("/konto/password/reset/", {"email": "eve@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert without_secrets(known) == without_secrets(unknown)


def test_the_login_says_the_same_to_everybody(client: Client) -> None:
    make_resident()
    known, unknown = log_in(client, password="falsch"), log_in(Client(), "eve@example.org", "falsch")
    assert without_secrets(known).replace(ADDRESS, "") == without_secrets(unknown).replace("eve@example.org", "")


def test_a_new_password_by_mail_works_once(client: Client) -> None:
    make_resident()
    client.post("/konto/password/reset/", {"email": ADDRESS})
    path = last_link()
    form = client.get(path, follow=True)
    new = "ein ganz neues Passwort"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert log_in(Client(), password=new)["Location"] == "/konto/ich/"
    assert "gilt nicht mehr" in Client().get(path, follow=True).content.decode()
    send()
    assert "zurückgesetzt" in mail.outbox[-1].body


def test_links_in_mails_lead_to_this_portal_whatever_host_was_asked(client: Client) -> None:
    make_resident()
    client.post("/konto/password/reset/", {"email": ADDRESS}, headers={"host": "evil.example"})
    send()
    assert "evil.example" not in mail.outbox[-1].body


def test_secret_links_are_forgotten_when_the_mail_has_left(client: Client) -> None:
    make_resident()
    client.post("/konto/password/reset/", {"email": ADDRESS})
    assert "password/reset/key" in repr(list(PersonalMail.objects.values()))
    send()
    kept = repr(list(PersonalMail.objects.values()))
    assert "password/reset/key" not in kept
    assert ADDRESS not in kept


def test_a_session_that_somebody_planted_is_not_the_one_that_is_logged_in(client: Client) -> None:
    make_resident()
    session = client.session
    session["planted"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before or ""
    log_in(client)
    assert "_auth_user_id" in client.session
    assert client.session.session_key != before


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_no_login_leads_out_of_the_portal(client: Client, away: str) -> None:
    make_resident()
    assert log_in(client, next=away)["Location"] == "/konto/ich/"
    assert "evil" not in client.post("/konto/logout/", {"next": away})["Location"]
    assert "evil" not in sign_up(Client(), "pat@example.org", next=away)["Location"]


def test_residents_have_no_business_in_the_back_office(client: Client) -> None:
    client.force_login(make_resident())
    for path in ("/verwaltung/", "/verwaltung/pages/", "/verwaltung/login/?next=/verwaltung/"):
        assert client.get(path, follow=True).status_code == 403


def test_guests_keep_what_they_said_when_they_sign_up(client: Client) -> None:
    guest = Person.objects.create(address=ADDRESS, pseudonym="Linde")
    be_guest(client, guest)
    sign_up(client)
    path = last_link()
    client.post(path)
    client.post(path)
    guest.refresh_from_db()
    assert guest.user == User.objects.get()
    assert Person.objects.count() == 1


def test_another_address_is_confirmed_before_it_counts(client: Client) -> None:
    user = make_resident()
    client.force_login(user)
    client.post("/konto/email/", {"email": "neu@example.org", "action_add": "1"})
    assert Person.objects.get().address == ADDRESS
    path = last_link()
    client.post(path)
    assert Person.objects.get().address == "neu@example.org"


PAGES = [
    *("login", "signup", "logout", "password/reset", "password/reset/done", "confirm-email", "inactive"),
    *("email", "password/change", "reauthenticate", "2fa", "2fa/totp/activate", "2fa/webauthn", "2fa/webauthn/add"),
    *(
        "2fa/recovery-codes/generate",
        "ich",
        "ich/angaben",
        "ich/loeschen",
        "ich/organisation",
        "3rdparty/login/cancelled",
    ),
]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("known", [False, True], ids=["stranger", "resident"])
def test_every_page_of_an_account_is_ours(client: Client, language: str, known: bool) -> None:
    if known:
        client.force_login(make_resident())
    for name in PAGES:
        answer = client.get(f"{language}/konto/{name}/", follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200, name
        if name == "logout" and not known:
            continue
        assert 'id="inhalt"' in page, name
        assert " style=" not in page, name
        assert not re.search(r"<script(?![^>]*(src=|application/json))", page), name
