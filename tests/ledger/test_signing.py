"""Heads are signed once a day with a key that only its owner reads."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from roterfaden.ledger.models import Head, SigningKey
from roterfaden.ledger.signing import KeyProblem, current_key, is_head_due, key_path, ledger_name, sign_head
from tests.ledger.factories import make_entries, make_entry, make_head

pytestmark = pytest.mark.django_db


def test_nothing_is_signed_before_the_first_entry() -> None:
    assert not is_head_due()
    assert sign_head() is None


def test_a_day_is_signed_once() -> None:
    make_entries(2)
    assert is_head_due()
    assert make_head().size == 2
    make_entry()
    assert not is_head_due()
    assert sign_head() is None
    assert Head.objects.count() == 1


def test_the_key_is_made_once_and_readable_by_its_owner_only() -> None:
    make_entries(1)
    make_head()
    assert stat.S_IMODE(os.stat(key_path()).st_mode) == 0o600
    first, _private = current_key()
    assert first == SigningKey.objects.get()


def test_a_key_that_lies_there_already_is_used(home: Path) -> None:
    from roterfaden.ledger.signing import make_private

    private = make_private(key_path())
    row, _ = current_key()
    assert bytes(row.public) == private.public_key().public_bytes_raw()


def test_another_key_does_not_sign(home: Path, settings: Any) -> None:
    from roterfaden.ledger.signing import make_private

    current_key()
    settings.LEDGER_KEY_FILE = home / "other.pem"
    with pytest.raises(KeyProblem, match="cannot be read"):
        current_key()
    make_private(home / "other.pem")
    with pytest.raises(KeyProblem, match="is not the key"):
        current_key()


@pytest.mark.parametrize(
    "content", [b"", b"quatsch", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_broken_key_file_is_told(content: bytes) -> None:
    key_path().write_bytes(content)
    with pytest.raises(KeyProblem, match="holds no key"):
        current_key()


def test_the_name_is_host_and_page(settings: Any) -> None:
    settings.SITE_URL = "https://stadt.example"
    assert ledger_name() == "stadt.example/protokollbuch"


def test_the_command_rotates(home: Path) -> None:
    make_entries(1)
    make_head()
    call_command("rotate_ledger_key", str(home / "new.pem"))
    assert SigningKey.objects.count() == 2
    assert stat.S_IMODE(os.stat(home / "new.pem").st_mode) == 0o600
    with pytest.raises(CommandError, match="is not the key that signed last"):
        call_command("rotate_ledger_key", str(home / "newer.pem"))  # before the settings name the new one


def test_the_command_overwrites_no_file(home: Path) -> None:
    make_entries(1)
    make_head()
    (home / "new.pem").write_text("mine")
    with pytest.raises(CommandError, match="exists already"):
        call_command("rotate_ledger_key", str(home / "new.pem"))
