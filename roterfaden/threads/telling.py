"""A thread as its page tells it: stations in order with their proofs, today, gaps, promises, the seven stages.

Faces (page, embed, Atom, CSV, JSON-LD, API) all read this, so that what is hidden is hidden in one place: a station
whose thing is not public any more keeps its stage and its date, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.kit.bilingual import Said, said
from roterfaden.kit.things import Thing, things
from roterfaden.threads.models import Relation, State, Station, Thread
from roterfaden.threads.periods import Period
from roterfaden.threads.stages import Stage

NOTHING = Said("")
AHEAD, RUNNING, PAST = "ahead", "running", "past"


@dataclass(frozen=True)
class Promise:
    """Something promised by a day, and not kept yet (or kept on a day)."""

    due: date
    fulfilled: date | None
    today: date

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.fulfilled is None

    @property
    def overdue_days(self) -> int:
        """How many days too late, 0 if it is not."""
        return max(0, (self.today - self.due).days) if self.is_open else 0


@dataclass(frozen=True)
class Step:
    """A station as it may be shown; `number` counts from the first one. `hidden`: only stage and date are left."""

    number: int
    pk: int
    stage: Stage
    period: Period
    end: Period | None
    time: str
    added: datetime
    hidden: bool = False
    heading: Said = NOTHING
    sentence: Said = NOTHING
    relation: str = ""
    relation_words: str = ""
    thing: Thing | None = None
    source_url: str = ""
    source_label: str = ""
    archived_on: date | None = None
    archive_url: str = ""
    promise: Promise | None = None
    confirmed_on: date | None = None
    changed: datetime | None = None

    @property
    def title(self) -> str:
        """Its heading, or that it is not public any more."""
        return _("Diese Station ist nicht mehr öffentlich.") if self.hidden else str(self.heading)

    @property
    def anchor(self) -> str:
        """Where it is on the page; does not change when others come or go."""
        return f"station-{self.pk}"

    @property
    def is_decision(self) -> bool:
        """Whether something was decided here."""
        return self.stage == Stage.DECISION

    @property
    def words(self) -> str:
        """When it was, in words."""
        return f"{self.period.words}–{self.end.words}" if self.end else self.period.words

    @property
    def last(self) -> date:
        """The last day on which it can have been."""
        return (self.end or self.period).last


@dataclass(frozen=True)
class Gap:
    """A stretch of time about which nothing is known."""

    words: str


@dataclass(frozen=True)
class Now:
    """Today."""

    day: date


Row = Step | Gap | Now


@dataclass(frozen=True)
class StageState:
    """One of the seven stages: `done`, `here` or neither, with a word or two."""

    stage: Stage
    state: str
    words: str


@dataclass(frozen=True)
class Story:
    """A thread with its stations, the first one first."""

    thread: Thread
    steps: tuple[Step, ...]
    today: date

    @property
    def rows(self) -> list[Row]:
        """The red line, newest first: what is ahead, today, the past with its gaps."""
        ahead = [step for step in reversed(self.steps) if step.time == AHEAD]
        found: list[Row] = [*ahead, Now(self.today)]
        if waiting := self.waiting:
            found.append(Gap(waiting))
        return found + list(self._past_with_gaps())

    def _past_with_gaps(self) -> Iterable[Row]:
        past = [step for step in self.steps if step.time != AHEAD]
        reached: date | None = None
        rows: list[Row] = []
        for step in past:
            if reached is not None and (words := gap_words(reached, step.period.start)):
                rows.append(Gap(words))
            rows.append(step)
            reached = max(reached, step.last) if reached else step.last
        if reached is not None and not self.waiting and self.thread.state != State.CLOSED:
            since = years_between(reached, self.today)
            rows += [Gap(_("Seit {number} Jahren keine Station bekannt").format(number=since))] if since > 1 else []
            rows += [Gap(_("Seit mehr als einem Jahr keine Station bekannt"))] if since == 1 else []
        return reversed(rows)

    @property
    def waiting(self) -> str:
        """What is said where something was decided and nothing is known to have followed."""
        if self.thread.state == State.CLOSED:
            return ""
        decided = [s for s in self.steps if s.is_decision and s.time == PAST and s.relation != Relation.CONTRADICTS]
        if not decided:
            return ""
        last = max(decided, key=lambda step: (step.last, step.number))
        later = {Stage.IMPLEMENTATION, Stage.EFFECT, Stage.LEARNING}
        if any(step.stage in later and step.last >= last.period.start for step in self.steps):
            return ""
        days = (self.today - last.last).days
        return _("Beschlossen, seit {number} Tagen keine Maßnahme gefunden").format(number=days) if days > 1 else ""

    @property
    def stages(self) -> list[StageState]:
        """The seven stages and where we stand."""
        return list(_stages(self.steps, self.here, self.thread.state == State.CLOSED))

    @property
    def here(self) -> Stage | None:
        """Where the concern stands today."""
        return stage_reached((step.stage, step.time, step.last) for step in self.steps)

    @property
    def promises(self) -> list[Step]:
        """What was promised and not kept yet, the most urgent first."""
        found = [step for step in self.steps if step.promise and step.promise.is_open]
        return sorted(found, key=lambda step: step.promise.due if step.promise else date.max)

    @property
    def next_step(self) -> Step | None:
        """The next station ahead."""
        return next((step for step in self.steps if step.time == AHEAD and not step.hidden), None)

    @property
    def confirmed_on(self) -> date | None:
        """When an editor last stood for a station."""
        return max((step.confirmed_on for step in self.steps if step.confirmed_on), default=None)

    @property
    def has_easy(self) -> bool:
        """Whether there is a version in Leichte Sprache."""
        return bool(self.thread.easy.strip())


def tell(thread: Thread, stations: Sequence[Station], user: Any = None, today: date | None = None) -> Story:
    """The story of a thread; `stations` in their order. One load for each kind of things."""
    day = today or timezone.localdate()
    known = things((station.ref for station in stations if station.ref), user)
    steps = (step_of(station, number, known, day) for number, station in enumerate(stations, start=1))
    return Story(thread, tuple(steps), day)


def step_of(station: Station, number: int, known: dict[Any, Thing], today: date) -> Step:
    """One station as it may be shown."""
    bare = Step(
        number,
        station.pk,
        Stage(station.stage),
        station.period,
        station.end_period,
        time_of(station.period, station.end_period, today),
        station.created_at,
    )
    thing = known.get(station.ref) if station.ref else None
    if station.ref and thing is None:
        return replace(bare, hidden=True)
    return replace(
        bare,
        heading=said(station, "heading"),
        sentence=said(station, "sentence"),
        relation=station.relation,
        relation_words=str(Relation(station.relation).label) if station.relation else "",
        thing=thing,
        source_url=station.source_url,
        source_label=station.source_label,
        archived_on=station.archived_on,
        archive_url=station.archive_url,
        promise=Promise(station.due, station.fulfilled, today) if station.due else None,
        confirmed_on=timezone.localtime(station.confirmed_at).date() if station.confirmed_at else None,
        changed=station.changed_at,
    )


def time_of(period: Period, end: Period | None, today: date) -> str:
    """Whether it lies ahead, is over, or today lies within it."""
    if period.start > today:
        return AHEAD
    return PAST if (end or period).last <= today else RUNNING


def stage_reached(found: Iterable[tuple[str, str, date]]) -> Stage | None:
    """The furthest stage of a station that is not ahead. `found`: (stage, time, last day of the station).

    Effect and learning count where nothing came after them: an award of the first year is an effect, while the concern
    is still being carried out.
    """
    order, late = list(Stage), (Stage.EFFECT, Stage.LEARNING)
    reached = [(Stage(stage), last) for stage, time, last in found if time != AHEAD]
    newest = max((last for _stage, last in reached), default=None)
    stages = [stage for stage, last in reached if stage not in late or last == newest]
    return max(stages, key=order.index, default=None)


def years_between(first: date, second: date) -> int:
    """Whole years from one day to another."""
    return second.year - first.year - ((second.month, second.day) < (first.month, first.day))


def gap_words(reached: date, following: date) -> str:
    """What is said between two stations that lie a year or more apart; nothing where they do not."""
    first, last = reached.year + 1, following.year - 1
    if first == last:
        return _("{year}: in den Quellen nicht enthalten").format(year=first)
    if first < last:
        return _("{first} bis {last}: in den Quellen nicht enthalten").format(first=first, last=last)
    return _("Mehr als ein Jahr ohne bekannte Station") if years_between(reached, following) >= 1 else ""


def _stages(steps: Sequence[Step], here: Stage | None, closed: bool) -> Iterable[StageState]:
    order = list(Stage)
    reached = order.index(here) if here else -1
    for place, stage in enumerate(order):
        mine = [step for step in steps if step.stage == stage]
        past = [step for step in mine if step.time != AHEAD]
        if stage == here and not closed:
            yield StageState(stage, "here", _("hier stehen wir"))
        elif past:
            yield StageState(stage, "done", _stage_words(past, first=place == 0))
        elif mine:
            yield StageState(stage, "", _("steht bevor"))
        else:
            yield StageState(stage, "", _("nicht belegt") if place < reached else _("noch offen"))


def _stage_words(past: Sequence[Step], first: bool) -> str:
    if first:
        return _("begonnen {year}").format(year=past[0].period.start.year)
    number = len(past)
    return ngettext("{number} Station", "{number} Stationen", number).format(number=number)
