"""Values, and their revisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from roterfaden.strategy.actions.common import (
    note,
    require,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import writing
from roterfaden.strategy.indicators.actions.common import VALUES, check_number, follow_up, locked
from roterfaden.strategy.indicators.rows import Refusal, Value
from roterfaden.strategy.indicators.telling import tell_values
from roterfaden.strategy.models import (
    Indicator,
    Observation,
)

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


@dataclass(frozen=True)
class Written:
    """What became of values."""

    new: int = 0
    revised: int = 0
    equal: int = 0


class Outrun(Exception):
    """Somebody else entered a value for the same period meanwhile. `stored` are the rows that count now."""

    def __init__(self, stored: Sequence[Observation]) -> None:
        super().__init__()
        self.stored = stored


@transaction.atomic
def enter_values(
    user: User,
    indicator: Indicator,
    values: Sequence[Value],
    seen: Mapping[tuple[str, str], int | None] | None = None,
) -> Written:
    """Add values. Equal ones change nothing; others become revisions of what was there, which stays.

    `seen` are the rows that the person saw, by (part, period): where others count by now, Outrun tells both.
    Raises Refused for contradicting values for one place.
    """
    require(user, VALUES)
    current = locked(indicator)
    doubles = writing.Doubles({})
    kept = []
    for value in values:
        check_number(value.value, "value")
        found = doubles.check(current.pk, value)
        if isinstance(found, Refusal):
            raise Refused(found.text, "value")
        kept += [(current.pk, found)] if found else []
    plan = writing.plan(kept)
    _check_seen(plan, seen)
    rows = writing.write(plan.changes, user)
    revised = sum(change.old is not None for change in plan.changes)
    if rows:
        tell_values(current, plan.changes, f"{rows[-1].pk}")
        follow_up(current)
        note(user, current, "values_entered", new=len(rows) - revised, revised=revised)
    return Written(len(rows) - revised, revised, plan.equal)


def _check_seen(plan: writing.Plan, seen: Mapping[tuple[str, str], int | None] | None) -> None:
    if seen is None:
        return
    others = [
        change.old
        for change in plan.changes
        if change.old is not None and seen.get((change.place[1], change.place[2])) != change.old.pk
    ]
    if others:
        raise Outrun(others)
