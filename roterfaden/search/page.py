"""What the search page shows, put together from the request and what the engine found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from roterfaden.search.engines import engine
from roterfaden.search.engines.base import MOST_HITS, Counts, Found, Hit, NotReady, Precision, Request
from roterfaden.search.excerpts import Marker, excerpt, marked
from roterfaden.search.models import PendingDocument
from roterfaden.search.query import Query, parse
from roterfaden.search.registry import Facet, facets, searchables

PER_PAGE = 20
#: Values of a filter that are offered: the most frequent ones, or (years) all of a lifetime.
MOST_OPTIONS = {"count": 12, "value": 40}
LONGEST_VALUE = 120
TEXT, ORDER, PAGE, NEWEST = "q", "sortierung", "seite", "neueste"


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Whatever it says, this can be searched for."""

    query: Query
    filters: Mapping[str, str]
    newest_first: bool = False
    page: int = 1

    def address(self, **changes: str | None) -> str:
        """The address' query with changes; another filter or order begins with the first page."""
        values = {TEXT: self.query.text, **{_offered()[key].parameter: value for key, value in self.filters.items()}}
        values |= {ORDER: NEWEST} if self.newest_first else {}
        kept = {name: value for name, value in {**values, **changes}.items() if value}
        return f"?{urlencode(kept)}"


@dataclass(frozen=True)
class Option:
    """A value to filter by, with the address that sets it or takes it away."""

    label: StrOrPromise
    count: int
    address: str
    selected: bool


@dataclass(frozen=True)
class Filter:
    """A facet as the page shows it."""

    label: StrOrPromise
    options: Sequence[Option]


@dataclass(frozen=True)
class Row:
    """A hit as the page shows it."""

    kind: StrOrPromise
    url: str
    title: SafeString
    number: str
    context: str
    excerpt: SafeString
    date: date | None
    #: The language of title and text, where it is not the page's.
    language: str


@dataclass(frozen=True)
class Results:
    """Everything that the page shows."""

    asked: Asked
    rows: Sequence[Row] = ()
    filters: Sequence[Filter] = ()
    total: int = 0
    relaxed: bool = False
    unknown: Sequence[str] = ()
    precision: str = Precision.EXACT.value
    ready: bool = True
    pending: bool = False

    @property
    def is_capped(self) -> bool:
        """Whether there are more hits than are counted."""
        return self.total > MOST_HITS

    @property
    def most(self) -> int:
        """To where hits are counted."""
        return MOST_HITS

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return max(1, -(-min(self.total, MOST_HITS) // PER_PAGE))

    @property
    def previous(self) -> str:
        """The address of the page before, if any."""
        return self.asked.address(**{PAGE: str(self.asked.page - 1)}) if self.asked.page > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, if any."""
        return self.asked.address(**{PAGE: str(self.asked.page + 1)}) if self.asked.page < self.pages else ""

    @property
    def other_order(self) -> str:
        """The address with the other order."""
        return self.asked.address(**{ORDER: None if self.asked.newest_first else NEWEST})

    @property
    def without_filters(self) -> str:
        """The address of the words alone."""
        return f"?{urlencode({TEXT: self.asked.query.text})}"

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """Filters and order that a new search in the form keeps."""
        fields = [(_offered()[key].parameter, value) for key, value in self.asked.filters.items()]
        return [*fields, (ORDER, NEWEST)] if self.asked.newest_first else fields


def read(parameters: Mapping[str, str]) -> Asked:
    """What the address asks for; what makes no sense is left out."""
    filters = {key: _value(parameters.get(facet.parameter, "")) for key, facet in _offered().items()}
    number = parameters.get(PAGE, "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    return Asked(
        query=parse(parameters.get(TEXT, "")),
        filters={key: value for key, value in filters.items() if value},
        newest_first=parameters.get(ORDER) == NEWEST,
        page=max(1, min(page, MOST_HITS // PER_PAGE)),
    )


def results(asked: Asked) -> Results:
    """Search. Without words there is nothing to show; without an index the page says so."""
    if not asked.query:
        return Results(asked)
    try:
        found = _found(asked)
    except NotReady:
        return Results(asked, ready=False)
    last = max(1, -(-min(found.total, MOST_HITS) // PER_PAGE))
    if asked.page > last:
        return results(replace(asked, page=last))
    return _shown(asked, found)


def _found(asked: Asked) -> Found:
    offset = (asked.page - 1) * PER_PAGE
    wanted = tuple(_offered())
    return engine().search(Request(asked.query, asked.filters, asked.newest_first, offset, PER_PAGE, wanted))


def _shown(asked: Asked, found: Found) -> Results:
    marker = Marker(asked.query, found.unknown)
    return Results(
        asked,
        rows=[_row(hit, marker) for hit in _still_visible(found.hits)],
        filters=_filters(asked, found.counts),
        total=found.total,
        relaxed=found.relaxed,
        unknown=found.unknown,
        precision=found.counts.precision.value,
        pending=not found.total and PendingDocument.objects.exists(),
    )


def _still_visible(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that the domain itself shows to a stranger: a second lock, should somebody forget to queue a change."""
    visible: set[tuple[str, int]] = set()
    for kind in {hit.kind for hit in hits} & searchables.keys():
        keys = [hit.pk for hit in hits if hit.kind == kind]
        visible |= {(kind, pk) for pk in searchables[kind].visible().filter(pk__in=keys).values_list("pk", flat=True)}
    return [hit for hit in hits if (hit.kind, hit.pk) in visible]


def _row(hit: Hit, marker: Marker) -> Row:
    kind = searchables[hit.kind].label
    title = marked(hit.title or hit.number, marker)
    language = "" if hit.language == get_language() else hit.language
    return Row(kind, _localised(hit.url), title, hit.number, hit.context, excerpt(hit.body, marker), hit.date, language)


def _localised(url: str) -> str:
    """The address in the page's language: German ones have no prefix."""
    language = get_language() or settings.LANGUAGE_CODE
    return url if language == settings.LANGUAGE_CODE else f"/{language}{url}"


def _filters(asked: Asked, counts: Counts) -> list[Filter]:
    shown = []
    for key, facet in _offered().items():
        values = _offer(facet, counts.values.get(key, ()), asked.filters.get(key, ""))
        names = facet.describe([value for value, _ in values]) if values else {}
        options = [_option(asked, facet, value, names.get(value, value), count) for value, count in values]
        if len(options) > 1 or any(option.selected for option in options):
            shown.append(Filter(facet.label, options))
    return shown


def _offer(facet: Facet, values: Sequence[tuple[str, int]], chosen: str) -> list[tuple[str, int]]:
    """The values to offer: the most frequent ones, and the chosen one in any case."""
    by_count = sorted(values, key=lambda item: (-item[1], item[0]))
    offered = by_count[: MOST_OPTIONS[facet.order]]
    if chosen and chosen not in dict(offered):
        offered = [(chosen, dict(values).get(chosen, 0)), *offered]
    return sorted(offered, key=lambda item: item[0], reverse=True) if facet.order == "value" else offered


def _option(asked: Asked, facet: Facet, value: str, label: StrOrPromise, count: int) -> Option:
    selected = asked.filters.get(facet.key) == value
    return Option(label, count, asked.address(**{facet.parameter: None if selected else value}), selected)


def _value(text: str) -> str:
    """A filter's value from the address: printable and short, or none."""
    return text if len(text) <= LONGEST_VALUE and text.isprintable() else ""


def _offered() -> dict[str, Facet]:
    kinds = Facet(
        "kind",
        "art",
        _("Art"),
        lambda values: {kind: searchables[kind].plural for kind in values if kind in searchables},
    )
    return {"kind": kinds, **facets}
