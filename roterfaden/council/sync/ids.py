"""Ids of objects, relative to the base of their system: a system may move without its objects becoming others."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit


class ForeignIdError(ValueError):
    """An id on another host: a source speaks for its own host only."""


@dataclass
class Ids:
    """Turns ids into keys. `base` and `former` are scheme-less and end with a slash: `//host/oparl/`."""

    base: str
    former: tuple[str, ...] = ()
    #: Other names of ids: alias key → key.
    aliases: dict[str, str] = field(default_factory=dict)

    def key(self, url: str) -> str:
        """The key of an id: relative to the base, else `//host/path`. Raises ForeignIdError for another host."""
        bare = schemeless(url)
        for base in (self.base, *self.former):
            if bare.startswith(base) and len(bare) > len(base):
                key = bare[len(base) :]
                return self.aliases.get(key, key)
        if host_of(bare) != host_of(self.base):
            raise ForeignIdError(url)
        return self.aliases.get(bare, bare)


def schemeless(url: str) -> str:
    """`https://Host/path/` → `//host/path`: http and https ids are the same, a trailing slash means nothing."""
    text = url.strip()
    parts = urlsplit(text)
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        raise ForeignIdError(url)
    rest = text.split("://", 1)[1]
    return "//" + parts.netloc.lower() + rest[len(parts.netloc) :].rstrip("/")


def host_of(bare: str) -> str:
    """The host (with port) of a scheme-less address."""
    return bare[2:].split("/", 1)[0]


def base_of(system_url: str) -> tuple[str, str]:
    """Scheme and base of a system's address: `https://host/oparl/v1/system` → (`https`, `//host/oparl/v1/`)."""
    scheme = urlsplit(system_url).scheme.lower()
    bare = schemeless(system_url.split("?", 1)[0])
    if system_url.split("?", 1)[0].endswith("/"):
        return scheme, bare + "/"
    return scheme, bare.rsplit("/", 1)[0] + "/"
