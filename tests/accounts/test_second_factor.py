"""The way into the back office."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from roterfaden.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Wort mit Ecken"


@pytest.fixture
def editor() -> User:
    """A superuser with a password and nothing else."""
    return User.objects.create_superuser("ada", "ada@example.org", PASSWORD)


def log_in(client: Client, name: str = "ada", password: str = PASSWORD) -> int:
    return client.post("/konto/login/", {"login": name, "password": password}).status_code


def code_for(secret: str) -> str:
    return f"{hotp_value(secret, next(yield_hotp_counters_from_time())):06d}"


def test_wagtails_own_login_leads_to_ours(client: Client) -> None:
    answer = client.get("/verwaltung/login/?next=/verwaltung/pages/")

    assert answer.status_code == 302
    assert answer["Location"] == "/konto/login/?next=/verwaltung/pages/"


def test_wagtails_own_login_takes_no_password(client: Client, editor: User) -> None:
    client.post("/verwaltung/login/", {"username": "ada", "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_a_stranger_is_sent_to_the_login(client: Client) -> None:
    answer = client.get("/verwaltung/")

    assert answer["Location"].startswith("/konto/login/")


def test_a_password_alone_leads_to_the_set_up_of_a_second_factor(client: Client, editor: User) -> None:
    assert log_in(client) == 302

    for path in ("/verwaltung/", "/verwaltung/pages/", "/verwaltung/users/"):
        assert client.get(path)["Location"].startswith("/konto/2fa/totp/activate/")
    assert client.post("/verwaltung/reports/locked/")["Location"].startswith("/konto/2fa/")


def test_the_operator_may_do_without(client: Client, editor: User, settings: object) -> None:
    settings.STAFF_MFA = False  # type: ignore[attr-defined]
    log_in(client)

    assert client.get("/verwaltung/").status_code == 200


def test_with_a_second_factor_the_password_is_not_enough_and_the_code_opens(client: Client, editor: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)

    answer = client.post("/konto/login/", {"login": "ada", "password": PASSWORD})
    assert answer["Location"] == "/konto/2fa/authenticate/"
    assert client.get("/verwaltung/")["Location"].startswith("/konto/login/")
    assert client.post("/konto/2fa/authenticate/", {"code": "000000"}).status_code == 200

    client.post("/konto/2fa/authenticate/", {"code": code_for(secret)})
    assert client.get("/verwaltung/").status_code == 200


def test_a_code_works_once(client: Client, editor: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    code = code_for(secret)
    for visitor in (client, Client()):
        log_in(visitor)
        visitor.post("/konto/2fa/authenticate/", {"code": code})

    assert client.get("/verwaltung/").status_code == 200
    assert visitor.get("/verwaltung/").status_code == 302


def test_the_set_up_page_shows_key_and_picture_without_inline_style(client: Client, editor: User) -> None:
    log_in(client)
    again = client.get("/konto/2fa/totp/activate/")["Location"]
    client.post(again, {"password": PASSWORD})
    page = client.get("/konto/2fa/totp/activate/").content.decode()

    assert "<svg" in page
    assert "style=" not in page
    assert not Authenticator.objects.exists()


def test_the_login_does_not_tell_who_exists(client: Client, editor: User) -> None:
    known = client.post("/konto/login/", {"login": "ada", "password": "falsch"}).content.decode()
    unknown = client.post("/konto/login/", {"login": "eve", "password": "falsch"}).content.decode()

    strip = lambda page, name: page.replace(name, "").split("csrfmiddlewaretoken")[0]  # noqa: E731
    assert strip(known, "ada") == strip(unknown, "eve")


def test_a_new_password_is_asked_for_in_the_same_words_whoever_asks(client: Client, editor: User) -> None:
    mails = ("ada@example.org", "eve@example.org")
    answers = [client.post("/konto/password/reset/", {"email": mail}) for mail in mails]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]


def test_logging_out_needs_a_post(client: Client, editor: User) -> None:
    log_in(client)
    client.get("/konto/logout/")
    assert "_auth_user_id" in client.session

    client.post("/konto/logout/")
    assert "_auth_user_id" not in client.session


def test_the_way_to_a_forgotten_password_is_offered_once(client: Client) -> None:
    text = client.get("/konto/login/").content.decode()
    assert text.count(reverse("account_reset_password")) == 1
    assert text.count("Passwort vergessen?") == 1


def test_a_passkey_is_a_second_factor_for_staff_too(client: Client, editor: User) -> None:
    log_in(client)
    set_up = client.get("/verwaltung/", follow=True).request["QUERY_STRING"].removeprefix("next=")
    again = client.post("/konto/reauthenticate/", {"password": PASSWORD, "next": unquote(set_up)}, follow=True)
    page = again.content.decode()
    assert f'href="{reverse("mfa_add_webauthn")}"' in page
    Authenticator.objects.create(user=editor, type=Authenticator.Type.WEBAUTHN, data={})
    assert client.get("/verwaltung/").status_code == 200
    client.logout()
    log_in(client)
    assert client.get("/verwaltung/").status_code == 302  # the password alone opens nothing any more
