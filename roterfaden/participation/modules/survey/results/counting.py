"""Answers counted: exact figures, which never leave the evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import Any

from roterfaden.participation.modules.survey.boxes import Answers
from roterfaden.participation.modules.survey.conditions import is_asked
from roterfaden.participation.modules.survey.models import Kind, Question
from roterfaden.places.models import District

#: The cell of those who were asked and did not answer.
NONE = "none"
#: The grid of places: cells of a hundredth degree, about 1 km.
GRID = 100


@dataclass(frozen=True)
class Line:
    """Counts of cells by key. `several`: each counts out of `number`; else they add up to it."""

    keys: tuple[str, ...]
    counts: tuple[int, ...]
    number: int
    several: bool = False
    #: The same for parts: {"district": {"mitte": (counts …, number)}}
    parts: dict[str, dict[str, tuple[int, ...]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """A question's figures: one line, or one for each statement of a matrix; a ranking's places; texts."""

    question: Question
    lines: dict[str, Line] = field(default_factory=dict)
    #: Of a ranking: for each option how often it stood at each place.
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()


def count(question: Question, answers: Sequence[Answers], by: Sequence[str] = ()) -> Counted:
    """The figures of one question. `by`: "district", "age"."""
    asked = [answer for answer in answers if is_asked(question, answer.values)]
    key = str(question.pk)
    if question.kind == Kind.TEXT:
        return Counted(question, texts=tuple(text for answer in asked if (text := answer.values.get(key))))
    if question.kind == Kind.MATRIX:
        keys = _keys(question)
        rows = {str(row.pk): _line(asked, keys, _column(key, str(row.pk))) for row in question.rows()}
        return Counted(question, rows)
    if question.kind == Kind.RANKING:
        orders = [answer.values[key] for answer in asked if key in answer.values]
        first = _line(asked, _keys(question), lambda one: _cells(question, one)[:1])
        return Counted(question, {"": first}, _places(question, orders))
    several = question.kind == Kind.SEVERAL
    grouped = () if question.if_question_id or question.kind == Kind.POINT else tuple(by)
    return Counted(question, {"": _line(asked, _keys(question), lambda one: _cells(question, one), several, grouped)})


def _keys(question: Question) -> list[str] | None:
    """The cells of a question; None: whatever occurs (places)."""
    if question.kind == Kind.POINT:
        return None
    if question.kind == Kind.SCALE:
        return [str(step) for step in question.steps]
    if question.kind == Kind.DISTRICT:
        return list(District.objects.values_list("slug", flat=True))
    return [str(option.pk) for option in question.choices()]


def _cells(question: Question, answer: Answers) -> list[str]:
    value: Any = answer.values.get(str(question.pk))
    if value is None:
        return []
    if question.kind == Kind.POINT:
        return ["/".join(f"{floor(round(part * GRID, 6)) / GRID:.2f}" for part in value)]
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def _column(key: str, row: str) -> Any:
    def chosen(answer: Answers) -> list[str]:
        value = answer.values.get(key, {}).get(row)
        return [] if value is None else [str(value)]

    return chosen


def _line(
    asked: Sequence[Answers], keys: list[str] | None, cells: Any, several: bool = False, by: Iterable[str] = ()
) -> Line:
    """One line; who was asked and gave no answer is a cell of its own, except where several can be chosen."""
    given = [(answer, list(cells(answer)) or ([] if several else [NONE])) for answer in asked]
    found = Counter(cell for _answer, each in given for cell in each)
    columns = list(keys) if keys is not None else sorted(cell for cell in found if cell != NONE)
    if found[NONE]:
        columns.append(NONE)
    parts = {name: dict(_parts(given, columns, name)) for name in by}
    return Line(tuple(columns), tuple(found[column] for column in columns), len(asked), several, parts)


def _parts(given: Any, columns: list[str], name: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Who is of no known part is a part as well (""), so that parts and all add up."""
    for part in sorted({getattr(answer, name) for answer, _cells in given}):
        mine = [each for answer, each in given if getattr(answer, name) == part]
        found = Counter(cell for each in mine for cell in each)
        yield part, (*(found[column] for column in columns), len(mine))


def _places(question: Question, orders: Sequence[Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """For each option how often it stood at each place."""
    found = Counter((option, place) for order in orders for place, option in enumerate(order))
    options = [option.pk for option in question.choices()]
    return {str(option): tuple(found[option, place] for place in range(len(options))) for option in options}
