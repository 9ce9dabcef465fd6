"""The System object of a source (OParl 1.1, section 3.2), and a source that moved."""

from __future__ import annotations

from typing import Any

from roterfaden.council.models import Source
from roterfaden.council.sync.ids import base_of, host_of
from roterfaden.council.sync.values import Converter, address, line

_COLUMNS: dict[str, tuple[str, Converter]] = {
    "oparlVersion": ("oparl_version", line(60)),
    "contactEmail": ("contact_email", line(300)),
    "contactName": ("contact_name", line(300)),
    "website": ("website", address),
    "vendor": ("vendor", address),
    "product": ("product", address),
    "license": ("license", line(500)),
}


def write_system(source: Source, system: dict[str, Any]) -> None:
    """Keep what the system says of itself; nothing is written where nothing changed."""
    changed = []
    for name, (column, convert) in _COLUMNS.items():
        value = convert(system.get(name), lambda *_: None)
        if getattr(source, column) != value:
            setattr(source, column, value)
            changed.append(column)
    gaps = system.get("roterfaden:knownGaps")
    if isinstance(gaps, list) and gaps != source.known_gaps and not source.known_gaps:
        source.known_gaps = [str(gap)[:300] for gap in gaps[:50]]
        changed.append("known_gaps")
    if changed:
        source.save(update_fields=changed)


def move(source: Source, url: str) -> None:
    """The system lives at `url` now. Keys are relative to the base, so its objects stay what they are."""
    scheme, base = base_of(url)
    if source.base and source.base != base:
        source.former_bases = [*source.former_bases, source.base]
    source.url, source.scheme, source.base = url, scheme, base
    source.save(update_fields=["url", "scheme", "base", "former_bases"])


def same_host(source: Source, url: str) -> bool:
    """Whether `url` is on the host of `source`."""
    return host_of(source.base) == host_of(base_of(url)[1])
