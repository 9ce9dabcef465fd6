"""What an engine is: where documents are kept so that they can be found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Protocol

from roterfaden.search.query import Query
from roterfaden.search.registry import Document

#: Hits that are counted and can be paged to; beyond it the page says "mehr als".
MOST_HITS = 10_000
#: What of a document's text is kept for excerpts.
EXCERPT_SOURCE = 100_000
#: Words that stand in for a mistyped or unfinished one.
MOST_SIMILAR = 30
#: Of so many unknown words in one query similar ones are looked for.
MOST_MISTYPED = 6
#: Raise it with every change of the analyser or of what is stored: an index of another format is rebuilt.
FORMAT = 2

# How much a match counts by where it is: in the title or the text, the word itself, its meaning, or only its pieces.
TITLE, MEANING, PIECES = 4.0, 0.7, 0.3


class NotReady(Exception):
    """There is no index that can be read: it is being built, or it is damaged."""


@dataclass(frozen=True)
class Request:
    """One search: the query, the chosen filters, the order and the page."""

    query: Query
    filters: Mapping[str, str] = field(default_factory=dict)
    newest_first: bool = False
    offset: int = 0
    limit: int = 20
    #: Keys of the facets that are counted.
    facets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A found document, as it was when it was indexed."""

    kind: str
    pk: int
    url: str
    title: str
    number: str
    context: str
    body: str
    date: date | None
    language: str


class Precision(Enum):
    """What the counts of facets are where there are very many hits: each engine does what it can do quickly."""

    EXACT = "exact"
    #: Scaled up from a part of all hits.
    ESTIMATED = "estimated"
    #: Only which values are more frequent than others.
    ORDER = "order"


@dataclass(frozen=True)
class Counts:
    """How many hits each value of a facet has."""

    values: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    precision: Precision = Precision.EXACT


@dataclass(frozen=True)
class Found:
    """What a search found. `relaxed`: no document has all words; `unknown`: terms that stand nowhere as typed."""

    total: int = 0
    hits: Sequence[Hit] = ()
    counts: Counts = field(default_factory=Counts)
    relaxed: bool = False
    unknown: tuple[str, ...] = ()


class Writer(Protocol):
    """Writes documents; nothing is visible before the commit."""

    def replace(self, uids: Sequence[str], documents: Iterable[Document]) -> None:
        """Take the documents with these keys out, put `documents` in."""

    def commit(self) -> None:
        """Make everything written so far visible, at once and for good."""


class Engine(Protocol):
    """An index that can be searched, written to and rebuilt."""

    def ready(self) -> bool:
        """Whether there is an index of the current format that can be read."""

    def search(self, request: Request) -> Found:
        """Find. Raises NotReady where there is no index."""

    def create(self) -> None:
        """Put a new, empty index in place of whatever there is."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Write to the index in use."""

    def rebuilder(self) -> AbstractContextManager[Writer]:
        """Write a new index beside the one in use; it takes its place when the block ends without an error."""
