"""What a reader of a council system hands to the sync: pages of OParl 1.1 objects, whatever the system speaks.

A reader turns its system's answers into OParl 1.1 JSON (field names of the specification, embedded objects embedded,
ids as full addresses below the system's base). What OParl lacks travels under the vendor prefix `roterfaden:` – see
docs/vendor-fields.md. The sync (`council.sync`) flattens, compares, writes; a reader never touches the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

from roterfaden.kit.http import Answer

Json = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """Something odd that did not stop the import. `code` is short and stable: `no-type`, `sim-unknown-section` …"""

    code: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Remembered:
    """What an address answered last time, for conditional requests."""

    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Page:
    """One address that was read: a page of an OParl list, or one page of another system.

    `objects` are its top-level objects, all of type `kind` (Organization, Person, Meeting, Paper …). `unchanged` says
    that the address answered 304 or the same digest: `objects` is then empty, and what stood on it still stands.
    """

    url: str
    kind: str
    objects: tuple[Json, ...] = ()
    unchanged: bool = False
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    next_url: str = ""
    #: Id of the body whose list it is: OParl's meetings do not name theirs, and the other types need not.
    body: str = ""
    #: How many objects the whole list holds, if the system says so; for the progress bar.
    total: int | None = None


class UnpublishedError(Exception):
    """The system has the object, but does not show it to the public (any more)."""


class Desk(Protocol):
    """What the sync offers a reader."""

    #: Only objects modified since then are wanted (the reader asks for them if the system can); None: all.
    since: datetime | None

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, *, validate: Callable[[Answer], None] | None = None
    ) -> Answer:
        """Fetch politely, or raise a `kit.http.FetchError`. `validate` raises where a body is broken: it is read again.

        What a killed run had already read is answered with 304 without asking the source again.
        """

    def remembered(self, url: str) -> Remembered | None:
        """What `url` answered last time, or None where it must be read anew."""

    def report(self, finding: Finding) -> None:
        """Keep a finding for the run report."""

    def incomplete(self, what: str, why: str) -> None:
        """A list or page could not be read to its end: the run ends as incomplete, and nothing counts as vanished."""

    def watched(self, kind: str) -> list[str]:
        """Full ids of known objects of `kind` that may still change (recent, or with a station to come)."""


class Reader(Protocol):
    """A reader of one kind of system."""

    #: Changes when the same answers would be read differently: remembered addresses are then read anew.
    version: ClassVar[str]

    def system(self) -> Json:
        """The System object with `body` as a list of embedded Body objects."""

    def one(self, url: str, oparl_type: str) -> Json | None:
        """The object at an address of its own, read anew; None where there is none. Raises UnpublishedError."""

    def pages(self) -> Iterator[Page]:
        """All pages, in an order in which most references point backwards: Organization, Person, Meeting,
        Paper. Raises a `kit.http.FetchError` where the reading cannot go on; the run then ends as incomplete."""
