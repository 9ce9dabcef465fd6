"""What the start page shows of the council: what is next, what was decided, and one paper's way as the red line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.council.filters import PaperFilter, Sort
from roterfaden.council.listing import PaperListing
from roterfaden.council.models import Body, Consultation, Paper
from roterfaden.council.models.result import Outcome
from roterfaden.council.querysets import paper_rows, stations_of, today

#: The red line has room for so many stations, lists for so many rows.
STATIONS, ROWS = 5, 5
#: So many papers are looked at to find one with a way worth telling.
CANDIDATES = 30
#: A question that was answered is settled, too, but nothing that residents would call a decision.
DECISIONS = frozenset({Outcome.ADOPTED, Outcome.ADOPTED_CHANGED, Outcome.REJECTED})


@dataclass(frozen=True)
class Coming:
    """A paper and the body that has it next."""

    paper: Paper
    where: str


@dataclass(frozen=True)
class Step:
    """A station on the red line."""

    name: str
    note: str = ""
    day: date | None = None
    decides: bool = False
    ahead: bool = False
    #: Whether the next station decides; None where there is none.
    then: bool | None = None
    #: Whether the line to the next station lies in the future.
    open: bool = False


@dataclass(frozen=True)
class Example:
    """A paper and its way."""

    paper: Paper
    steps: tuple[Step, ...]

    @property
    def is_decided(self) -> bool:
        """Whether the last word has been spoken."""
        return self.paper.decided_on is not None


@dataclass(frozen=True)
class Overview:
    """All that the start page shows of the council."""

    coming: tuple[Coming, ...]
    decided: tuple[Paper, ...]
    example: Example | None

    @property
    def coming_is_sample(self) -> bool:
        """Whether all that is shown as coming is invented."""
        return all(row.paper.source.sample_data for row in self.coming)

    @property
    def decided_is_sample(self) -> bool:
        """Whether all that is shown as decided is invented."""
        return all(paper.source.sample_data for paper in self.decided)


def overview(featured: str = "") -> Overview:
    """What is next, what was decided last, and the way of `featured` or of the paper with the longest one."""
    home = Body.objects.visible_to(None).filter(is_home=True).first()
    coming, decided = _papers(Sort.NEXT, home), _papers(Sort.DECIDED, home)
    real = [paper for paper in decided if paper.outcome in DECISIONS]
    return Overview(_with_bodies(coming[:ROWS]), tuple(real[:ROWS]), _example(featured, [*real, *coming]))


def _papers(sort: Sort, home: Body | None) -> list[Paper]:
    return paper_rows(PaperListing(PaperFilter(sort=sort), home, None, None).page_keys(0, CANDIDATES))


def _with_bodies(papers: list[Paper]) -> tuple[Coming, ...]:
    """Each paper with the body of its next station: one statement for all."""
    wanted = {paper.pk: paper.next_date for paper in papers}
    stations = Consultation.objects.visible_to(None).filter(paper__in=wanted, date__in=set(wanted.values()))
    where: dict[int, str] = {}
    for station in stations.select_related("organization").order_by("position", "pk") if wanted else []:
        key = station.paper_id
        if key is not None and station.date == wanted[key]:
            name = station.organization.name if station.organization else station.organization_name
            where.setdefault(key, name)
    return tuple(Coming(paper, where.get(paper.pk, "")) for paper in papers)


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
    first = Step(paper.kind_label, _("liegt vor"), _not_after(paper.date, dated))
    return joined([first, *(_step(station) for station in dated[-(STATIONS - 1) :])], ends_open=True)


def _not_after(day: date | None, stations: list[Consultation]) -> date | None:
    """A source may date a paper after its first station; such a day would confuse more than it tells."""
    first = min((station.date for station in stations if station.date), default=None)
    return None if day is None or (first is not None and first < day) else day


def joined(steps: Sequence[Step], ends_open: bool = False) -> tuple[Step, ...]:
    """The steps, each knowing what comes after it. `ends_open`: what follows the last one is not known yet."""
    after = [*steps[1:], None]
    return tuple(
        replace(step, then=then.decides if then else None, open=then.ahead if then else ends_open)
        for step, then in zip(steps, after, strict=True)
    )


def _step(station: Consultation) -> Step:
    name = station.organization.name if station.organization else station.organization_name
    ahead = station.planned or (station.date is not None and station.date > today())
    known = station.outcome != Outcome.NONE
    note = station.get_outcome_display() if known else _("steht bevor") if ahead else _("nicht veröffentlicht")
    return Step(name or _("Gremium"), note, station.date, station.decides and known, ahead)
