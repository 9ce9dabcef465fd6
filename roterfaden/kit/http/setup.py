"""The clients as the settings ask for them."""

from __future__ import annotations

from importlib.metadata import version

import httpx
from django.conf import settings

from roterfaden.kit.http.addresses import Policy
from roterfaden.kit.http.exchange import Caps, GuardedClient
from roterfaden.kit.http.hosts import SHARED
from roterfaden.kit.http.polite import PRODUCT, Manners, PoliteClient


def user_agent() -> str:
    """Who we are, where we live, and whom to write to."""
    contact = f"; {settings.CONTACT}" if settings.CONTACT else ""
    return f"{PRODUCT}/{version('roterfaden')} (+{settings.SITE_URL}{contact})"


def guarded_client(*, caps: Caps | None = None, transport: httpx.BaseTransport | None = None) -> GuardedClient:
    """A client by ROTERFADEN_FETCH_ALLOW and ROTERFADEN_PROXY. Tests pass a transport."""
    return GuardedClient(Policy.of(settings.FETCH_ALLOW), caps=caps, proxy=settings.PROXY, transport=transport)


def polite_client(
    *, caps: Caps | None = None, manners: Manners | None = None, transport: httpx.BaseTransport | None = None
) -> PoliteClient:
    """What importers use. Tests pass a transport."""
    hosts = None if transport else SHARED
    return PoliteClient(guarded_client(caps=caps, transport=transport), user_agent(), manners=manners, hosts=hosts)
