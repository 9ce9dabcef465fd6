"""Which fields an editor may correct, and what values make sense. `council.derive` lays them over what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from roterfaden.council.models import Correction, Paper, Source
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.models.result import Outcome
from roterfaden.kit.html import clean_line

Check = Callable[[Any], bool]
MOST_VOTES = 10_000
LONGEST_TITLE = 2_000
#: The field whose correction is laid over the column itself, at once and by each import.
TITLE = "name"
TITLED = ("Paper", "AgendaItem")


def _is_outcome(value: Any) -> bool:
    return value in Outcome.values


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_VOTES


def _is_yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_kind(value: Any) -> bool:
    return value in Paper.Kind.values


def _is_title(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(clean_line(value)) <= LONGEST_TITLE


_RESULT: dict[str, Check] = {
    "outcome": _is_outcome,
    "yes": _is_count,
    "no": _is_count,
    "abstentions": _is_count,
    "unanimous": _is_yes_or_no,
}
CORRECTABLE: dict[str, dict[str, Check]] = {
    "Consultation": _RESULT,
    "AgendaItem": {**_RESULT, TITLE: _is_title},
    "Paper": {TITLE: _is_title, "outcome": _is_outcome, "kind": _is_kind, "decided_on": _is_day},
}


def checked(thing: CouncilObject, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, if each is one that the field can take; else ValueError with the field's name."""
    fields = CORRECTABLE.get(thing.oparl_type, {})
    for field, value in values.items():
        if field not in fields or not fields[field](value):
            raise ValueError(field)
    if not values:
        raise ValueError("nothing to correct")
    return {field: clean_line(value) if field == TITLE else value for field, value in values.items()}


def titles_of(oparl_type: str, keys: Iterable[str], source: Source) -> dict[str, str]:
    """The corrected titles of objects of a source, by key: one statement, or none for types without."""
    if oparl_type not in TITLED:
        return {}
    rows = Correction.objects.filter(source=source, key__in=list(keys), field=TITLE, oparl_type=oparl_type)
    return {key: str(value) for key, value in rows.values_list("key", "value") if _is_title(value)}
