"""The list of ideas of a process: what an address may ask for, and the pages of the answer, by key.

Everything that comes from an address is looked up in a table here, never handed to the database by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models import Contribution
from roterfaden.contributions.querysets import ContributionQuerySet
from roterfaden.kit.paging import Count, Keyset, Page, count_capped
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.querysets import ideas_of
from roterfaden.participation.modules.ideas.settings import IdeaSettings
from roterfaden.places.models import District

PAGE_SIZE = 20
LONGEST_TEXT = 100
CURSOR = "ab"
FAIR = "gerecht"
#: Name in the address → (name on the screen, the order).
SORTS: dict[str, tuple[Any, Keyset[Contribution]]] = {
    FAIR: (_("die bisher am wenigsten gesehenen"), Keyset("shown_count")),
    "neu": (_("die neuesten"), Keyset("published_at", descending=True)),
    "unterstuetzt": (_("die meistunterstützten"), Keyset("support_count", descending=True)),
    "diskutiert": (_("die meistdiskutierten"), Keyset("reply_count", descending=True)),
}
ANSWERED, UNANSWERED, OVERDUE = "beantwortet", "unbeantwortet", "ueberfaellig"
#: Name in the address → (name on the screen, the statuses).
STATES: dict[str, tuple[Any, tuple[str, ...]]] = {
    ANSWERED: (_("beantwortet"), ()),
    UNANSWERED: (_("noch nicht beantwortet"), ()),
    OVERDUE: (_("Antwort überfällig"), ()),
    "pruefung": (_("in Prüfung"), ("review",)),
    "zugesagt": (_("wird umgesetzt, ganz oder in Teilen"), ("accepted", "partly")),
    "umgesetzt": (_("umgesetzt"), ("done",)),
    "nicht": (_("so nicht"), ("declined",)),
}
#: Field → (name in the address, name on the screen).
NAMES = {
    "category": ("kategorie", _("Kategorie")),
    "district": ("bezirk", _("Stadtbezirk")),
    "state": ("stand", _("Stand")),
    "text": ("q", _("Text")),
    "sort": ("zuerst", _("Reihenfolge")),
}


class WrongFilter(Exception):
    """A value that a filter cannot take."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.value = "".join(c for c in value[:40] if c.isprintable())
        self.label = str(dict(NAMES.values()).get(parameter, _("Fortsetzung")))


@dataclass(frozen=True)
class Wanted:
    """What is asked for; texts as in the address, all of them checked."""

    category: str = ""
    district: str = ""
    state: str = ""
    text: str = ""
    sort: str = FAIR

    @classmethod
    def read(cls, query: Mapping[str, str], found: IdeaSettings, districts: Iterable[District]) -> Wanted:
        """From an address; unknown parameters are left alone. Raises WrongFilter."""
        values = {name: query.get(parameter, "").strip() for name, (parameter, _label) in NAMES.items()}
        known: dict[str, Iterable[str]] = {
            "category": [row.key for row in found.categories],
            "district": [row.slug for row in districts],
            "state": STATES,
            "sort": SORTS,
        }
        for name, allowed in known.items():
            if values[name] and values[name] not in set(allowed):
                raise WrongFilter(NAMES[name][0], values[name])
        values["text"] = "".join(c for c in values["text"][:LONGEST_TEXT] if c.isprintable())
        return cls(**{name: value for name, value in values.items() if value})

    @property
    def query(self) -> str:
        """As in the address; the usual order is left out."""
        given = [(NAMES[field.name][0], getattr(self, field.name)) for field in fields(self)]
        return urlencode([(name, value) for name, value in given if value and value != FAIR])

    @property
    def is_filtered(self) -> bool:
        """Whether something is left out."""
        return bool(self.category or self.district or self.state or self.text)

    def without(self, field: str) -> str:
        """The address' query without a filter."""
        return replace(self, **{field: ""}).query

    @property
    def order(self) -> Keyset[Contribution]:
        """The order."""
        return SORTS[self.sort][1]


def rows_of(process: Process, wanted: Wanted) -> ContributionQuerySet:
    """The public ideas that are asked for."""
    rows = ideas_of(process)
    if wanted.category:
        rows = rows.filter(idea__category=wanted.category)
    if wanted.district:
        rows = rows.filter(idea__district__slug=wanted.district)
    if wanted.text:
        text = wanted.text
        rows = rows.filter(Q(title__icontains=text) | Q(text__icontains=text) | Q(idea__place__icontains=text))
    return _in_state(rows, wanted.state)


def _in_state(rows: ContributionQuerySet, state: str) -> ContributionQuerySet:
    if not state:
        return rows
    if state == ANSWERED:
        return rows.filter(answered_at__isnull=False)
    if state == UNANSWERED:
        return rows.filter(answered_at=None)
    if state == OVERDUE:
        return rows.owed().filter(answer_due__lt=timezone.localdate())
    return rows.filter(idea__status__in=STATES[state][1])


def page_of(process: Process, wanted: Wanted, cursor: str = "", size: int = PAGE_SIZE) -> Page[Contribution]:
    """A page; raises kit.paging.BadCursor."""
    return wanted.order.page(rows_of(process, wanted), cursor, size)


def count(process: Process, wanted: Wanted) -> Count:
    """How many there are."""
    return count_capped(rows_of(process, wanted))


@dataclass(frozen=True)
class Option:
    """One entry of a select."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class Choice:
    """A filter of the form: the words before its select, its options; `chosen` in words where it is set."""

    field: str
    parameter: str
    label: str
    before: str
    options: tuple[Option, ...]
    without: str

    @property
    def chosen(self) -> str:
        """What is chosen, or nothing."""
        return next((option.label for option in self.options if option.selected and option.value), "")


def choices(wanted: Wanted, found: IdeaSettings, districts: Iterable[District]) -> list[Choice]:
    """The selects of the form; one with nothing to choose from is left out."""
    rows = [
        ("category", _("aus"), _("allen Kategorien"), {row.key: row.label for row in found.categories}),
        ("district", _("in"), _("allen Stadtbezirken"), {row.slug: row.name for row in districts}),
        ("state", _("mit dem Stand"), _("beliebig"), {key: label for key, (label, _statuses) in STATES.items()}),
    ]
    return [_choice(wanted, name, str(before), str(every), values) for name, before, every, values in rows if values]


def _choice(wanted: Wanted, name: str, before: str, every: str, values: Mapping[str, Any]) -> Choice:
    parameter, label = NAMES[name]
    value = getattr(wanted, name)
    options = [Option("", every, not value)]
    options += [Option(key, str(words), key == value) for key, words in values.items()]
    return Choice(name, parameter, str(label), before, tuple(options), wanted.without(name))


def sort_options(wanted: Wanted) -> list[Option]:
    """The orders to choose from."""
    return [Option("" if key == FAIR else key, str(label), key == wanted.sort) for key, (label, _o) in SORTS.items()]
