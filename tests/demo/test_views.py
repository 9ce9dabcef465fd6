"""The pages of the invented sources, shown by the portal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from roterfaden.demo import stamp
from roterfaden.demo.stamp import Stamp

BODIES = "/beispielquelle/lhhsimwebre.nsf/Ausschuesse.xsp"
pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def filled(home: Path) -> Stamp:
    found = Stamp(date.today(), date.today(), "http://127.0.0.1:8000", stamp.version(), "geheim")
    stamp.write(found)
    return found


def test_without_a_demonstration_there_is_nothing(client: Client, home: Path) -> None:
    assert client.get(BODIES).status_code == 404


def test_stranger_sees_the_invented_page_with_its_notice(client: Client, filled: Stamp) -> None:
    answer = client.get(BODIES)
    assert answer.status_code == 200
    assert "Erfundene Beispieldaten" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_policy_allows_the_page_s_base_and_no_more(client: Client, filled: Stamp) -> None:
    policy = client.get(BODIES)["Content-Security-Policy"]
    assert "base-uri 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in client.get(BODIES).content.decode()


def test_second_time_with_the_tag_answers_304(client: Client, filled: Stamp) -> None:
    tag = client.get(BODIES)["ETag"]
    again = client.get(BODIES, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["", "x", "lhhsimwebre.nsf/DS/0000-1900", "lhhsimwebdd.nsf/a/$FILE/b.pdf", "oparl/v1.1/x"]
)
def test_what_is_not_there_answers_404(client: Client, filled: Stamp, path: str) -> None:
    assert client.get(f"/beispielquelle/{path}").status_code == 404


def test_other_methods_are_refused(client: Client, filled: Stamp) -> None:
    assert client.post(BODIES).status_code == 405


def test_oparl_ids_bear_the_portal_s_address(client: Client, filled: Stamp, settings: Settings) -> None:
    settings.SITE_URL = "https://stadt.example"
    found = client.get("/beispielquelle/oparl/v1.1/system").json()
    assert found["id"] == "https://stadt.example/beispielquelle/oparl/v1.1/system"


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"anchor": "gestern"}'])
def test_broken_stamp_is_no_stamp(home: Path, text: str) -> None:
    (home / stamp.NAME).write_text(text)
    assert stamp.read() is None


def test_stamp_is_readable_by_its_owner_only(home: Path, filled: Stamp) -> None:
    assert (home / stamp.NAME).stat().st_mode & 0o077 == 0
