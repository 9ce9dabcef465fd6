"""Questions as a page shows them: with what is filled in, what is wrong, and which are asked only after others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from roterfaden.kit.bilingual import Said, said
from roterfaden.participation.modules.survey.conditions import DECIDING
from roterfaden.participation.modules.survey.models import Kind, Option, Question
from roterfaden.participation.modules.survey.reading import Filled
from roterfaden.places.models import District


@dataclass(frozen=True)
class Pick:
    """Something to tick or to choose."""

    name: str
    value: str
    label: Said
    chosen: bool

    @property
    def id(self) -> str:
        """Of its element."""
        return f"{self.name}-{self.value}"


@dataclass(frozen=True)
class Row:
    """A statement of a matrix, or an option that gets a place."""

    label: Said
    name: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True)
class Asked:
    """A question on a page. `hidden`: it is not asked (yet)."""

    question: Question
    number: int
    text: Said
    help: Said
    hidden: bool
    error: str
    picks: tuple[Pick, ...] = ()
    rows: tuple[Row, ...] = ()
    columns: tuple[Said, ...] = ()
    typed: tuple[str, ...] = ("",)
    low: Said = Said("")  # noqa: RUF009 – frozen
    high: Said = Said("")  # noqa: RUF009 – frozen

    @property
    def name(self) -> str:
        """Its field."""
        return self.question.name

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.question.kind

    @property
    def after(self) -> str:
        """The field that decides whether it is asked."""
        return f"q{self.question.if_question_id}" if self.question.if_question_id else ""

    @property
    def values(self) -> str:
        """The values that lead to it."""
        return " ".join(map(str, self.question.if_values))

    @property
    def decides(self) -> bool:
        """Whether later questions may hang on it."""
        return self.question.kind in DECIDING

    @property
    def described(self) -> str:
        """What belongs to its fields for those who hear the page."""
        parts = [("hint", self.hint or self.help), ("error", self.error)]
        return " ".join(f"{self.name}-{part}" for part, shown in parts if shown)

    @property
    def hint(self) -> str:
        """How many may be chosen, how it is filled in."""
        question = self.question
        if question.kind == Kind.SEVERAL:
            return _several(question.least, question.most)
        if question.kind == Kind.RANKING:
            return _("Geben Sie jeder Zeile einen Platz: 1 ist Ihnen am wichtigsten.")
        if question.kind == Kind.POINT:
            return _("Breite und Länge in Grad, etwa 52,37 und 9,73. Wir speichern den Ort auf etwa 100 Meter genau.")
        return ""


def _several(least: int, most: int) -> str:
    if least and most and least == most:
        return _("Wählen Sie genau {number}.").format(number=most)
    if least and most:
        return _("Wählen Sie {least} bis {most}.").format(least=least, most=most)
    if most:
        return _("Wählen Sie bis zu {most}.").format(most=most)
    if least > 1:
        return _("Wählen Sie mindestens {least}.").format(least=least)
    return _("Wählen Sie, was zutrifft; mehrere sind möglich.")


def asked(questions: Sequence[Question], data: QueryDict, filled: Filled, with_errors: bool = True) -> list[Asked]:
    """All questions of a page. Those that are not asked are there, hidden: scripts show them when it is time."""
    needs_districts = any(question.kind == Kind.DISTRICT for question in questions)
    districts = list(District.objects.light()) if needs_districts else []
    return [
        _asked(question, number, data, filled, districts, with_errors)
        for number, question in enumerate(questions, start=1)
    ]


def _asked(
    question: Question, number: int, data: QueryDict, filled: Filled, districts: Iterable[District], with_errors: bool
) -> Asked:
    return Asked(
        question,
        number,
        said(question, "text"),
        said(question, "help"),
        question.pk not in filled.asked,
        filled.wrong.get(question.pk, "") if with_errors else "",
        _picks(question, data, districts),
        _rows(question, data),
        tuple(said(option, "text") for option in question.choices()) if question.kind == Kind.MATRIX else (),
        _typed(question, data),
        said(question, "low"),
        said(question, "high"),
    )


def _picks(question: Question, data: QueryDict, districts: Iterable[District]) -> tuple[Pick, ...]:
    chosen = set(data.getlist(question.name)[:200])
    if question.kind in (Kind.CHOICE, Kind.SEVERAL):
        return tuple(_pick(question.name, option, chosen) for option in question.choices())
    if question.kind == Kind.SCALE:
        return tuple(Pick(question.name, str(step), Said(str(step)), str(step) in chosen) for step in question.steps)
    if question.kind == Kind.DISTRICT:
        return tuple(
            Pick(question.name, district.slug, Said(district.name), district.slug in chosen) for district in districts
        )
    return ()


def _pick(name: str, option: Option, chosen: set[str]) -> Pick:
    return Pick(name, str(option.pk), said(option, "text"), str(option.pk) in chosen)


def _rows(question: Question, data: QueryDict) -> tuple[Row, ...]:
    if question.kind == Kind.MATRIX:
        return tuple(_matrix_row(question, row, data) for row in question.rows())
    if question.kind == Kind.RANKING:
        return tuple(_ranked(question, option, data) for option in question.choices())
    return ()


def _matrix_row(question: Question, row: Option, data: QueryDict) -> Row:
    name = f"{question.name}_{row.pk}"
    chosen = {data.get(name, "")}
    return Row(said(row, "text"), name, tuple(_pick(name, option, chosen) for option in question.choices()))


def _ranked(question: Question, option: Option, data: QueryDict) -> Row:
    name = f"{question.name}_{option.pk}"
    places = range(1, len(question.choices()) + 1)
    picks = tuple(Pick(name, str(place), Said(str(place)), data.get(name) == str(place)) for place in places)
    return Row(said(option, "text"), name, picks)


def _typed(question: Question, data: QueryDict) -> tuple[str, ...]:
    if question.kind == Kind.TEXT:
        return (data.get(question.name, ""),)
    if question.kind == Kind.POINT:
        return tuple(data.get(f"{question.name}_{part}", "") for part in ("lat", "lon"))
    return ("",)
