"""Ways to check a ledger in tests: from the database, through its faces, and with the stranger's program."""

from __future__ import annotations

import httpx
from django.test import Client

from roterfaden.kit.http import guarded_client
from roterfaden.ledger.verification.check import Verified, verify
from roterfaden.ledger.verification.own import OwnLedger
from roterfaden.ledger.verification.remote import RemoteLedger
from tests.ledger import stranger

CITY = "https://stadt.example"


class Portal(httpx.BaseTransport):
    """The portal of another city: this very one, asked through Django's test client."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked.append(path)
        return self.answer(path)

    def answer(self, path: str) -> httpx.Response:
        """What the portal says; tests override it."""
        response = Client().get(path)
        return httpx.Response(response.status_code, content=response.content)


def check_own() -> Verified:
    """From the database."""
    return verify(OwnLedger())


def check_remote(portal: Portal | None = None) -> Verified:
    """Through the faces."""
    return verify(RemoteLedger(CITY, guarded_client(transport=portal or Portal())))


def check_as_stranger() -> int:
    """With the program that imports nothing of ours."""

    def get(path: str) -> str:
        response = Client().get(path)
        assert response.status_code == 200, path
        return response.content.decode()

    return stranger.check(get)
