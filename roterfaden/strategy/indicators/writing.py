"""Writing values: what is new, what revises, what is equal. Nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roterfaden.strategy.indicators.rows import Refusal, Value
from roterfaden.strategy.models import Breakdown, Observation, SourceRun

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: (indicator, breakdown, period)
Place = tuple[int, str, str]
BATCH = 500


@dataclass(frozen=True)
class Change:
    """What a value would do: `old` is the row that it revises, None where it is the first one."""

    indicator: int
    value: Value
    old: Observation | None

    @property
    def place(self) -> Place:
        """Where it belongs."""
        return self.indicator, self.value.part.key, self.value.period.code


@dataclass(frozen=True)
class Plan:
    """What values would do to what is there."""

    changes: Sequence[Change]
    equal: int


def place_of(indicator: int, value: Value) -> Place:
    """Where a value belongs."""
    return indicator, value.part.key, value.period.code


def plan(pairs: Sequence[tuple[int, Value]]) -> Plan:
    """Compare (indicator, value) pairs, each place once, with what counts today. One statement for 500 pairs."""
    stored = current_at([place_of(*pair) for pair in pairs])
    changes, equal = [], 0
    for indicator, value in pairs:
        old = stored.get(place_of(indicator, value))
        if old is not None and old.value == value.value and old.draft == value.draft:
            equal += 1
        else:
            changes.append(Change(indicator, value, old))
    return Plan(changes, equal)


def current_at(places: Iterable[Place]) -> dict[Place, Observation]:
    """The rows that count at these places."""
    wanted = set(places)
    found: dict[Place, Observation] = {}
    ordered = sorted(wanted)
    for start in range(0, len(ordered), BATCH):
        part = ordered[start : start + BATCH]
        rows = Observation.objects.current().filter(
            indicator__in={place[0] for place in part}, period__in={place[2] for place in part}
        )
        for row in rows:
            place = (row.indicator_id, row.breakdown, row.period)
            if place in wanted:
                found[place] = row
    return found


def write(changes: Sequence[Change], author: User | None, run: SourceRun | None = None) -> list[Observation]:
    """Add the new rows; those that they revise stay but count no more. Call it in a transaction that holds the
    indicators' rows. Raises Overtaken where somebody else revised one of them meanwhile.
    """
    old = [change.old.pk for change in changes if change.old is not None]
    done = sum(Observation.objects.supersede(old[start : start + BATCH]) for start in range(0, len(old), BATCH))
    if done != len(old):
        raise Overtaken
    _add_breakdowns(changes)
    rows = [
        Observation(
            indicator_id=change.indicator,
            breakdown=change.value.part.key,
            period=change.value.period.code,
            end=change.value.period.end,
            value=change.value.value,
            draft=change.value.draft,
            revised_from=change.old,
            reason=change.value.reason,
            author=author,
            run=run,
        )
        for change in changes
    ]
    return Observation.objects.bulk_create(rows, batch_size=BATCH)


class Overtaken(Exception):
    """Somebody else wrote the same value meanwhile."""


def _add_breakdowns(changes: Iterable[Change]) -> None:
    """Name the parts that occur for the first time."""
    parts = {(change.indicator, change.value.part.key): change.value.part for change in changes}
    rows = [
        Breakdown(indicator_id=indicator, key=key, dimension=part.dimension or _("Teil"), category=part.category)
        for (indicator, key), part in parts.items()
        if key
    ]
    Breakdown.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


@dataclass
class Doubles:
    """Values that stand twice in one file: equal ones count once, contradicting ones are refused by line."""

    seen: dict[Place, tuple[int, str]]
    equal: int = 0

    def check(self, indicator: int, value: Value) -> Refusal | Value | None:
        """The value, a refusal, or None where the same was said before."""
        place, words = place_of(indicator, value), f"{value.value}/{value.draft}"
        first = self.seen.setdefault(place, (value.line, words))
        if first[0] == value.line:
            return value
        if first[1] == words:
            self.equal += 1
            return None
        sentence = _("doppelt: {period} steht schon in Zeile {line}, dort mit einem anderen Wert")
        return Refusal(value.line, sentence.format(period=value.period.words, line=first[0]))
