"""Figures of moderation, for the whole portal or one area. Sums alone; nobody can be told from them.

The median of times comes from the database by its place in the order, so it costs no memory for any number of rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.bilingual import said
from roterfaden.kit.tables import Cell
from roterfaden.kit.things import Ref
from roterfaden.moderation.kinds import MEASURES, Ended, FoundBy
from roterfaden.moderation.models import Case, Decision, HouseRule, Objection, ObjectionState, Report, ReportState


@dataclass(frozen=True)
class ByRule:
    """How many measures a rule led to."""

    title: str
    count: int
    share: int


@dataclass(frozen=True)
class Figures:
    """All of them."""

    reports: int
    reports_open: int
    reports_acted: int
    median: str
    held: int
    waiting_now: int
    measures: list[tuple[str, int]]
    by_rule: list[ByRule]
    objections: int
    upheld: int
    objections_open: int
    undone: int

    @property
    def all_measures(self) -> int:
        """Measures of all kinds."""
        return sum(count for _label, count in self.measures)

    def table(self) -> list[list[Cell]]:
        """The same as rows."""
        rows: list[list[Cell]] = [
            [_("Meldungen"), self.reports],
            [_("davon noch offen"), self.reports_open],
            [_("davon führten zu einer Maßnahme"), self.reports_acted],
            [_("Zeit bis zur Entscheidung (Median)"), self.median],
            [_("Beiträge, die eine Prüfung zurückhielt"), self.held],
            [_("Beiträge, die jetzt warten"), self.waiting_now],
            [_("Widersprüche"), self.objections],
            [_("davon erfolgreich"), self.upheld],
            [_("davon noch offen"), self.objections_open],
            [_("Entscheidungen, die wir selbst zurücknahmen"), self.undone],
        ]
        rows += [[_("Maßnahme: {name}").format(name=label), count] for label, count in self.measures]
        rows += [[_("Regel: {name}").format(name=row.title), row.count] for row in self.by_rule]
        return rows


def figures(area: Ref | None = None) -> Figures:
    """All figures: about ten queries, for any number of rows."""
    reports, decisions, objections = _rows(area)
    closed = reports.exclude(seconds=None)
    counted = reports.aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(state=ReportState.OPEN)),
        acted=Count("pk", filter=Q(state=ReportState.ACTED)),
    )
    objected = objections.aggregate(
        all=Count("pk"),
        upheld=Count("pk", filter=Q(state=ObjectionState.UPHELD)),
        open=Count("pk", filter=Q(state=ObjectionState.OPEN)),
    )
    return Figures(
        reports=counted["all"],
        reports_open=counted["open"],
        reports_acted=counted["acted"],
        median=in_words(median(closed)),
        held=_of_area(Case.objects.filter(cause=FoundBy.CHECK), area).count(),
        waiting_now=_of_area(Contribution.objects.filter(state__in=[State.HELD, State.WAITING]), area).count(),
        measures=_by_kind(decisions),
        by_rule=_by_rule(decisions),
        objections=objected["all"],
        upheld=objected["upheld"],
        objections_open=objected["open"],
        undone=decisions.filter(ended=Ended.UNDONE).count(),
    )


def short(area: Ref | None = None) -> str:
    """The figures in a sentence, for the head of the log."""
    reports, decisions, _objections = _rows(area)
    counted = reports.aggregate(number=Count("pk"), timed=Count("seconds"))
    number, took = counted["number"], in_words(_middle(reports.exclude(seconds=None), counted["timed"]))
    measures = decisions.filter(kind__in=MEASURES).exclude(ended=Ended.UNDONE).count()
    first = ngettext("Bisher {n} Meldung", "Bisher {n} Meldungen", number).format(n=number_format(number))
    second = ngettext("{n} Maßnahme", "{n} Maßnahmen", measures).format(n=number_format(measures))
    if not took:
        return f"{first}, {second}."
    return _("{first}, {second}; entschieden im Mittel nach {took}.").format(first=first, second=second, took=took)


def median(rows: QuerySet[Report]) -> int | None:
    """The middle one of the times, in seconds; None where there is none."""
    return _middle(rows, rows.count())


def _middle(rows: QuerySet[Report], number: int) -> int | None:
    ordered = rows.order_by("seconds", "pk").values_list("seconds", flat=True)
    return ordered[(number - 1) // 2] if number else None


def in_words(seconds: int | None) -> str:
    """A time as people say it."""
    if seconds is None:
        return ""
    if seconds < 3600:
        minutes = max(1, round(seconds / 60))
        return ngettext("{n} Minute", "{n} Minuten", minutes).format(n=minutes)
    if seconds < 48 * 3600:
        hours = round(seconds / 3600)
        return ngettext("{n} Stunde", "{n} Stunden", hours).format(n=hours)
    days = round(seconds / 86400)
    return ngettext("{n} Tag", "{n} Tagen", days).format(n=days)


def _rows(area: Ref | None) -> tuple[QuerySet[Report], QuerySet[Decision], QuerySet[Objection]]:
    reports, objections = Report.objects.all(), Objection.objects.all()
    if area is not None:
        reports = reports.filter(case__area_kind=area.kind, case__area_key=area.key)
        objections = objections.filter(decision__area_kind=area.kind, decision__area_key=area.key)
    return reports, _of_area(Decision.objects.all(), area), objections


def _of_area(rows: QuerySet[Any], area: Ref | None) -> QuerySet[Any]:
    return rows.filter(area_kind=area.kind, area_key=area.key) if area is not None else rows


def _by_kind(decisions: QuerySet[Decision]) -> list[tuple[str, int]]:
    rows = decisions.filter(kind__in=MEASURES).exclude(ended=Ended.UNDONE)
    counted = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return [(str(kind.label), counted.get(kind, 0)) for kind in MEASURES]


def _by_rule(decisions: QuerySet[Decision]) -> list[ByRule]:
    """All wordings of a rule together, under the newest one's title."""
    rows = decisions.filter(kind__in=MEASURES).exclude(ended=Ended.UNDONE)
    counted = dict(rows.order_by().values_list("rule__key").annotate(n=Count("pk")))
    titles = {rule.key: str(said(rule, "title")) for rule in HouseRule.objects.order_by("version")}
    most = max(counted.values(), default=0)
    found = [
        ByRule(titles.get(key or "", _("Spielregeln einzelner Beteiligungen")), count, round(100 * count / most))
        for key, count in counted.items()
    ]
    return sorted(found, key=lambda row: (-row.count, row.title))
