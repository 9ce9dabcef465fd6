"""Connections that were checked: a name is resolved here, every address judged, and the judged address connected to.

Because the check and the connection use the same answer of the resolver, a name that changes its address in between
(DNS rebinding) gains nothing.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import httpcore
from django.utils.translation import gettext as _

from roterfaden.kit.http import budget
from roterfaden.kit.http.addresses import Policy, is_disguised, literal
from roterfaden.kit.http.errors import RefusedError, TooSlowError, UnreachableError

#: Turns a name into the texts of its addresses; raises OSError where there is none.
Resolver = Callable[[str, int], list[str]]
SocketOptions = Iterable[httpcore.SOCKET_OPTION] | None


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that the machine's resolver knows, without repetition, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def resolve(resolver: Resolver, host: str, port: int) -> list[str]:
    """Ask the resolver, but only as long as the budget lasts: getaddrinfo knows no timeout of its own."""
    if literal(host) is not None:
        return [host.strip("[]")]
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="resolver").start()
    try:
        answer = answers.get(timeout=budget.current().seconds())
    except queue.Empty:
        raise TooSlowError(budget.current().url) from None
    if isinstance(answer, Exception) or not answer:
        raise UnreachableError(budget.current().url, _("Der Name {host} ist nicht bekannt").format(host=host))
    return answer


def checked(policy: Policy, host: str, addresses: Iterable[str]) -> list[str]:
    """`addresses` if every one of them may be connected to; else RefusedError. One bad one spoils the name."""
    good: list[str] = []
    for text in addresses:
        address = literal(text)
        if address is None or is_disguised(host) or not policy.permits(host, address):
            raise RefusedError(budget.current().url, _("{host} ist keine öffentliche Adresse").format(host=host))
        good.append(text)
    return good


class GuardedStream(httpcore.NetworkStream):
    """A stream that takes time and bytes from the running exchange's budget."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self.inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes, or TooSlowError: a server that sends one byte a second meets the same end as one that is silent."""
        purse = budget.current()
        self._acknowledge_at_once()
        try:
            data = self.inner.read(max_bytes, purse.seconds(timeout))
        except httpcore.ReadTimeout:
            purse.seconds()
            raise
        purse.spend(len(data))
        return data

    def _acknowledge_at_once(self) -> None:
        """Spare 40 ms an answer with servers that send head and body apart (Nagle waits for our delayed ACK)."""
        connection = self.inner.get_extra_info("socket")
        if isinstance(connection, socket.socket) and hasattr(socket, "TCP_QUICKACK"):
            with suppress(OSError):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, budget.current().seconds(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = budget.current().seconds(timeout)
        return GuardedStream(self.inner.start_tls(ssl_context, server_hostname, seconds))

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to checked addresses only. `policy` None: to a proxy that the operator named."""

    def __init__(
        self,
        policy: Policy | None,
        resolver: Resolver = system_resolver,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self.policy = policy
        self.resolver = resolver
        self.inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> httpcore.NetworkStream:
        """Try the checked addresses in turn; the last failure counts."""
        found = resolve(self.resolver, host, port)
        addresses = checked(self.policy, host, found) if self.policy is not None else found
        failure: Exception = httpcore.ConnectError(host)
        for address in addresses:
            try:
                seconds = budget.current().seconds(timeout)
                return GuardedStream(self.inner.connect_tcp(address, port, seconds, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: SocketOptions = None
    ) -> httpcore.NetworkStream:
        raise RefusedError(path)
