"""What the start page shows of the council: what is next, what was decided, and one paper's way as the red line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.council.models import Consultation, Paper
from roterfaden.council.models.result import Outcome
from roterfaden.council.querysets import decided_lately, decided_next, stations_of, today

#: The red line has room for so many stations, lists for so many rows.
STATIONS, ROWS = 5, 5
#: So many papers are looked at to find one with a way worth telling.
CANDIDATES = 30


@dataclass(frozen=True)
class Step:
    """A station on the red line."""

    name: str
    note: str
    day: date | None
    decides: bool = False
    ahead: bool = False


@dataclass(frozen=True)
class Example:
    """A paper and its way."""

    paper: Paper
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Overview:
    """All that the start page shows of the council."""

    coming: tuple[Paper, ...]
    decided: tuple[Paper, ...]
    example: Example | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been read in yet."""
        return not (self.coming or self.decided or self.example)


def overview(featured: str = "") -> Overview:
    """What is next, what was decided last, and the way of `featured` or of the paper with the longest one."""
    coming, decided = decided_next(None, CANDIDATES), decided_lately(None, CANDIDATES)
    return Overview(tuple(coming[:ROWS]), tuple(decided[:ROWS]), _example(featured, [*decided, *coming]))


def _example(featured: str, papers: list[Paper]) -> Example | None:
    wanted = _by_number(featured) if featured else None
    several = [paper for paper in papers if paper.station_count > 1]
    paper = wanted or max(several, key=_worth, default=None)
    return Example(paper, steps_of(paper)) if paper else None


def _by_number(number: str) -> Paper | None:
    found = Paper.objects.visible_to(None).filter(reference=number.strip()).select_related("body", "source")
    return found.order_by("-body__is_home", "pk").first()


def _worth(paper: Paper) -> tuple[bool, int, date]:
    """A decision first, then the longest way that fits, then the latest."""
    decided = paper.decided_on is not None
    return decided, min(paper.station_count, STATIONS - 1), paper.decided_on or paper.date or date.min


def steps_of(paper: Paper) -> tuple[Step, ...]:
    """The paper itself, then its last stations."""
    dated = [station for station in stations_of(paper) if station.date or station.planned]
    first = Step(paper.paper_type or paper.get_kind_display(), _("liegt vor"), paper.date)
    return first, *(_step(station) for station in dated[-(STATIONS - 1) :])


def _step(station: Consultation) -> Step:
    name = station.organization.name if station.organization else station.organization_name
    ahead = station.planned or (station.date is not None and station.date > today())
    known = station.outcome != Outcome.NONE
    note = station.get_outcome_display() if known else _("steht bevor") if ahead else _("nicht veröffentlicht")
    return Step(name or _("Gremium"), note, station.date, station.decides and known, ahead)
