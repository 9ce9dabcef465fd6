"""Ways to the inside. Each attack reaches a real server once the guard is opened."""

from __future__ import annotations

import socket
import time

import httpcore
import pytest

from roterfaden.kit.http import (
    GuardedClient,
    GuardedTransport,
    Question,
    RefusedError,
)
from roterfaden.kit.http.addresses import Policy, is_public, literal
from roterfaden.kit.http.budget import Budget, spending
from roterfaden.kit.http.network import SocketOptions, checked
from tests.kit.http.conftest import OPEN, make_client, redirect
from tests.kit.http.servers import plain, serving


class RecordingBackend(httpcore.NetworkBackend):
    """Notes where a connection would go, and opens none."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore.NetworkStream:
        self.addresses.append(host)
        return httpcore.MockStream([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "[::ffff:127.0.0.1]", "localhost"])
def test_loopback_is_refused_before_any_connection(client: GuardedClient, host: str) -> None:
    with serving(plain()) as server:
        with pytest.raises(RefusedError) as caught:
            client.ask(Question(f"http://{host}:{server.port}/"))
        assert server.connections == 0
    assert caught.value.permanent


@pytest.mark.parametrize("host", ["127.0.0.1", "[::ffff:127.0.0.1]", "localhost"])
def test_loopback_is_read_where_the_operator_allows_it(open_client: GuardedClient, host: str) -> None:
    with serving(plain(b"inside")) as server:
        assert open_client.ask(Question(f"http://{host}:{server.port}/")).body == b"inside"


def test_ipv6_loopback_is_refused(client: GuardedClient) -> None:
    with pytest.raises(RefusedError, match="öffentliche"):
        client.ask(Question("http://[::1]:9/"))


@pytest.mark.parametrize(
    "host", ["2130706433", "0177.0.0.1", "0x7f000001", "0x7f.1", "127.1", "127.0.1", "017700000001", "127.0.0.1."]
)
def test_disguised_numbers_are_refused_even_if_loopback_is_allowed(open_client: GuardedClient, host: str) -> None:
    """A resolver reads them all as 127.0.0.1; what is written differently is meant to deceive."""
    assert "127.0.0.1" in socket.getaddrinfo(host.rstrip("."), 80)[0][4]
    with serving(plain()) as server:
        with pytest.raises(RefusedError, match=r"Schreibweise|gültige"):
            open_client.ask(Question(f"http://{host}:{server.port}/"))
        assert server.connections == 0


def test_disguised_numbers_are_refused_by_the_connection_too() -> None:
    with spending(Budget("", time.monotonic() + 1, 1)), pytest.raises(RefusedError):
        checked(OPEN, "2130706433", ["127.0.0.1"])


@pytest.mark.parametrize(
    "text",
    [
        *("0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.0.0.1", "192.0.2.1"),
        *("192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1"),
        *("64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1"),
        *("fe80::1", "fec0::1", "ff02::1", "fe80::1%lo"),
    ],
)
def test_special_addresses_are_not_public(text: str) -> None:
    address = literal(text)
    assert address is not None
    assert not is_public(address)


@pytest.mark.parametrize("text", ["8.8.8.8", "193.99.144.80", "2a02:2e0:3fe:1001:302::", "2001:67c:2e8:22::c100:68b"])
def test_ordinary_addresses_are_public(text: str) -> None:
    address = literal(text)
    assert address is not None
    assert is_public(address)


def test_cloud_metadata_is_refused(client: GuardedClient) -> None:
    with pytest.raises(RefusedError):
        client.ask(Question("http://169.254.169.254/latest/meta-data/"))


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "data:text/plain,x", "//example.org/x"),
        *("", "http://", "http:///x", "https://user:secret@example.org/", "http://example.org:0/", "http://a b/"),
        *("http://example.org:99999/", "http://[fe80::1%25lo]/", "javascript:alert(1)", "http://exa\x00mple.org/"),
    ],
)
def test_odd_addresses_are_refused(open_client: GuardedClient, url: str) -> None:
    with pytest.raises(RefusedError):
        open_client.ask(Question(url))


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::ffff:127.0.0.1"], ["10.0.0.1"]]
)
def test_a_name_is_refused_if_one_of_its_addresses_lies_inside(addresses: list[str]) -> None:
    client = make_client(resolver=lambda host, port: addresses)
    with serving(plain()) as server:
        with pytest.raises(RefusedError):
            client.ask(Question(f"http://ris.example.org:{server.port}/"))
        assert server.connections == 0
    client.close()


def test_a_name_that_changes_between_check_and_use_gains_nothing() -> None:
    """The resolver says something public once and the inside from then on: the first answer is used, unasked again."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    backend = RecordingBackend()
    transport = GuardedTransport(Policy(), resolver=lambda host, port: next(answers), backend=backend)
    client = make_client(transport=transport)
    assert client.ask(Question("http://rebind.example.org/")).body == b"ok"
    assert backend.addresses == ["93.184.216.34"]
    with pytest.raises(RefusedError):
        client.ask(Question("http://rebind.example.org/"))
    assert backend.addresses == ["93.184.216.34"]
    client.close()


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_a_redirect_to_the_inside_is_refused(status: str) -> None:
    """The first server stands for a public one: its name is allowed, the target's address is not."""
    client = make_client(Policy.of(["outside.test"]), resolver=lambda host, port: ["127.0.0.1"])
    with serving(plain(b"secret")) as inside, serving(redirect(f"{inside.url}/admin", status)) as outside:
        with pytest.raises(RefusedError):
            client.ask(Question(f"http://outside.test:{outside.port}/"))
        assert (inside.connections, outside.connections) == (0, 1)
    client.close()


def test_a_redirect_to_an_allowed_inside_host_is_refused_too(open_client: GuardedClient) -> None:
    """The operator allowed that host for a source of its own, not for whoever redirects there."""
    with serving(plain(b"secret")) as inside, serving(redirect(f"{inside.url}/")) as outside:
        with pytest.raises(RefusedError):
            open_client.ask(Question(outside.url))
        assert inside.connections == 0


def test_an_address_given_by_a_stranger_must_be_public(open_client: GuardedClient) -> None:
    with serving(plain()) as server:
        assert open_client.ask(Question(server.url)).status == 200
        with pytest.raises(RefusedError):
            open_client.ask(Question(server.url, public_only=True))
        assert len(server.heads) == 1


def test_a_redirect_on_the_same_host_is_followed(open_client: GuardedClient) -> None:
    def respond(connection: socket.socket, head: str) -> None:
        (plain(b"there") if head.startswith("GET /b") else redirect("/b"))(connection, head)

    with serving(respond) as server:
        answer = open_client.ask(Question(f"{server.url}/a"))
    assert (answer.body, answer.url) == (b"there", f"{server.url}/b")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://2130706433/", "http://u:p@127.0.0.1/", "http://[", "gopher://x"]
)
def test_a_redirect_to_an_odd_address_is_refused(open_client: GuardedClient, target: str) -> None:
    with serving(redirect(target)) as server, pytest.raises(RefusedError):
        open_client.ask(Question(server.url))
