"""What can be found. A domain registers its kinds here; search knows no domain by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

#: The key of the facet that goes with a document's date; engines make use of that.
YEAR = "year"


@dataclass(frozen=True)
class Document:
    """One findable thing, as its domain describes it to search. All texts are plain text.

    `url` is the address of the German page (the English one is below /en), `context` a line that says where the thing
    belongs ("Anlage zur Drucksache 0728/2026"), `facets` are (facet key, value) pairs such as ("year", "2026").
    """

    kind: str
    pk: int
    url: str
    title: str
    numbers: tuple[str, ...] = ()
    body: str = ""
    context: str = ""
    date: date | None = None
    facets: tuple[tuple[str, str], ...] = ()
    language: str = "de"

    @property
    def uid(self) -> str:
        """The document's key in an index."""
        return f"{self.kind}:{self.pk}"


def _none(_ids: Sequence[int]) -> Mapping[str, Iterable[int]]:
    return {}


@dataclass(frozen=True)
class Searchable:
    """A kind of findable things.

    `visible` gives what a stranger may see; `documents` the documents of those of the given keys that are visible, with
    a constant number of queries for at most `batch` keys. `boost` (at least 1) lifts a kind over others.
    """

    kind: str
    label: StrOrPromise
    plural: StrOrPromise
    visible: Callable[[], QuerySet[Any]]
    documents: Callable[[Sequence[int]], Iterable[Document]]
    boost: float = 1.0
    batch: int = 200
    #: Things of other kinds whose documents, or whose visibility, depend on these: {kind: keys}.
    dependents: Callable[[Sequence[int]], Mapping[str, Iterable[int]]] = _none


def _as_it_is(values: Sequence[str]) -> dict[str, StrOrPromise]:
    return {value: value for value in values}


@dataclass(frozen=True)
class Facet:
    """A property to filter by: its key in documents, its name in the address (German in every language), its label,
    and how its values are named on the page.
    """

    key: str
    parameter: str
    label: StrOrPromise
    describe: Callable[[Sequence[str]], dict[str, StrOrPromise]] = field(default=_as_it_is)
    #: Values sort by count; "value" sorts them downwards by themselves (years).
    order: str = "count"


searchables: dict[str, Searchable] = {}
facets: dict[str, Facet] = {}


def register(searchable: Searchable) -> None:
    """Make a kind findable. A second registration of it is a mistake."""
    if searchable.kind in searchables:
        raise ValueError(f"{searchable.kind} is registered twice")
    if not 1 <= searchable.boost <= 10 or ":" in searchable.kind:
        raise ValueError(f"{searchable.kind}: boost is between 1 and 10, and a kind has no colon")
    searchables[searchable.kind] = searchable


#: Rooms that know what hangs on things of any kind: (kind, keys) → {other kind: keys}.
Hanging = Callable[[str, Sequence[int]], Mapping[str, Iterable[int]]]
hanging: list[Hanging] = []


def hang_on(function: Hanging) -> None:
    """Let a room say what of its own has to be looked at again when things of whatever kind change (comments)."""
    if function not in hanging:
        hanging.append(function)


def register_facet(facet: Facet) -> None:
    """Make a property a filter. Several domains may share one; the first registration names it."""
    facets.setdefault(facet.key, facet)
