"""Which addresses may be fetched: public ones, and those that the operator allows by ROTERFADEN_FETCH_ALLOW.

Sources: IANA's special-purpose address registries (RFC 6890 and later). Python's `is_global` of 3.11 misses several
of them, therefore the lists here.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: Global unicast is all that IANA has given out of IPv6; the rest is reserved, local or a disguise of IPv4.
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC: tuple[Network, ...] = tuple(
    map(
        ipaddress.ip_network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
            *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
            *("224.0.0.0/4", "240.0.0.0/4"),
            *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
        ),
    )
)
#: WHATWG URL: a host whose last label is a number is an IPv4 address in disguise (2130706433, 0x7f.1, 0177.0.0.1).
ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$", re.IGNORECASE)
#: Names that mean the machine or its own network, whatever a resolver says (RFC 6761, RFC 6762, RFC 9476).
LOCAL_NAMES = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|localdomain)$")


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet; IPv4 wrapped in IPv6 (mapped, NAT64, 6to4) never does."""
    if isinstance(address, ipaddress.IPv6Address) and (address not in GLOBAL_UNICAST or address.scope_id):
        return False
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    return not any(address in network for network in NOT_PUBLIC if network.version == address.version)


def literal(host: str) -> Address | None:
    """The address that `host` spells out in its one canonical form; None for names and for every other spelling."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def is_disguised(host: str) -> bool:
    """Whether `host` is a number that a resolver would read as an IPv4 address, but not its canonical form."""
    return literal(host) is None and bool(ENDS_IN_NUMBER.search(host.rstrip(".")))


def is_local_name(host: str) -> bool:
    """Whether a name is one of the machine's own network (used where a proxy resolves names, not we)."""
    name = host.rstrip(".").lower()
    return bool(LOCAL_NAMES.search(name)) or "." not in name


@dataclass(frozen=True)
class Policy:
    """The rule. `names` are host names, `networks` addresses that may be fetched although they are not public."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[str]) -> Policy:
        """From the words of ROTERFADEN_FETCH_ALLOW: `ris.stadt.local`, `127.0.0.1`, `10.1.0.0/16`."""
        names, networks = set(), []
        for entry in entries:
            try:
                networks.append(ipaddress.ip_network(entry.strip("[]"), strict=False))
            except ValueError:
                names.add(entry.rstrip(".").lower())
        return cls(frozenset(names), tuple(networks))

    def names_host(self, host: str) -> bool:
        """Whether the operator allows this very host: by name, or by the address that it spells out."""
        address = literal(host)
        return host.rstrip(".").lower() in self.names or (address is not None and self.in_networks(address))

    def in_networks(self, address: Address) -> bool:
        """Whether the operator allows this address."""
        return any(address in network for network in self.networks if network.version == address.version)

    def permits(self, host: str, address: Address) -> bool:
        """Whether a connection to `address`, which `host` resolved to, may be opened."""
        return is_public(address) or self.names_host(host) or self.in_networks(address)
