"""The list of processes: what runs, what comes, what the city owes, what is over; filters and pages in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from roterfaden.kit.bilingual import Said, said
from roterfaden.kit.paging import Count, Keyset, Page, count_capped
from roterfaden.participation import moments
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.querysets import ProcessQuerySet
from roterfaden.participation.telling import AHEAD, HERE, Step, steps_of
from roterfaden.places.models import District
from roterfaden.threads.models import Topic

PAGE_SIZE = 20
#: So many of each stretch of time stand on the first page.
SHOWN = 6
ORDER: Keyset[Process] = Keyset("published_at", descending=True)
CURSOR = "ab"
RUNNING, COMING, ANSWERING, OVER = "laeuft", "kommt", "antwort", "vorbei"
STATES = {
    RUNNING: _("was gerade läuft"),
    COMING: _("was bald beginnt"),
    ANSWERING: _("was die Stadt gerade prüft"),
    OVER: _("was vorbei ist"),
}
HEADINGS = {
    RUNNING: _("Das läuft gerade"),
    COMING: _("Das beginnt bald"),
    ANSWERING: _("Die Stadt prüft und antwortet"),
    OVER: _("Das ist vorbei"),
}
#: Field → (name in the address, words before its select, words for all).
NAMES = {
    "state": ("stand", _("Zeige"), _("alles")),
    "district": ("bezirk", _("im Stadtbezirk"), _("alle")),
    "topic": ("thema", _("zum Thema"), _("alle")),
}
SHOWN_VALUE = 40


class WrongFilter(Exception):
    """A value that a filter cannot take."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.value = "".join(c for c in value[:SHOWN_VALUE] if c.isprintable())


@dataclass(frozen=True)
class Wanted:
    """What is asked for; texts as in the address."""

    state: str = ""
    district: str = ""
    topic: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """From an address; unknown parameters are left alone."""
        found = cls(**{field: query.get(name, "").strip() for field, (name, *_words) in NAMES.items()})
        if found.state and found.state not in STATES:
            raise WrongFilter("stand", found.state)
        return found

    @property
    def query(self) -> str:
        """As in the address."""
        given = [(NAMES[field][0], getattr(self, field)) for field in NAMES]
        return urlencode([(name, value) for name, value in given if value])

    def with_state(self, state: str) -> str:
        """The address' query for one stretch of time."""
        return replace(self, state=state).query


@dataclass(frozen=True)
class Choice:
    """A select of the filter sentence: options are (value, label, chosen)."""

    parameter: str
    before: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Row:
    """A process in a list: what can be done in it, and until when."""

    process: Process
    title: Said
    summary: Said
    words: str
    now: Step | None
    next: Step | None

    @property
    def is_running(self) -> bool:
        """Whether one can take part now: the red rule is for these."""
        return self.now is not None and self.now.module is not None


@dataclass(frozen=True)
class Group:
    """One stretch of time on the first page; `more`: the query of its own list, empty where all are shown."""

    state: str
    heading: str
    rows: Sequence[Row]
    more: str


def choices_of(wanted: Wanted) -> list[Choice]:
    """The filter sentence: two queries. WrongFilter for a district or topic that does not exist."""
    districts = {row.slug: row.name for row in District.objects.only("name", "slug")[:500]}
    topics = {row.slug: said(row, "title") for row in Topic.objects.all()[:500]}
    values: dict[str, Mapping[str, Any]] = {"state": STATES, "district": districts, "topic": topics}
    return [_choice(field, values[field], getattr(wanted, field)) for field in NAMES]


def _choice(field: str, values: Mapping[str, Any], value: str) -> Choice:
    parameter, before, every = NAMES[field]
    if value and value not in values:
        raise WrongFilter(parameter, value)
    options = [("", str(every), not value), *((key, str(label), key == value) for key, label in values.items())]
    return Choice(parameter, str(before), tuple(options))


def rows_of(wanted: Wanted, user: Any = None) -> ProcessQuerySet:
    """The public processes that are asked for."""
    rows: ProcessQuerySet = Process.objects.visible_to(user)
    if wanted.state:
        rows = _stretch(rows, wanted.state)
    if wanted.district:
        rows = rows.filter(districts__slug=wanted.district)
    if wanted.topic:
        rows = rows.filter(topics__slug=wanted.topic)
    return rows


def _stretch(rows: ProcessQuerySet, state: str) -> ProcessQuerySet:
    ways = {RUNNING: rows.running, COMING: rows.coming, ANSWERING: rows.answering, OVER: rows.over}
    return ways[state]()


def groups_of(wanted: Wanted) -> list[Group]:
    """The first page: some of each stretch of time, the most urgent first."""
    found = []
    for state in STATES:
        rows = rows_of(replace(wanted, state=state))
        ordered = {RUNNING: rows.soonest_end_first, COMING: rows.soonest_start_first}.get(
            state, lambda rows=rows: rows
        )()
        some = list(with_parts(ordered)[: SHOWN + 1])
        more = wanted.with_state(state) if len(some) > SHOWN else ""
        found.append(Group(state, str(HEADINGS[state]), told(some[:SHOWN]), more))
    return found


def page_of(wanted: Wanted, cursor: str = "", size: int = PAGE_SIZE) -> Page[Process]:
    """A page, the newest first; raises kit.paging.BadCursor."""
    return ORDER.page(with_parts(rows_of(wanted)), cursor, size)


def count(wanted: Wanted) -> Count:
    """How many there are."""
    return count_capped(rows_of(wanted))


def with_parts(rows: ProcessQuerySet) -> ProcessQuerySet:
    """With phases, districts and topics: three more queries for any number."""
    return rows.prefetch_related("phases", "districts", "topics")


def told(processes: Sequence[Process]) -> list[Row]:
    """Rows of a list; needs what `with_parts` gives."""
    return [_told(process, list(process.phases.all())) for process in processes]


def _told(process: Process, phases: Sequence[Phase]) -> Row:
    steps = steps_of(process, phases)
    running = [step for step in steps if step.time == HERE]
    here = next((step for step in running if step.module), running[0] if running else None)
    following = next((step for step in steps if step.time == AHEAD), None)
    return Row(
        process, said(process, "title"), said(process, "summary"), _words(process, here, following), here, following
    )


def _words(process: Process, here: Step | None, following: Step | None) -> str:
    """Where it stands, in a few words."""
    if process.state == "closed":
        when = moments.day_words(process.closed_at.date()) if process.closed_at else ""
        return f"{_('abgeschlossen')} {when}".strip()
    if here is not None:
        return f"{here.name}: {here.words}"
    if following is not None:
        return f"{following.name}: {following.words}"
    return str(_("die Zeit zum Mitmachen ist vorbei"))


def joinable(limit: int, district: str = "", topic: str = "") -> list[Row]:
    """What one can take part in now, the least time left first: four queries."""
    rows = rows_of(Wanted(RUNNING, district, topic)).soonest_end_first()
    return told(list(with_parts(rows)[:limit]))
