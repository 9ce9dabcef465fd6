"""What rooms have to say about a district or a topic: sections that they register for those pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django_stubs_ext import StrOrPromise

from roterfaden.kit.things import Thing


@dataclass(frozen=True)
class Scope:
    """What a page is about: a district (`place`) or a topic, by its slug."""

    kind: Literal["district", "topic"]
    slug: str


@dataclass(frozen=True)
class Section:
    """A section of such a page. `things(scope, user, limit)` gives public things, the most urgent first, with a
    constant number of queries; `more(scope)` the address of the whole list, empty if there is none.
    """

    key: str
    heading: StrOrPromise
    order: int
    things: Callable[[Scope, Any, int], Sequence[Thing]]
    more: Callable[[Scope], str] = lambda _scope: ""
    #: Said where there is nothing; without it an empty section is left out.
    empty: StrOrPromise = ""


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section, once."""
    _sections[section.key] = section


def sections() -> list[Section]:
    """All sections in their order."""
    return sorted(_sections.values(), key=lambda section: (section.order, section.key))
