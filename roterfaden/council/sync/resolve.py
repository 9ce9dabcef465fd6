"""Keys → primary keys, with a cache and with stubs for what is mentioned but was never sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from roterfaden.council.models import Source, State
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.sync.schema import SCHEMAS

T = TypeVar("T")

#: Keys in one IN (…): SQLite allows 32,766 parameters; smaller statements keep its planner quick.
CHUNK = 500
_CACHE_LIMIT = 300_000


@dataclass
class Resolver:
    """Primary keys of a source's objects."""

    source: Source
    now: datetime
    cache: dict[tuple[str, str], int] = field(default_factory=dict)
    #: What editors hid, with date and reason: no import shows it again.
    hidden: dict[tuple[str, str], tuple[datetime | None, str]] = field(default_factory=dict)
    stubs: int = 0

    def load_hidden(self) -> None:
        """Learn what editors hid."""
        for oparl_type, schema in SCHEMAS.items():
            rows = schema.model.objects.filter(source=self.source, state=State.HIDDEN)
            for key, at, reason in rows.values_list("key", "gone_at", "gone_reason"):
                self.hidden[(oparl_type, key)] = (at, reason)

    def remember(self, oparl_type: str, key: str, pk: int) -> None:
        """Note a primary key that is known from a write."""
        if len(self.cache) > _CACHE_LIMIT:
            self.cache.clear()
        self.cache[(oparl_type, key)] = pk

    def known(self, oparl_type: str, keys: Iterable[str]) -> dict[str, int]:
        """Primary keys of those `keys` that have a row."""
        found = {key: pk for key in set(keys) if (pk := self.cache.get((oparl_type, key)))}
        missing = [key for key in set(keys) if key not in found]
        model = SCHEMAS[oparl_type].model
        for chunk in chunks(missing):
            for key, pk in model.objects.filter(source=self.source, key__in=chunk).values_list("key", "pk"):
                found[key] = pk
                self.remember(oparl_type, key, pk)
        return found

    def ensure(self, oparl_type: str, keys: Iterable[str]) -> dict[str, int]:
        """Primary keys of all `keys`. What has no row gets a stub: never shown, it waits for the real object."""
        wanted = set(keys)
        found = self.known(oparl_type, wanted)
        missing = sorted(wanted - found.keys())
        if missing and oparl_type != "Body":
            found.update(self._make_stubs(oparl_type, missing))
        return found

    def _make_stubs(self, oparl_type: str, keys: list[str]) -> dict[str, int]:
        model = SCHEMAS[oparl_type].model
        rows: list[CouncilObject] = [
            model(source=self.source, key=key, state=State.STUB, first_seen=self.now, changed_at=self.now)
            for key in keys
        ]
        model.objects.bulk_create(rows)
        self.stubs += len(rows)
        for row in rows:
            self.remember(oparl_type, row.key, row.pk)
        return {row.key: row.pk for row in rows}


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    rows = list(items)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
