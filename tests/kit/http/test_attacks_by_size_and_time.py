"""Answers without end: in bytes, in time, in redirects."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable

import pytest

from roterfaden.kit.http import (
    Caps,
    GuardedClient,
    Question,
    RefusedError,
    TooLargeError,
    TooSlowError,
)
from tests.kit.http.conftest import QUICK, make_client, redirect
from tests.kit.http.servers import plain, serving


def test_redirects_without_end_are_refused(open_client: GuardedClient) -> None:
    with serving(redirect("/again")) as server:
        with pytest.raises(RefusedError, match="5 Weiterleitungen"):
            open_client.ask(Question(server.url))
        assert len(server.heads) == 6


def endless(start: bytes, block: bytes, pause: float = 0.0) -> Callable[[socket.socket, str], None]:
    def respond(connection: socket.socket, _head: str) -> None:
        connection.sendall(start)
        stop = time.monotonic() + 20
        while time.monotonic() < stop:
            connection.sendall(block)
            time.sleep(pause)

    return respond


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("start", "block"),
    [
        pytest.param(OK + b"\r\n", b"x" * 4096, id="without length"),
        pytest.param(OK + b"Content-Length: 999999999999\r\n\r\n", b"x" * 4096, id="with a huge length"),
        pytest.param(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n", id="chunked"),
        pytest.param(
            OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"y" * 4096 + b"\r\nx\r\n", id="mostly chunk extensions"
        ),
    ],
)
def test_bytes_without_end_are_cut(open_client: GuardedClient, start: bytes, block: bytes) -> None:
    with serving(endless(start, block)) as server, pytest.raises(TooLargeError) as caught:
        open_client.ask(Question(server.url), Caps(body=10_000_000, seconds=10))
    assert caught.value.permanent


@pytest.mark.parametrize(
    ("start", "block"),
    [
        pytest.param(b"HTTP/1.1 200 OK\r\n", b"x-h: " + b"y" * 4000 + b"\r\n", id="headers"),
        pytest.param(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100, id="interim answers"),
        pytest.param(b"", b"\x00garbage" * 100, id="no HTTP at all"),
    ],
)
def test_heads_without_end_are_cut(open_client: GuardedClient, start: bytes, block: bytes) -> None:
    begun = time.monotonic()
    with (
        serving(endless(start, block)) as server,
        pytest.raises(Exception, match=r"nicht erreichbar|zu groß|nicht vollst"),
    ):
        open_client.ask(Question(server.url), Caps(body=100_000, seconds=4))
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\nX-Head: ", OK + b"Content-Length: 1000\r\n\r\n", OK + b"\r\n"],
    ids=["before the head", "in the head", "in the body", "in a body without length"],
)
def test_a_drip_is_cut_at_the_deadline(open_client: GuardedClient, start: bytes) -> None:
    """Each byte comes long before any pause is over, so only the deadline of the whole can end it."""
    begun = time.monotonic()
    with serving(endless(start, b"H", 0.1)) as server, pytest.raises(TooSlowError):
        open_client.ask(Question(server.url))
    assert 0.9 < time.monotonic() - begun < 2


def test_silence_is_cut_at_the_deadline(open_client: GuardedClient) -> None:
    begun = time.monotonic()
    with serving(lambda connection, head: time.sleep(3)) as server:
        with pytest.raises(TooSlowError):
            open_client.ask(Question(server.url))
        assert time.monotonic() - begun < 2


def test_redirects_share_one_deadline(open_client: GuardedClient) -> None:
    def respond(connection: socket.socket, head: str) -> None:
        time.sleep(0.4)
        redirect("/again")(connection, head)

    with serving(respond) as server, pytest.raises(TooSlowError):
        open_client.ask(Question(server.url))


def test_a_resolver_that_hangs_is_not_waited_for() -> None:
    hang = threading.Event()

    def resolver(host: str, port: int) -> list[str]:
        hang.wait(5)
        return ["93.184.216.34"]

    client = make_client(resolver=resolver)
    begun = time.monotonic()
    with pytest.raises(TooSlowError):
        client.ask(Question("http://slow.example.org/"))
    assert time.monotonic() - begun < 2
    hang.set()
    client.close()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "x-gzip"])
def test_a_gzip_bomb_is_cut(open_client: GuardedClient, encoding: str) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < QUICK.body
    with serving(plain(bomb, "200 OK", f"Content-Encoding: {encoding}")) as server:
        tracemalloc.start()
        with pytest.raises(TooLargeError):
            open_client.ask(Question(server.url), Caps(body=100_000, seconds=10))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 5_000_000


def test_honest_gzip_is_unpacked(open_client: GuardedClient) -> None:
    with serving(plain(gzip.compress(b"a" * 99_999), "200 OK", "Content-Encoding: gzip")) as server:
        assert open_client.ask(Question(server.url)).body == b"a" * 99_999


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_unknown_compression_is_said(open_client: GuardedClient, encoding: str) -> None:
    with (
        serving(plain(b"x", "200 OK", f"Content-Encoding: {encoding}")) as server,
        pytest.raises(Exception, match="Kompression"),
    ):
        open_client.ask(Question(server.url))


def test_a_body_of_just_the_cap_is_read(open_client: GuardedClient) -> None:
    with serving(plain(b"x" * 100_000)) as server:
        assert len(open_client.ask(Question(server.url)).body) == 100_000
    with serving(plain(b"x" * 100_001)) as server, pytest.raises(TooLargeError):
        open_client.ask(Question(server.url))
