"""From which network a request comes. X-Forwarded-For counts only where a proxy of the city's own wrote it."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def network_of(request: HttpRequest) -> str:
    """The visitor's network: an IPv4 address, or the 64 bits of IPv6 that one household has."""
    address = _parsed(visitors_address(request))
    if address is None:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def visitors_address(request: HttpRequest) -> str:
    """The visitor's address: the connection's, or behind proxies the one that the outermost of them saw.

    Each of our proxies appends one entry to X-Forwarded-For; what stands before those was written by the visitor. A
    connection that does not come from a proxy of ours (ROTERFADEN_PROXIES) may say what it likes.
    """
    connected = str(request.META.get("REMOTE_ADDR") or "").strip()
    hops = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if not hops or not _is_ours(connected):
        return connected
    said = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR") or "").split(",") if part.strip()]
    return said[-hops] if len(said) >= hops else connected


def _is_ours(connected: str) -> bool:
    """Whether a proxy of ours is at the other end; a Unix socket has no address and is ours."""
    if not connected:
        return True
    address = _parsed(connected)
    return address is not None and any(address in network for network in _proxies())


def _proxies() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [ipaddress.ip_network(text, strict=False) for text in settings.TRUSTED_PROXIES]


def _parsed(text: str) -> Address | None:
    """An address; one of IPv4 that is written as IPv6 is one of IPv4."""
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
