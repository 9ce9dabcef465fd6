"""`roterfaden check_oparl`: its exit codes, its files, its manners on the network; our own report."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.core.management import CommandError, call_command

from roterfaden.council.conformance import actions
from roterfaden.council.conformance.live import LiveFetch
from roterfaden.council.management.commands import check_oparl
from roterfaden.kit.http import GuardedClient, UnreachableError
from roterfaden.kit.http.addresses import Policy
from tests.council.conformance.endpoint import Endpoint
from tests.council.conformance.sample import BASE

URL = f"{BASE}/system"


def run(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str, str]:
    """Exit code, output, complaints."""
    monkeypatch.setattr(check_oparl, "LiveFetch", lambda client: endpoint)
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("check_oparl", *(args or (URL,)), stdout=out, stderr=err)
    assert isinstance(end.value.code, int)
    return end.value.code, out.getvalue(), err.getvalue()


def test_a_conforming_endpoint_ends_with_0(monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _err = run(Endpoint(), monkeypatch)
    assert (code, out.strip().splitlines()[-1]) == (0, "Ergebnis: keine Befunde.")


def test_warnings_alone_end_with_0(monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = Endpoint()
    endpoint.get("Paper", 1)["reference"] = " "
    assert run(endpoint, monkeypatch)[0] == 0


def test_errors_end_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = Endpoint()
    endpoint.get("Paper", 1)["date"] = "gestern"
    assert run(endpoint, monkeypatch)[0] == 1


def test_what_does_not_answer_ends_with_2_and_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    code, _out, err = run(Endpoint(), monkeypatch, "https://nirgends.example/system")
    assert code == 2
    assert "https://nirgends.example/system antwortet nicht als OParl-System" in err


def test_the_report_is_written_as_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    run(Endpoint(), monkeypatch, URL, "--json", str(file))
    assert json.loads(file.read_text("utf-8"))["errors"] == 0
    _code, out, _err = run(Endpoint(), monkeypatch, URL, "--json", "-")
    assert json.loads(out)["url"] == URL


def test_a_file_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(check_oparl, "LiveFetch", lambda client: Endpoint())
    with pytest.raises(CommandError, match="cannot write"):
        call_command("check_oparl", URL, "--json", str(tmp_path / "nirgends" / "x.json"), stdout=StringIO())


@pytest.mark.parametrize("args", [(), (URL, "--own")])
def test_it_wants_one_address(args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("check_oparl", *args)


# -- on the network ----------------------------------------------------------------------------------------------------


class Clock:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, 0.0

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        self.slept += seconds

    def __call__(self) -> float:
        return self.now


def live(answers: Any, allowed: tuple[str, ...] = ()) -> tuple[LiveFetch, Clock]:
    """A fetch over a recorded transport."""
    clock = Clock()
    client = GuardedClient(Policy.of(allowed), transport=httpx.MockTransport(answers))
    return LiveFetch(client, clock.sleep, clock), clock


def test_public_hosts_are_asked_once_a_second() -> None:
    fetch, clock = live(lambda request: httpx.Response(200, content=b"{}"))
    for _number in range(3):
        fetch("https://ris.example/system", {})
    assert clock.slept == 2.0


def test_hosts_that_the_operator_allowed_need_no_pause() -> None:
    fetch, clock = live(lambda request: httpx.Response(200, content=b"{}"), ("ris.example",))
    for _number in range(3):
        fetch("https://ris.example/system", {})
    assert clock.slept == 0.0


def test_it_says_who_asks_and_uses_the_method() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200)

    live(answer)[0]("https://ris.example/system", {"If-None-Match": '"x"'}, "HEAD")
    assert asked[0].method == "HEAD"
    assert asked[0].headers["user-agent"].startswith("RoterFaden/")
    assert asked[0].headers["if-none-match"] == '"x"'


def test_a_connection_that_breaks_is_tried_once_more() -> None:
    answers = iter([httpx.ConnectError("weg"), httpx.Response(200, content=b"{}")])

    def answer(request: httpx.Request) -> httpx.Response:
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    assert live(answer)[0]("https://ris.example/system", {}).status == 200


def test_the_second_break_is_told() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("weg")

    with pytest.raises(UnreachableError):
        live(answer)[0]("https://ris.example/system", {})


# -- our own interface -------------------------------------------------------------------------------------------------


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A home of its own, and a public address."""
    settings.HOME, settings.SITE_URL = tmp_path, "https://rat.example"
    return tmp_path


def test_there_is_no_report_before_the_first_check(home: Path) -> None:
    assert actions.read_report() is None


@pytest.mark.django_db
def test_our_own_report_is_published(home: Path) -> None:
    published = actions.publish_report()
    assert actions.read_report() == published
    assert published["findings"] == []
    assert [path.name for path in (home / "reports").iterdir()] == ["oparl.json"]


@pytest.mark.django_db
def test_our_own_check_ends_like_any_other(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _err = run(Endpoint(), monkeypatch, "--own")
    assert code == 0
    assert "https://rat.example/oparl/v1.1/system" in out
    assert actions.read_report() is not None


def test_a_report_that_is_broken_counts_as_none(home: Path) -> None:
    (home / "reports").mkdir()
    (home / "reports" / "oparl.json").write_text("{", "utf-8")
    assert actions.read_report() is None


def test_our_own_check_never_leaves_the_house(home: Path) -> None:
    with pytest.raises(UnreachableError):
        actions.own_fetch()("https://ris.example/system", {})


def test_a_portal_that_does_not_answer_to_its_own_name_is_asked_by_another(home: Path, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["intern.example"]
    assert actions.allowed_host() == "intern.example"
    settings.ALLOWED_HOSTS = ["rat.example"]
    assert actions.allowed_host() == "rat.example"
