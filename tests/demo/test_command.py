"""`roterfaden demo`."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from roterfaden.demo.management.commands import demo
from roterfaden.demo.people import LOGINS
from roterfaden.demo.stamp import Stamp

pytestmark = pytest.mark.one_database


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date | None, str]]:
    """What the command asked to be filled: (day, address)."""
    found: list[tuple[date | None, str]] = []

    def fill(today: date | None, site_url: str, _progress: Any) -> Stamp:
        found.append((today, site_url))
        return Stamp(date(2026, 9, 1), date(2026, 9, 1), site_url, "1", "ufer-steg-1234")

    monkeypatch.setattr(demo, "fill", fill)
    monkeypatch.setattr(demo, "prepare", lambda say: None)
    monkeypatch.delenv("ROTERFADEN_URL", raising=False)
    return found


def test_it_prints_address_password_and_logins(asked: list[tuple[date | None, str]]) -> None:
    out = StringIO()
    call_command("demo", "--no-serve", "--port", "8123", stdout=out)
    assert asked == [(None, "http://127.0.0.1:8123")]
    assert "http://127.0.0.1:8123" in out.getvalue()
    assert "ufer-steg-1234" in out.getvalue()
    assert all(login.name in out.getvalue() for login in LOGINS)


def test_day_is_taken_from_the_option(asked: list[tuple[date | None, str]]) -> None:
    call_command("demo", "--no-serve", "--today", "2026-09-01", stdout=StringIO())
    assert asked == [(date(2026, 9, 1), "http://127.0.0.1:8000")]


def test_public_address_of_the_operator_wins(
    asked: list[tuple[date | None, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROTERFADEN_URL", "https://stadt.example/")
    call_command("demo", "--no-serve", stdout=StringIO())
    assert asked == [(None, "https://stadt.example")]


def test_impossible_day_is_refused_with_a_sentence(asked: list[tuple[date | None, str]]) -> None:
    with pytest.raises(CommandError, match="today"):
        call_command("demo", "--no-serve", "--today", "2026-02-30", stdout=StringIO())
    assert asked == []
