"""Dates that contradict each other, each told in a clear sentence. Actions and the importer ask here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roterfaden.methods.graphs import circle
from roterfaden.strategy.models import Measure, Milestone


class Refused(ValueError):
    """What was asked for cannot be; the text says why, in words for people. `field`: which field of a form."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


@dataclass(frozen=True)
class Dates:
    """The dates of a measure that must fit together."""

    starts_on: date | None = None
    ends_on: date | None = None
    ends_forecast: date | None = None
    begun_on: date | None = None
    ended_on: date | None = None

    @classmethod
    def of(cls, measure: Measure) -> Dates:
        """Those of a measure."""
        return cls(measure.starts_on, measure.ends_on, measure.ends_forecast, measure.begun_on, measure.ended_on)


def check_measure(dates: Dates, today: date) -> None:
    """Refuse an end before the beginning, and facts that lie in the future."""
    if dates.starts_on and dates.ends_on and dates.ends_on < dates.starts_on:
        raise Refused(_("Das geplante Ende liegt vor dem geplanten Beginn."), "ends_on")
    first = dates.begun_on or dates.starts_on
    if first and dates.ends_forecast and dates.ends_forecast < first:
        raise Refused(_("Das erwartete Ende liegt vor dem Beginn."), "ends_forecast")
    if dates.begun_on and dates.ended_on and dates.ended_on < dates.begun_on:
        raise Refused(_("Die Maßnahme kann nicht enden, bevor sie begann."), "ended_on")
    for name in ("begun_on", "ended_on"):
        day = getattr(dates, name)
        if day and day > today:
            raise Refused(
                _("„{day}“ liegt in der Zukunft: Was geschehen ist, ist vergangen.").format(day=said(day)), name
            )


def check_milestones(rows: Sequence[Milestone], waits: Iterable[tuple[int, int]], today: date) -> None:
    """Refuse milestones that are reached in the future, circles, and what comes before that which it waits for.

    `waits`: (milestone, what it waits for), by keys of `rows`.
    """
    by_key = {row.pk: row for row in rows}
    pairs = [(by_key[one], by_key[other]) for one, other in waits]
    _check_circle(by_key, [(one.pk, other.pk) for one, other in pairs])
    for row in rows:
        if row.actual_on and row.actual_on > today:
            sentence = _("„{title}“ kann nicht am {day} erreicht worden sein: Der Tag liegt in der Zukunft.")
            raise Refused(sentence.format(title=row.title, day=said(row.actual_on)), "actual_on")
    for row, required in pairs:
        _check_order(row, required)


def _check_circle(rows: Mapping[int, Milestone], waits: list[tuple[int, int]]) -> None:
    if found := circle(waits):
        names = " → ".join(f"„{rows[key].title}“" for key in [*found, found[0]])
        raise Refused(_("Das wartet im Kreis aufeinander: {names}.").format(names=names), "requires")


def _check_order(row: Milestone, required: Milestone) -> None:
    words = {"title": row.title, "day": said(row.due_on), "other": required.title, "other_day": said(required.due_on)}
    if row.actual_on and not required.actual_on:
        sentence = _("„{title}“ wartet auf „{other}“, das noch nicht erreicht ist.")
        raise Refused(sentence.format(**words), "actual_on")
    if required.due_on > row.due_on:
        sentence = _("„{title}“ ({day}) wartet auf „{other}“, das erst am {other_day} kommt.")
        raise Refused(sentence.format(**words), "forecast_on")


def said(day: date | None) -> str:
    """A day in digits."""
    return date_format(day, "SHORT_DATE_FORMAT") if day else _("ohne Datum")
