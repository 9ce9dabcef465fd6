"""Where a ledger that is checked comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from roterfaden.methods.checkpoints import Note
from roterfaden.methods.verification import Given, Key, Run


class Unreachable(Exception):
    """The ledger cannot be read, so nothing is said about it; the text says why."""


@dataclass(frozen=True)
class Book:
    """What frames the entries."""

    name: str
    size: int
    keys: Sequence[Key]
    notes: Sequence[Note]


class Source(Protocol):
    """A ledger to check. All methods may raise Wrong and Unreachable."""

    #: Under what its pin and its state are kept.
    identity: str

    def book(self) -> Book:
        """Keys, heads, and how many entries there are."""

    def entries(self, after: int, size: int) -> Iterator[list[Given]]:
        """The entries behind number `after`, to `size`, in parts."""

    def finish(self, run: Run, book: Book) -> None:
        """What can be checked besides when all entries were."""
