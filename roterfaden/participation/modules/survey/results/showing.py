"""What was published, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roterfaden.accounts.models import AgeBand
from roterfaden.kit.bilingual import Said, said
from roterfaden.kit.charts import Bar, BarChart, draw_bars
from roterfaden.kit.paging import BadCursor, Keyset, Page
from roterfaden.participation.modules.survey.models import FreeText, Kind, Publication, Question, Survey, TextState
from roterfaden.participation.modules.survey.results.counting import GRID, NONE
from roterfaden.places.models import District

#: Texts of a question on the page of results; the others are in pages of their own.
SOME, PAGE = 5, 50
#: Hidden answers that are named in one row.
MOST_NAMES = 4
ORDER: Keyset[FreeText] = Keyset()


@dataclass(frozen=True)
class ShownCell:
    """An answer and how many gave it; None: not shown."""

    key: str
    label: Said
    count: int | None
    share: float = 0.0
    at_least: bool = False

    @property
    def words(self) -> str:
        """The figure in words."""
        if self.count is None:
            return _("noch zu wenige") if self.at_least else _("nicht gezeigt")
        figure = number_format(self.count, force_grouping=True)
        return _("mindestens {number}").format(number=figure) if self.at_least else figure

    @property
    def percent(self) -> str:
        """The share of all who were asked."""
        return "" if self.count is None or self.at_least else f"{number_format(self.share * 100, 0)} %"

    @property
    def width(self) -> str:
        """Of its bar."""
        return f"{min(1.0, self.share) * 100:.1f}%"


@dataclass(frozen=True)
class ShownPart:
    """The line for a part of all: a district, an age band, the rest."""

    label: str
    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownGroups:
    """A cross table."""

    label: str
    heads: tuple[Said, ...]
    parts: tuple[ShownPart, ...]


@dataclass(frozen=True)
class ShownLine:
    """A bar for each answer. `number`: who was asked; None: nothing can be shown."""

    label: Said
    number: int | None
    cells: tuple[ShownCell, ...]
    rest: int | None = None
    mean: str = ""
    chart: SafeString | str = ""
    groups: tuple[ShownGroups, ...] = ()

    @property
    def rows(self) -> tuple[ShownCell, ...]:
        """The rows of its table: what is hidden stands together in one, where its sum may be told."""
        if self.rest is None or not self.number:
            return self.cells
        shown = [cell for cell in self.cells if cell.count is not None]
        hidden = [str(cell.label) for cell in self.cells if cell.count is None]
        if not hidden or len(hidden) > MOST_NAMES:
            words = _("alle anderen zusammen")
        else:
            words = _("{answers} (zusammen)").format(answers=", ".join(hidden))
        return (*shown, ShownCell("", Said(words), self.rest, self.rest / self.number))


@dataclass(frozen=True)
class ShownQuestion:
    """A question with what is known of the answers."""

    question: Question
    number: int
    text: Said
    withheld: bool = False
    lines: tuple[ShownLine, ...] = ()
    places: tuple[tuple[Said, tuple[int, ...], str], ...] = ()
    texts: tuple[FreeText, ...] = ()
    more_texts: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.texts and all(line.number is None and not line.cells for line in self.lines)


@dataclass(frozen=True)
class ShownResults:
    """A publication."""

    on: date
    final: bool
    people: int
    questions: tuple[ShownQuestion, ...]


@dataclass(frozen=True)
class ShownTexts:
    """A page of texts."""

    question: Question
    page: Page[FreeText]


def shown_results(survey: Survey) -> ShownResults | None:
    """The newest publication; None where there is none (yet). Questions are at hand; at most four queries."""
    found = Publication.objects.filter(survey=survey).order_by("-number").first()
    if found is None or not (found.final or survey.live):
        return None
    told = {entry["question"]: entry for entry in found.content.get("questions", ())}
    texts = _some_texts(survey) if found.final else {}
    names = _Names(survey)
    questions = tuple(
        _question(question, number, told[question.pk], names, found.final, texts.get(question.pk, []))
        for number, question in enumerate(survey.questions.all(), start=1)
        if question.pk in told
    )
    return ShownResults(found.on, found.final, found.people, questions)


def shown_texts(survey: Survey, question: str, cursor: str) -> ShownTexts | None:
    """A page of the released texts of one question; None for what does not exist."""
    wanted = {str(each.pk): each for each in survey.questions.all() if each.kind == Kind.TEXT}.get(question)
    if wanted is None or not survey.publications.filter(final=True).exists():
        return None
    rows = FreeText.objects.filter(question=wanted, state=TextState.RELEASED)
    try:
        return ShownTexts(wanted, ORDER.page(rows, cursor, PAGE))
    except BadCursor:
        return None


class _Names:
    """Names of cells: options and statements are at hand, districts are read once where they are needed."""

    def __init__(self, survey: Survey) -> None:
        self.options = {str(o.pk): said(o, "text") for q in survey.questions.all() for o in q.options.all()}
        needs = survey.by_district or any(q.kind == Kind.DISTRICT for q in survey.questions.all())
        self.districts = dict(District.objects.values_list("slug", "name")) if needs else {}

    def of(self, question: Question, key: str) -> Said:
        """A cell's name."""
        if key == NONE:
            return Said(_("keine Angabe"))
        if question.kind == Kind.DISTRICT:
            return Said(self.districts.get(key, key))
        if question.kind == Kind.POINT:
            return Said(_square(key))
        return Said(key) if question.kind == Kind.SCALE else self.options.get(key, Said(key))

    def part(self, by: str, key: str) -> str:
        """A part's name."""
        if not key:
            return _("alle übrigen und ohne Angabe")
        return self.districts.get(key, key) if by == "district" else str(dict(AgeBand.choices).get(key, key))


def _square(key: str) -> str:
    south, west = (float(part) for part in key.split("/"))
    sides = [number_format(value, 2) for value in (south, south + 1 / GRID, west, west + 1 / GRID)]
    return _("{0}° bis {1}° Breite, {2}° bis {3}° Länge").format(*sides)


def _question(
    question: Question, number: int, told: Mapping[str, Any], names: _Names, final: bool, texts: list[FreeText]
) -> ShownQuestion:
    lines = tuple(_line(question, line, names, final) for line in told.get("lines", ()))
    places = tuple(
        (names.of(question, key), tuple(row), number_format(_mean_place(row), 1))
        for key, row in sorted((told.get("places") or {}).items(), key=lambda entry: _mean_place(entry[1]))
    )
    return ShownQuestion(
        question,
        number,
        said(question, "text"),
        bool(told.get("withheld")),
        lines,
        places,
        tuple(texts[:SOME]),
        len(texts) > SOME,
    )


def _mean_place(row: Iterable[int]) -> float:
    counts = list(row)
    return sum(place * count for place, count in enumerate(counts, start=1)) / max(1, sum(counts))


def _line(question: Question, told: Mapping[str, Any], names: _Names, final: bool) -> ShownLine:
    number = told["number"]
    whole = number or max((cell["count"] or 0 for cell in told["cells"]), default=0) or 1
    cells = tuple(_cell(question, cell, names, whole, final) for cell in told["cells"])
    mean = number_format(told["mean"], 1) if "mean" in told else ""
    groups = tuple(_groups(question, group, names) for group in told["groups"] if group["parts"])
    label = names.of(question, told["row"]) if told["row"] else Said("")
    return ShownLine(label, number, cells, told["rest"], mean, _chart(question, cells, final), groups)


def _cell(question: Question, cell: Mapping[str, Any], names: _Names, whole: int, final: bool) -> ShownCell:
    count = cell["count"]
    return ShownCell(cell["key"], names.of(question, cell["key"]), count, (count or 0) / whole, not final)


def _chart(question: Question, cells: tuple[ShownCell, ...], final: bool) -> SafeString | str:
    """Of a scale a picture with upright bars; all others have their bars in the table."""
    steps = [cell for cell in cells if cell.key != NONE]
    if question.kind != Kind.SCALE or not final or any(cell.count is None for cell in steps) or not steps:
        return ""
    bars = [Bar(str(cell.label), [float(cell.count or 0)], [cell.words]) for cell in steps]
    words = _("Wie oft jede Stufe gewählt wurde; die Tabelle darunter zeigt dieselben Zahlen.")
    return draw_bars(BarChart(words, bars))


def _groups(question: Question, told: Mapping[str, Any], names: _Names) -> ShownGroups:
    label = _("Nach Stadtbezirk") if told["by"] == "district" else _("Nach Altersgruppe")
    rows = [*told["parts"], *([told["rest"]] if told["rest"] else [])]
    shown = [cell["key"] for cell in rows[0]["cells"] if cell["count"] is not None]
    heads = tuple(names.of(question, key) for key in shown)
    return ShownGroups(label, heads, tuple(_part(question, row, told["by"], shown, names) for row in rows))


def _part(question: Question, row: Mapping[str, Any], by: str, shown: list[str], names: _Names) -> ShownPart:
    number = row["number"]
    cells = tuple(_cell(question, cell, names, number, True) for cell in row["cells"] if cell["key"] in shown)
    return ShownPart(names.part(by, row["key"]), number, cells)


def _some_texts(survey: Survey) -> dict[int, list[FreeText]]:
    """The first few released texts of each question, in one query for each question of texts (few of them)."""
    found: dict[int, list[FreeText]] = {}
    keys = [question.pk for question in survey.questions.all() if question.kind == Kind.TEXT]
    for key in keys:
        found[key] = list(FreeText.objects.filter(question=key, state=TextState.RELEASED).order_by("pk")[: SOME + 1])
    return found
