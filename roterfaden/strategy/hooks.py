"""Points where others add to strategies: targets of indicators, parts of the plan file, the register of lessons.

Whoever registers does so once, in `AppConfig.ready()`. Functions take many keys and cost a constant number of queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roterfaden.kit.things import Ref
from roterfaden.methods.lights import Aim
from roterfaden.strategy.models import Measure, Plan

Aims = Callable[[Sequence[int]], Mapping[int, Iterable[Aim]]]
LessonNeeded = Callable[[Measure], bool]


@dataclass(frozen=True)
class FilePart:
    """A part of the plan file (docs/plan-file.md) that somebody else knows, such as `indicators`.

    `write(plan)` gives the rows (JSON); `read(plan, rows, user, dry)` brings them in and yields (path, what) for each
    change; it raises `plan_file.Wrong(path, sentence)` for a row that cannot be. `dry`: nothing is kept afterwards.
    """

    key: str
    write: Callable[[Plan], list[Any]]
    read: Callable[[Plan, list[Any], Any, bool], Iterable[tuple[str, str]]]


_aims: list[Aims] = []
file_parts: dict[str, FilePart] = {}
_lesson_needed: list[LessonNeeded] = []


def register_aims(function: Aims) -> Aims:
    """For measures (by key): the indicator targets they work for, and whether the way there holds."""
    if function not in _aims:
        _aims.append(function)
    return function


def aims_of(keys: Sequence[int]) -> dict[int, list[Aim]]:
    """All targets of these measures."""
    found: dict[int, list[Aim]] = {key: [] for key in keys}
    for function in _aims:
        for key, aims in function(keys).items():
            found[key].extend(aims)
    return found


def register_file_part(part: FilePart) -> None:
    """Add a part to the plan file."""
    file_parts[part.key] = part


def register_lesson_rule(needed: LessonNeeded) -> None:
    """Once there is a register of lessons: `needed(measure)` says whether a dropped measure has to name one."""
    if needed not in _lesson_needed:
        _lesson_needed.append(needed)


def lesson_is_missing(measure: Measure, lesson: Ref | None) -> bool:
    """Whether a measure may not be dropped without naming what was learnt."""
    return lesson is None and any(needed(measure) for needed in _lesson_needed)
