"""Mail: settings from one address, and a test mail that says what happened."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.management import CommandError, call_command

from roterfaden.settings.env import SettingError
from roterfaden.settings.mail import Mail, mail


def test_an_address_with_a_password_is_taken_apart() -> None:
    assert mail("smtp+starttls://us%40er:p%2Fw@mail.example.org") == Mail(
        "django.core.mail.backends.smtp.EmailBackend", "mail.example.org", 587, "us@er", "p/w", starttls=True
    )


def test_the_encrypted_port_is_the_default_of_smtps() -> None:
    assert (mail("smtps://mail.example.org").port, mail("smtps://mail.example.org").ssl) == (465, True)


def test_without_an_address_mails_are_files() -> None:
    assert "filebased" in mail("").backend


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port", "smtp://[x"]
)
def test_a_wrong_address_ends_the_start_with_a_sentence(url: str) -> None:
    with pytest.raises(SettingError, match="ROTERFADEN_MAIL_URL"):
        mail(url)


def test_a_test_mail_goes_out() -> None:
    out = StringIO()
    call_command("sendtestmail", "it@example.org", stdout=out)
    assert outbox.outbox[0].to == ["it@example.org"]
    assert "angenommen" in out.getvalue()


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(CommandError, match="keine Mailadresse"):
        call_command("sendtestmail", "it(at)example.org")


def test_a_server_that_is_away_is_a_sentence(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match="ROTERFADEN_MAIL_URL"):
        call_command("sendtestmail", "it@example.org")
