"""The list of threads: what an address may ask for, and the pages of the answer, by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.bilingual import said
from roterfaden.kit.paging import Count, Keyset, Page, count_capped
from roterfaden.places.models import District
from roterfaden.threads.models import Thread, Topic
from roterfaden.threads.querysets import ThreadQuerySet
from roterfaden.threads.stages import Stage

PAGE_SIZE = 25
ORDER: Keyset[Thread] = Keyset("changed_at", descending=True)
OPEN, OVERDUE = "offen", "ueberfaellig"
PROMISES = {OPEN: _("mit offenen Zusagen"), OVERDUE: _("mit überfälligen Zusagen")}
#: Field → (name in the address, name on the screen).
NAMES = {
    "topic": ("thema", _("Thema")),
    "district": ("bezirk", _("Stadtbezirk")),
    "stage": ("stufe", _("Stufe")),
    "promises": ("zusagen", _("Zusagen")),
}
CURSOR = "ab"
SHOWN_VALUE = 40


class WrongFilter(Exception):
    """A value that a filter cannot take."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.value = "".join(c for c in value[:SHOWN_VALUE] if c.isprintable())
        labels = dict(NAMES.values())
        self.label = str(labels.get(parameter, _("Fortsetzung")))


@dataclass(frozen=True)
class Wanted:
    """What is asked for; texts as in the address."""

    topic: str = ""
    district: str = ""
    stage: str = ""
    promises: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """From an address; unknown parameters are left alone."""
        found = cls(**{field: query.get(name, "").strip() for field, (name, _label) in NAMES.items()})
        if found.stage and found.stage not in Stage.values:
            raise WrongFilter("stufe", found.stage)
        if found.promises and found.promises not in PROMISES:
            raise WrongFilter("zusagen", found.promises)
        return found

    @property
    def query(self) -> str:
        """As in the address."""
        given = [(NAMES[field][0], getattr(self, field)) for field in NAMES]
        return urlencode([(name, value) for name, value in given if value])

    def without(self, field: str) -> str:
        """The address' query without a filter."""
        return replace(self, **{field: ""}).query


@dataclass(frozen=True)
class Option:
    """One entry of a select."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class Choice:
    """A filter of the form, the words before its select, and its options; `chosen` in words where it is set."""

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


@dataclass(frozen=True)
class Choices:
    """Topics and districts to choose from: two queries."""

    topics: tuple[Topic, ...]
    districts: tuple[District, ...]

    @classmethod
    def load(cls) -> Choices:
        """From the database."""
        return cls(tuple(Topic.objects.all()[:500]), tuple(District.objects.only("name", "slug")[:500]))

    def fields(self, wanted: Wanted) -> list[Choice]:
        """The form; WrongFilter for a topic or district that does not exist."""
        return [
            self._field("topic", _("zum Thema"), _("alle"), self._topics(), wanted),
            self._field("district", _("im Stadtbezirk"), _("alle"), self._districts(), wanted),
            self._field("stage", _("auf der Stufe"), _("jede"), dict(Stage.choices), wanted),
            self._field("promises", _("und zwar"), _("mit und ohne offene Zusagen"), PROMISES, wanted),
        ]

    def _topics(self) -> dict[str, Any]:
        return {topic.slug: said(topic, "title") for topic in self.topics}

    def _districts(self) -> dict[str, Any]:
        return {district.slug: district.name for district in self.districts}

    @staticmethod
    def _field(field: str, before: Any, every: Any, values: Mapping[str, Any], wanted: Wanted) -> Choice:
        parameter, label = NAMES[field]
        value = getattr(wanted, field)
        if value and value not in values:
            raise WrongFilter(parameter, value)
        options = [Option("", str(every), not value)]
        options += [Option(key, str(name), key == value) for key, name in values.items()]
        return Choice(field, parameter, str(label), str(before), tuple(options), wanted.without(field))


def rows_of(wanted: Wanted) -> ThreadQuerySet:
    """The public threads that are asked for."""
    rows = Thread.objects.visible_to()
    if wanted.topic:
        rows = rows.filter(topics__slug=wanted.topic)
    if wanted.district:
        rows = rows.filter(districts__slug=wanted.district)
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.promises:
        rows = rows.with_open_promise(timezone.localdate() if wanted.promises == OVERDUE else None)
    return rows


def with_parts(rows: ThreadQuerySet) -> ThreadQuerySet:
    """With districts and topics: two more queries for any number."""
    return rows.prefetch_related("districts", "topics")


def page_of(wanted: Wanted, cursor: str = "", size: int = PAGE_SIZE) -> Page[Thread]:
    """A page, the last changed first; raises kit.paging.BadCursor."""
    return ORDER.page(with_parts(rows_of(wanted)), cursor, size)


def count(wanted: Wanted) -> Count:
    """How many there are."""
    return count_capped(rows_of(wanted))
