"""What `serve` starts, and what it says about a port."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from django.core.management.base import CommandError

from roterfaden.operation.serving import Serving, _environ, _web, _worker, require_free


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def test_a_busy_port_is_a_sentence_with_another_port(busy_port: int) -> None:
    with pytest.raises(CommandError, match=f"belegt.*PORT={busy_port + 1}"):
        require_free("127.0.0.1", busy_port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99999), ("203.0.113.1", 8000)])
def test_an_impossible_address_is_a_sentence(host: str, port: int) -> None:
    with pytest.raises(CommandError, match="--host"):
        require_free(host, port)


def test_web_and_worker_are_started_or_one_of_them() -> None:
    assert [len(_web(Serving(web=False))), len(_worker(Serving(web=False)))] == [0, 1]
    assert [len(_web(Serving(worker=False))), len(_worker(Serving(worker=False)))] == [1, 0]


def test_the_number_of_processes_and_the_address_reach_the_web_server() -> None:
    command = _web(Serving(port=81, host="::1", workers=3))[0].command
    assert command[command.index("--bind") + 1] == "[::1]:81"
    assert command[command.index("--workers") + 1] == "3"


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80"), ("0.0.0.0", "http://127.0.0.1:80"), ("::1", "http://[::1]:80")],
)
def test_the_address_can_be_typed_into_a_browser(host: str, address: str) -> None:
    assert Serving(host=host, port=80).address == address


def test_an_address_set_by_the_operator_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _environ(Serving(port=81))["ROTERFADEN_URL"] == "http://127.0.0.1:81"
    monkeypatch.setenv("ROTERFADEN_URL", "https://rat.example.org")
    assert "ROTERFADEN_URL" not in _environ(Serving(port=81))
