"""Clients with and without the guard opened, for attacks."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest

from roterfaden.kit.http import (
    Caps,
    GuardedClient,
)
from roterfaden.kit.http.addresses import Policy
from tests.kit.http.servers import plain

OPEN = Policy.of(["127.0.0.0/8", "::1", "::ffff:127.0.0.0/104"])


QUICK = Caps(body=100_000, seconds=1.0)


def make_client(policy: Policy | None = None, **options: object) -> GuardedClient:
    return GuardedClient(policy, **({"caps": QUICK} | options))  # type: ignore[arg-type]


@pytest.fixture
def client() -> Iterator[GuardedClient]:
    client = make_client()
    yield client
    client.close()


@pytest.fixture
def open_client() -> Iterator[GuardedClient]:
    client = make_client(OPEN)
    yield client
    client.close()


def redirect(target: str, status: str = "302 Found") -> Callable[[socket.socket, str], None]:
    return plain(b"", status, f"Location: {target}")
