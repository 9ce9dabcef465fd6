"""What this portal brings about, in figures that can fail: who is reached, how fast is answered, what changed.

Numbers stand for everything before the first day of this month, so that nobody learns from two looks on two days who
came in between. Rooms above register what they know (barriers that were reported and mended).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language
from django_stubs_ext import StrOrPromise

from roterfaden.contributions.duty import Duty, duty_of
from roterfaden.contributions.models import Contribution, Outcome, State
from roterfaden.kit.charts import Bar, BarChart, draw_bars
from roterfaden.participation import moments
from roterfaden.participation.results import EFFECTS, Change, changes
from roterfaden.participation.statistics import Table, tables_of

LATEST = 10
#: Seconds for which the figures are kept: they stand for the past, but what is hidden must leave them soon.
COUNTED_FOR = 600


@dataclass(frozen=True)
class Fact:
    """A figure of another room: "Barrieren gemeldet", 12."""

    label: StrOrPromise
    number: int


Facts = Callable[[datetime], Sequence[Fact]]
_facts: dict[str, tuple[StrOrPromise, Facts]] = {}


def register_facts(key: str, heading: StrOrPromise, facts: Facts) -> None:
    """Let a room add figures under a heading; once."""
    _facts[key] = (heading, facts)


@dataclass(frozen=True)
class Effect:
    """How many contributions took a step."""

    label: str
    number: int


@dataclass(frozen=True)
class Impact:
    """The whole page."""

    until: date
    reach: Sequence[Table]
    promise: Duty
    effects: Sequence[Effect]
    latest: Sequence[Change]
    facts: Sequence[tuple[str, Sequence[Fact]]]

    @property
    def chart(self) -> Any:
        """The effects as a picture."""
        bars = [Bar(effect.label, [effect.number], [str(effect.number)]) for effect in self.effects]
        words = ", ".join(f"{effect.label}: {effect.number}" for effect in self.effects)
        return draw_bars(BarChart(words, bars)) if len(bars) > 1 else ""


def impact(now: datetime | None = None) -> Impact:
    """Everything up to the first of this month."""
    first = timezone.localdate(now).replace(day=1)
    before = moments.berlin(first)
    key = f"participation.impact:{first}:{get_language()}"
    counted = cache.get(key)
    if counted is None:
        counted = _counted(before)
        cache.set(key, counted, COUNTED_FOR)
    reach, promise, effects = counted
    return Impact(
        first,
        reach,
        promise,
        effects,
        _latest(before),
        [(str(heading), list(facts(before))) for heading, facts in _facts.values()],
    )


def _counted(before: datetime) -> tuple[list[Table], Duty, list[Effect]]:
    """What has to look at every contribution; kept for some minutes, so that a visit costs the same with any number."""
    said = Contribution.objects.filter(published_at__lt=before)
    return tables_of(before=before), duty_of(said), _effects(before)


def _effects(before: datetime) -> list[Effect]:
    rows = _outcomes(before).order_by().values_list("kind").annotate(number=Count("contribution", distinct=True))
    found = dict(rows)
    return [Effect(str(kind.label), found[kind]) for kind in EFFECTS if kind in found]


def _latest(before: datetime) -> list[Change]:
    parts = ("contribution__author", "contribution__organisation")
    return changes(list(_outcomes(before).select_related(*parts).order_by("-pk")[:LATEST]))


def _outcomes(before: datetime) -> Any:
    states = [State.PUBLIC, State.MERGED]
    return Outcome.objects.filter(kind__in=EFFECTS, at__lt=before, contribution__state__in=states)
