"""What was published as rows: CSV, XLSX, JSON, the open data set. It holds what the page shows, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.kit.tables import Row
from roterfaden.participation.modules.survey.models import FreeText, Survey, TextState
from roterfaden.participation.modules.survey.results.showing import (
    ShownCell,
    ShownLine,
    ShownQuestion,
    ShownResults,
    shown_results,
)


def columns() -> list[str]:
    """Headings for people."""
    return [
        *(_("Nummer"), _("Frage"), _("Aussage"), _("Gruppe nach"), _("Gruppe"), _("Antwort"), _("Anzahl")),
        *(_("gezeigt"), _("Befragte"), _("endgültig"), _("Stand")),
    ]


def rows(survey: Survey) -> Iterator[Row]:
    """One row for each cell; where nothing is shown, the number is empty."""
    results = shown_results(survey)
    for question in results.questions if results else ():
        for line in question.lines:
            yield from _line_rows(results, question, line)
        for label, places, _mean in question.places:
            for place, count in enumerate(places, start=1):
                words = _("{option}: Platz {place}").format(option=label, place=place)
                yield _row(results, question, "", ("", ""), ShownCell("", label, count), sum(places), words)


def _line_rows(results: ShownResults | None, question: ShownQuestion, line: ShownLine) -> Iterator[Row]:
    for cell in line.cells:
        yield _row(results, question, str(line.label), ("", ""), cell, line.number)
    for group in line.groups:
        for part in group.parts:
            for cell in part.cells:
                yield _row(results, question, str(line.label), (group.label, part.label), cell, part.number)


def _row(
    results: ShownResults | None,
    question: ShownQuestion,
    statement: str,
    group: tuple[str, str],
    cell: ShownCell,
    number: int | None,
    words: str = "",
) -> Row:
    final, on = (results.final, results.on) if results else (False, None)
    told = (words or str(cell.label), cell.count, cell.count is not None)
    return [question.number, str(question.text), statement, *group, *told, number, final, on]


def as_json(survey: Survey) -> dict[str, Any]:
    """The same for programs, with the released texts."""
    results = shown_results(survey)
    return {
        "process": survey.phase.process.slug,
        "final": results.final if results else None,
        "on": results.on.isoformat() if results else None,
        "people": results.people if results else None,
        "questions": [_question(question) for question in results.questions] if results else [],
        "sampleData": survey.phase.process.sample_data,
    }


def _question(question: ShownQuestion) -> dict[str, Any]:
    texts = FreeText.objects.filter(question=question.question, state=TextState.RELEASED) if question.texts else ()
    return {
        "number": question.number,
        "question": str(question.text),
        "kind": question.question.kind,
        "withheld": question.withheld,
        "lines": [_line(line) for line in question.lines],
        "places": [{"answer": str(label), "counts": list(row)} for label, row, _mean in question.places],
        "texts": [{"text": row.text, "shortened": row.shortened} for row in texts],
    }


def _line(line: ShownLine) -> dict[str, Any]:
    return {
        "statement": str(line.label),
        "asked": line.number,
        "answers": [_cell(cell) for cell in line.cells],
        "hiddenTogether": line.rest,
        "groups": [
            {
                "by": group.label,
                "parts": [
                    {"part": part.label, "asked": part.number, "answers": [_cell(cell) for cell in part.cells]}
                    for part in group.parts
                ],
            }
            for group in line.groups
        ],
    }


def _cell(cell: ShownCell) -> dict[str, Any]:
    return {"answer": str(cell.label), "count": cell.count, "atLeast": cell.at_least}


def tables(surveys: list[Survey]) -> dict[str, list[dict[str, Any]]]:
    """For the exports of a process: {"umfrage-3": [{heading: value}], "umfrage-3-texte": […]}."""
    found: dict[str, list[dict[str, Any]]] = {}
    for survey in surveys:
        name = f"umfrage-{survey.phase_id}"
        found[name] = [dict(zip(columns(), row, strict=True)) for row in rows(survey)]
        texts = FreeText.objects.filter(question__survey=survey, state=TextState.RELEASED).select_related("question")
        found[f"{name}-texte"] = [{_("Frage"): row.question.text, _("Text"): row.text} for row in texts]
    return {name: table for name, table in found.items() if table}
