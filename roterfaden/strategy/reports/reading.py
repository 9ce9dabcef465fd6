"""Reads of reports for pages: a plan's reports, one report, what moved between two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from roterfaden.strategy.indicators import words
from roterfaden.strategy.indicators.numbers import number_words
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.models import Indicator, Measure, Plan, Report
from roterfaden.strategy.reports.compare import Comparison, ValueMove, compare
from roterfaden.strategy.reports.due import days_late, next_due

Row = Mapping[str, Any]
MOST = 50
SHAPES = {"onTrack": ("●", "good"), "late": ("▲", "late"), "stalled": ("■", "late"), "done": ("✓", "good")}


@dataclass(frozen=True)
class PlanReports:
    """The published reports of a plan, and the next one."""

    reports: Sequence[Report]
    due: date | None
    late: int

    @property
    def overdue(self) -> str:
        """Since when a report is missing; empty where none is."""
        if not self.late:
            return ""
        sentence = ngettext("überfällig seit %(count)s Tag", "überfällig seit %(count)s Tagen", self.late)
        return sentence % {"count": self.late}


def of_plan(plan: Plan) -> PlanReports:
    """One statement."""
    rows = Report.objects.visible_to().filter(plan=plan).defer("document", "words", "words_en")
    found = list(rows.order_by("-date", "-pk")[:MOST])
    due = next_due(plan, found[0].date if found else None)
    return PlanReports(found, due, days_late(due))


@dataclass(frozen=True)
class MeasureRow:
    """A measure as it stood."""

    slug: str
    title: str
    light: words.Light
    by_hand: str
    end: date | None
    planned: str
    spent: str
    done: int
    steps: int


@dataclass(frozen=True)
class FigureRow:
    """An indicator as it stood."""

    slug: str
    title: str
    light: words.Light
    value: str
    period: str
    draft: bool
    target: str


@dataclass(frozen=True)
class ReportPage:
    """All that the page of a report shows, out of its document alone."""

    report: Report
    measures: Sequence[MeasureRow]
    figures: Sequence[FigureRow]
    lights: Sequence[tuple[words.Light, int]]
    planned: str
    spent: str
    missing_money: int


def page_of(report: Report) -> ReportPage:
    """No statement of its own."""
    rows = report.document["measures"]
    lights = Counter(row["light"] for row in rows)
    return ReportPage(
        report=report,
        measures=[_measure(row) for row in rows],
        figures=[_figure(row) for row in report.document["indicators"]],
        lights=[(light_of(value), lights[value]) for value in Measure.Light.values if lights[value]],
        planned=_euros(_sum(rows, "planned")),
        spent=_euros(_sum(rows, "spent")),
        missing_money=sum(row["planned"] is None for row in rows),
    )


def light_of(value: str) -> words.Light:
    """The light of a measure."""
    shape, mood = SHAPES.get(value, ("○", ""))
    return words.Light(shape, str(Measure.Light(value).label), mood)


def _measure(row: Row) -> MeasureRow:
    return MeasureRow(
        slug=row["slug"],
        title=said(row),
        light=light_of(row["light"]),
        by_hand=row["byHand"],
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        planned=_euros(row["planned"]),
        spent=_euros(row["spent"]),
        done=sum(step["actual"] is not None for step in row["milestones"]),
        steps=len(row["milestones"]),
    )


def _figure(row: Row) -> FigureRow:
    target = f"{_amount(row, row['target'])} ({parse_period(row['targetPeriod']).words})" if row["target"] else ""
    return FigureRow(
        slug=row["slug"],
        title=said(row),
        light=words.light_of(row["rating"]),
        value=_amount(row, row["value"]),
        period=parse_period(row["period"]).words if row["period"] else "",
        draft=row["provisional"],
        target=target,
    )


def said(row: Row) -> str:
    """A title in the language at hand."""
    english = row["titleEn"] if get_language() == "en" else ""
    return str(english or row["title"])


def _amount(row: Row, value: str | None) -> str:
    shown = Indicator(unit=row["unit"], unit_en=row["unitEn"], decimals=row["decimals"])
    return words.amount(shown, Decimal(value) if value is not None else None)


def _sum(rows: Sequence[Row], name: str) -> str | None:
    amounts = [Decimal(row[name]) for row in rows if row[name] is not None]
    return str(sum(amounts, Decimal(0))) if amounts else None


def _euros(amount: str | None) -> str:
    if amount is None:
        return ""
    plain = Decimal(amount)
    return f"{number_words(plain, 0 if plain == plain.to_integral() else 2)}\u00a0€"


# -- what moved --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MoveRow:
    """A line of the comparison: what, from, to, and a remark."""

    address: str
    title: str
    old: str
    new: str
    note: str = ""
    better: bool | None = None


@dataclass(frozen=True)
class ComparisonPage:
    """Two reports and what moved between them."""

    old: Report
    new: Report
    moved: Comparison
    lights: Sequence[tuple[str, str, words.Light, words.Light]]
    values: Sequence[MoveRow]
    money: Sequence[MoveRow]

    @property
    def headline(self) -> str:
        """What moved, in one sentence."""
        if self.moved.nothing:
            return _("Es hat sich nichts bewegt")
        later = sum((shift.days or 0) > 0 for shift in self.moved.shifts)
        parts = [
            (len(self.moved.lights), ngettext("%(n)s Ampel", "%(n)s Ampeln", len(self.moved.lights))),
            (later, ngettext("%(n)s Termin nach hinten", "%(n)s Termine nach hinten", later)),
            (len(self.moved.values), ngettext("%(n)s Kennzahl", "%(n)s Kennzahlen", len(self.moved.values))),
        ]
        told = ", ".join(text % {"n": count} for count, text in parts if count)
        return _("Bewegt haben sich: {what}").format(what=told) if told else _("Wenig hat sich bewegt")


def comparison_of(old: Report, new: Report) -> ComparisonPage:
    """No statement of its own."""
    moved = compare(old.document, new.document)
    lights = [(row.slug, _moved_title(row), light_of(row.old), light_of(row.new)) for row in moved.lights]
    money = [MoveRow(row.slug, _moved_title(row), _pair(row.old), _pair(row.new)) for row in moved.money]
    return ComparisonPage(old, new, moved, lights, [_value_move(row) for row in moved.values], money)


def _moved_title(row: Any) -> str:
    return said({"title": row.title, "titleEn": row.title_en})


def _pair(pair: Sequence[str | None]) -> str:
    planned, spent = (_euros(part) or _("nicht veröffentlicht") for part in pair)
    return _("{planned} geplant, {spent} ausgegeben").format(planned=planned, spent=spent)


def _value_move(row: ValueMove) -> MoveRow:
    old, new = row.old, row.new
    notes = []
    if row.other_target:
        before = _amount(old, old["target"]) if old["target"] else _("keines")
        after = _amount(new, new["target"]) if new["target"] else _("keines")
        notes.append(_("Ziel bisher {old}, jetzt {new}").format(old=before, new=after))
    if old["rating"] != new["rating"]:
        names = [words.light_of(part["rating"]).word for part in (old, new)]
        notes.append(_("bisher {old}, jetzt {new}").format(old=names[0], new=names[1]))
    better = None
    if row.change and new["direction"] in ("up", "down"):
        better = (row.change > 0) == (new["direction"] == "up")
    return MoveRow(new["slug"], said(new), _at(old), _at(new), "; ".join(notes), better)


def _at(row: Row) -> str:
    if row["value"] is None:
        return _("kein Wert")
    return f"{_amount(row, row['value'])} ({parse_period(row['period']).words})"
