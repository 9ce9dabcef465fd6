"""Counted figures made safe: what comes out of here is all that is kept and shown (`methods.suppression`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from roterfaden.methods import suppression
from roterfaden.methods.suppression import K
from roterfaden.participation.modules.survey.models import Kind, Question
from roterfaden.participation.modules.survey.results.counting import Counted, Line

Json = dict[str, Any]
#: What was shown of the cells while the survey ran: {"17": 25}, by question, row and cell.
Before = Mapping[tuple[int, str], Mapping[str, int]]
#: Shown while the survey runs; the others wait for its end.
LIVE = (Kind.CHOICE, Kind.SEVERAL, Kind.SCALE, Kind.MATRIX)


def safe(all_counted: Sequence[Counted], before: Before | None = None) -> list[Json]:
    """The final tables of all questions, in their order."""
    found: dict[int, Json] = {}
    for counted in all_counted:
        question = counted.question
        if _is_told(question, found):
            found[question.pk] = _question(counted, before or {})
        else:  # how many were asked would tell a cell that is hidden
            found[question.pk] = {"question": question.pk, "withheld": True}
    return list(found.values())


def _is_told(question: Question, found: Mapping[int, Json]) -> bool:
    """A conditional question is shown only where the cells that lead to it are."""
    if question.if_question_id is None:
        return True
    source = found.get(question.if_question_id, {})
    cells = {cell["key"]: cell["count"] for row in source.get("lines", ()) for cell in row["cells"]}
    return all(cells.get(str(value)) is not None for value in question.if_values)


def _question(counted: Counted, before: Before) -> Json:
    question = counted.question
    if question.kind == Kind.TEXT:
        return {"question": question.pk, "texts": len(counted.texts) >= K}
    lines = [safe_line(question, row, line, before) for row, line in counted.lines.items()]
    told: Json = {"question": question.pk, "lines": lines}
    if question.kind == Kind.RANKING:
        told |= _ranking(counted, lines)
    return told


def safe_line(question: Question, row: str, line: Line, before: Before) -> Json:
    """One line: its cells (None: hidden), the sum of hidden ones, how many were asked; all None: too few."""
    bounds = [suppression.known(before.get((question.pk, row), {}).get(key, 0)) for key in line.keys]
    hide = suppression.several if line.several else None
    hidden = hide(line.counts, line.number, K, bounds) if hide else suppression.line(line.counts, K, bounds)
    if hidden is None:
        return {"row": row, "number": None, "cells": [], "rest": None, "groups": []}
    told: Json = {"row": row, "number": line.number, "cells": _cells(line, line.counts, hidden, question)}
    told["rest"] = sum(line.counts[place] for place in hidden) if hidden and not line.several else None
    told["groups"] = [_groups(name, line, parts, hidden, question) for name, parts in line.parts.items()]
    if question.kind == Kind.SCALE and not hidden:
        told |= _mean(line)
    return told


def _cells(line: Line, counts: Sequence[int], hidden: suppression.Hidden, question: Question) -> list[Json]:
    """Cells by key. Of places only those that are shown: that one is named would tell that somebody chose it."""
    cells = [{"key": key, "count": None if place in hidden else counts[place]} for place, key in enumerate(line.keys)]
    return [cell for cell in cells if cell["count"] is not None] if question.kind == Kind.POINT else cells


def _mean(line: Line) -> Json:
    """Only of a line that hides nothing: else it would be one more equation about what is hidden."""
    steps = [(int(key), count) for key, count in zip(line.keys, line.counts, strict=True) if key.isdigit()]
    number = sum(count for _step, count in steps)
    return {"mean": round(sum(step * count for step, count in steps) / number, 1)} if number >= K else {}


def _groups(
    name: str, line: Line, parts: Mapping[str, tuple[int, ...]], hidden: suppression.Hidden, question: Question
) -> Json:
    """The line for parts of all. Who is of no known part belongs to the rest."""
    rows = {part: counts if line.several else counts[:-1] for part, counts in parts.items()}
    found = suppression.groups(rows, K, hidden, line.several)
    # Who is of no known part is shown as the rest; a rest beside them would be counted together with them.
    shown = [str(part) for part in found.shown if part]
    others = [rows[part] for part in rows if part not in shown]
    rest = [sum(column) for column in zip(*others, strict=True)] if others else None
    if not shown:
        return {"by": name, "parts": [], "rest": None}

    def told(key: str, row: Sequence[int]) -> Json:
        number = row[-1] if line.several else sum(row)
        return {"key": key, "number": number, "cells": _cells(line, row, found.hidden, question)}

    return {
        "by": name,
        "parts": [told(part, rows[part]) for part in shown],
        "rest": told("", rest) if rest is not None else None,
    }


def _ranking(counted: Counted, lines: Sequence[Json]) -> Json:
    """All places, and the mean place, only where each place of each option is safe (mean places would tell them)."""
    table = counted.places
    if lines[0]["number"] is None or any(count < K for row in table.values() for count in row):
        return {"places": None}
    return {"places": {key: list(row) for key, row in table.items()}}


def live(all_counted: Sequence[Counted], before: Before, draw: Callable[[int], int]) -> list[Json]:
    """What may be shown while answers still come in: "at least", for questions that everybody is asked."""
    found = []
    for counted in all_counted:
        question = counted.question
        if question.kind not in LIVE or question.if_question_id:
            continue
        lines = [_live_line(question, row, line, before, draw) for row, line in counted.lines.items()]
        found.append({"question": question.pk, "lines": lines})
    return found


def _live_line(question: Question, row: str, line: Line, before: Before, draw: Callable[[int], int]) -> Json:
    old = [before.get((question.pk, row), {}).get(key, 0) for key in line.keys]
    new = suppression.grown(old, line.counts, draw)
    if line.several:  # those who did not choose it are a cell, too
        fits = [line.number - suppression.known(value) >= K for value in new]
        new = tuple(value if fit else was for value, was, fit in zip(new, old, fits, strict=True))
    cells = [{"key": key, "count": value or None} for key, value in zip(line.keys, new, strict=True)]
    return {"row": row, "number": None, "cells": cells, "rest": None, "groups": []}


def shown_before(content: Mapping[str, Any]) -> Before:
    """What a publication showed of cells, to be held against the next."""
    return {
        (question["question"], line["row"]): {cell["key"]: cell["count"] or 0 for cell in line["cells"]}
        for question in content.get("questions", ())
        for line in question.get("lines", ())
    }
