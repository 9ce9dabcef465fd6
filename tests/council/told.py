"""What the council tells ledger and notices, written down by a fixture in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from roterfaden.ledger.actions import Fact
from roterfaden.ledger.registry import entry_types
from roterfaden.notices.actions import News
from roterfaden.notices.registry import event_types


@dataclass
class Told:
    """Entries and events in the order in which they came."""

    entries: list[tuple[str, Fact]] = field(default_factory=list)
    events: list[tuple[str, News]] = field(default_factory=list)

    def record(self, kind: str, facts: Iterable[Fact]) -> None:
        """In place of `record_many`."""
        assert entry_types[kind]
        self.entries += [(kind, fact) for fact in facts]

    def announce(self, kind: str, news: Iterable[News]) -> None:
        """In place of `announce_many`."""
        assert event_types[kind]
        self.events += [(kind, one) for one in news]

    def facts(self, kind: str) -> list[Fact]:
        """The entries of a kind."""
        return [fact for found, fact in self.entries if found == kind]

    def news(self, kind: str) -> list[News]:
        """The events of a kind."""
        return [one for found, one in self.events if found == kind]

    def forget(self) -> None:
        """From here on."""
        self.entries.clear()
        self.events.clear()


@contextmanager
def listening() -> Iterator[Told]:
    """What is told meanwhile."""
    told = Told()
    with (
        patch("roterfaden.council.entries.record_many", told.record),
        patch("roterfaden.council.news.announce_many", told.announce),
    ):
        yield told
