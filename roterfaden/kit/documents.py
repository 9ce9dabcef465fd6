"""Texts that rooms own and other rooms let people talk about, paragraph by paragraph.

The room that owns a kind of texts (plans) registers how one is read; the room that collects what people say about them
(drafts) registers itself as collector. Neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from roterfaden.kit.things import Ref, Thing


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a heading (`level` 1 to 3). `anchor` is its name on the page of the owner."""

    anchor: str
    text: str
    level: int = 0


@dataclass(frozen=True)
class Document:
    """A text as its owner publishes it now; `url` is its page in the language at hand."""

    ref: Ref
    title: str
    url: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Said:
    """What was said about a paragraph: how much, and where it can be read and continued."""

    count: int
    url: str
    label: str = ""


#: Gives a public text by its key; None for what is not public.
Read = Callable[[str], Document | None]
#: Finds some for an editor's choice (at most 20).
Find = Callable[[str, Any], Sequence[Thing]]


class Collector(Protocol):
    """Who collects what people say."""

    def url(self, ref: Ref) -> str:
        """Where the whole text is talked about; empty: nowhere."""

    def said(self, ref: Ref, anchors: Sequence[str]) -> Mapping[str, Said]:
        """What was said about paragraphs, by anchor, with a constant number of queries."""


_readers: dict[str, Read] = {}
_collectors: list[Collector] = []


def register(kind: str, read: Read) -> None:
    """Make a kind of texts known."""
    _readers[kind] = read


def collect(collector: Collector) -> None:
    """Register who collects, once."""
    if collector not in _collectors:
        _collectors.append(collector)


def kinds() -> tuple[str, ...]:
    """The kinds of texts that can be read."""
    return tuple(sorted(_readers))


def document(ref: Ref) -> Document | None:
    """A text; None if it is not public or its kind unknown."""
    read = _readers.get(ref.kind)
    return read(ref.key) if read else None


def collector_of(ref: Ref) -> tuple[Collector, str] | None:
    """Who collects about this text now, and where; None: nobody."""
    found = ((collector, collector.url(ref)) for collector in _collectors)
    return next(((collector, url) for collector, url in found if url), None)
