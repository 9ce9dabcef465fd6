"""Derives some papers: reads all that is needed with a constant number of statements, then writes what is different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from roterfaden.council.derive import agenda, chronicle, votes
from roterfaden.council.derive.links import write_organizations, write_places
from roterfaden.council.derive.papers import own_columns
from roterfaden.council.derive.relations import relate
from roterfaden.council.derive.results import COLUMNS, Corrections, Result, corrections_of, read_result
from roterfaden.council.derive.rows import assign, update
from roterfaden.council.derive.stations import Addressed, Conclusion, Station, concluded, judged
from roterfaden.council.kinds import DISTRICT_COUNCIL, organization_kind
from roterfaden.council.models import Consultation, Organization, Paper, PaperText
from roterfaden.council.models.base import PUBLIC_STATES, visibility
from roterfaden.council.models.result import Basis, Outcome
from roterfaden.council.places import Finder
from roterfaden.council.querysets import BERLIN
from roterfaden.council.querysets import today as today_in_berlin
from roterfaden.search.actions import enqueue

PAPER_COLUMNS = (
    *("number_base", "number_year", "number_suffix", "number_district", "slug", "kind", "year", "applicants"),
    *("outcome", "outcome_basis", "decided_on", "decided_by_id", "next_date", "station_count"),
)
CONSULTATION_COLUMNS = (*COLUMNS, "date", "decides", "agenda_item_id")
BATCH = 200


def derive_papers(ids: Iterable[int], today: date | None = None) -> None:
    """Derive these papers, in transactions of at most 200."""
    ordered = iter(sorted(set(ids)))
    finder = Finder.load()
    while chunk := list(islice(ordered, BATCH)):
        with transaction.atomic():
            derive_batch(chunk, today or today_in_berlin(), finder)


def derive_items(ids: Iterable[int]) -> None:
    """Derive agenda items that no paper's station points at; the others follow from their papers."""
    ordered = iter(sorted(set(ids)))
    while chunk := list(islice(ordered, BATCH)):
        with transaction.atomic():
            agenda.derive_lone_items(chunk)


def derive_batch(ids: Sequence[int], today: date, finder: Finder) -> None:
    """Derive these papers within the caller's transaction."""
    batch = Batch.load(ids, today, finder)
    if batch.papers:
        batch.derive()


@dataclass
class Batch:
    """Some papers with all that their derivation needs."""

    papers: list[Paper]
    stations: dict[int, list[Consultation]]
    corrections: Corrections
    texts: dict[int, list[str]]
    today: date
    finder: Finder
    now: datetime = field(default_factory=timezone.now)
    changed: set[int] = field(default_factory=set)
    changed_rows: list[Consultation] = field(default_factory=list)
    #: Stations that got their agenda item here.
    linked: set[int] = field(default_factory=set)
    groups: dict[int, Result] = field(default_factory=dict)
    turns: list[chronicle.Turn] = field(default_factory=list)

    @classmethod
    def load(cls, ids: Sequence[int], today: date, finder: Finder) -> Batch:
        """Read papers, stations, texts and corrections: four statements."""
        papers = list(Paper.objects.filter(pk__in=ids).defer("climate_text", "cost_text").order_by("pk"))
        stations = load_stations([paper.pk for paper in papers])
        rows: list[Any] = [*papers, *(one for found in stations.values() for one in found)]
        rows += [one.agenda_item for found in stations.values() for one in found if one.agenda_item]
        corrections = corrections_of({(row.source_id, row.key) for row in rows}) if rows else {}
        return cls(papers, stations, corrections, load_texts([paper.pk for paper in papers]), today, finder)

    def derive(self) -> None:
        """All steps, in an order in which each finds what it needs."""
        self.linked = agenda.link_items(self.papers, self.stations)
        for paper in self.papers:
            columns = own_columns(paper, dict(self.corrections.get((paper.source_id, paper.key), {})))
            conclusion, before = self._derive_stations(paper, columns), chronicle.Before.of(paper)
            if assign(paper, columns | self._conclusion_columns(paper, conclusion)):
                self.changed.add(paper.pk)
                self.turns.append(chronicle.Turn(paper, before, conclusion.day, conclusion.quote))
        self._write_stations()
        # Relations look papers up by number, so the numbers must be written before.
        update(Paper, [paper for paper in self.papers if paper.pk in self.changed], PAPER_COLUMNS)
        self.changed |= relate(self.papers, self.texts)
        self.changed |= write_organizations(self.papers, self.stations)
        self.changed |= write_places(self.papers, self._place_texts(), self.finder)
        self._announce()
        chronicle.tell(self.turns, self.today)

    def _derive_stations(self, paper: Paper, columns: dict[str, Any]) -> Conclusion:
        rows = {row.pk: row for row in self.stations.get(paper.pk, [])}
        addressed = Addressed(tuple(str(name) for name in paper.addressed_to), columns["number_district"])
        ordered = judged([self._station(row) for row in rows.values()], addressed)
        for station in ordered:
            values = station.result.columns() | {"date": station.day, "decides": station.decides}
            row = rows[station.pk]
            if assign(row, values) or row.pk in self.linked:
                self.changed_rows.append(row)
                self.changed.add(paper.pk)
            self.groups[row.pk] = station.result
        return concluded(ordered, self.today)

    def _station(self, row: Consultation) -> Station:
        """A consultation as the rules see it."""
        organization, meeting = row.organization, row.meeting
        day = meeting.start.astimezone(BERLIN).date() if meeting and meeting.start and meeting.is_public else row.date
        names = (organization.name if organization else "", row.organization_name)
        kind = organization.kind if organization and organization.kind != Organization.Kind.OTHER else ""
        return Station(
            pk=row.pk,
            position=row.position,
            day=day,
            organization=row.organization_id,
            kind=kind,
            names=tuple(name for name in names if name),
            role=row.role,
            authoritative=row.authoritative,
            cancelled=bool(meeting and meeting.cancelled),
            result=self._result(row),
        )

    def _result(self, row: Consultation) -> Result:
        """What the source says of the station itself; where it says nothing, what it says of the agenda item."""
        own = self.corrections.get((row.source_id, row.key), {})
        item = row.agenda_item
        if row.result.strip() or item is None or not item.is_public:
            return read_result(row.result, own)
        of_item = self.corrections.get((item.source_id, item.key), {})
        return read_result(item.result, {**of_item, **own})

    def _conclusion_columns(self, paper: Paper, conclusion: Conclusion) -> dict[str, Any]:
        corrections = self.corrections.get((paper.source_id, paper.key), {})
        columns: dict[str, Any] = {
            "outcome": conclusion.outcome,
            "outcome_basis": conclusion.outcome_basis,
            "decided_on": conclusion.decided_on,
            "decided_by_id": conclusion.decided_by,
            "next_date": conclusion.next_date,
            "station_count": min(len(self.stations.get(paper.pk, [])), 32_767),
        }
        if corrections.get("outcome") in Outcome.values:
            columns |= {"outcome": corrections["outcome"], "outcome_basis": Basis.CORRECTION.value}
        if day := as_day(corrections.get("decided_on")):
            columns["decided_on"] = day
        return columns

    def _write_stations(self) -> None:
        rows = [row for found in self.stations.values() for row in found]
        votes_changed = votes.write("consultation_id", {row.pk: self._own_groups(row) for row in rows})
        self.changed |= {row.paper_id for row in rows if row.pk in votes_changed and row.paper_id}
        for row in self.changed_rows:
            row.changed_at = self.now
        update(Consultation, self.changed_rows, (*CONSULTATION_COLUMNS, "changed_at"))
        agenda.derive_items_of(rows, self.corrections, self.now)
        self._release_items()

    def _release_items(self) -> None:
        """Items whose station is not public any more stand for themselves again."""
        rows = Consultation.objects.filter(paper_id__in=[paper.pk for paper in self.papers], agenda_item__isnull=False)
        gone = rows.exclude(state__in=PUBLIC_STATES).values_list("agenda_item_id", flat=True)
        if items := [pk for pk in gone if pk]:
            agenda.derive_lone_items(items)

    def _own_groups(self, row: Consultation) -> Result:
        """Groups hang at the row whose words name them."""
        return self.groups[row.pk] if row.result.strip() else Result()

    def _place_texts(self) -> dict[int, list[str]]:
        """The paper's text, and the names of the district councils that it is addressed to or stood at."""
        return {paper.pk: [*self.texts.get(paper.pk, []), *self._districts_of(paper)] for paper in self.papers}

    def _districts_of(self, paper: Paper) -> Iterator[str]:
        names = [str(name) for name in paper.addressed_to]
        for row in self.stations.get(paper.pk, []):
            names.append(row.organization.name if row.organization else row.organization_name)
        return (name for name in names if organization_kind(name) == DISTRICT_COUNCIL)

    def _announce(self) -> None:
        """Parents are modified with their parts (OParl 1.1, 2.6.3), and search follows."""
        if self.changed:
            Paper.objects.filter(pk__in=self.changed).update(changed_at=self.now)
            visible = Paper.objects.filter(visibility(), pk__in=self.changed).values_list("pk", flat=True)
            enqueue("paper", list(visible))


def as_day(value: object) -> date | None:
    """A day written as `2026-08-13`."""
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def load_stations(papers: Sequence[int]) -> dict[int, list[Consultation]]:
    """The public stations of papers, with meeting, agenda item and organization: one statement."""
    found: dict[int, list[Consultation]] = defaultdict(list)
    rows = Consultation.objects.filter(visibility(), paper_id__in=papers)
    related = rows.select_related("meeting", "agenda_item", "organization")
    for row in related.only(*STATION_FIELDS).order_by("pk"):
        found[row.paper_id or 0].append(row)
    return found


STATION_FIELDS = (
    *("source_id", "key", "paper_id", "result", "position", "role", "authoritative", "organization_name"),
    *(name.removesuffix("_id") for name in CONSULTATION_COLUMNS),
    *("meeting__start", "meeting__cancelled", "meeting__state", "organization__name", "organization__kind"),
    *(f"agenda_item__{name}" for name in ("source_id", "key", "result", "state", "meeting_id", *COLUMNS)),
)


def load_texts(papers: Sequence[int]) -> dict[int, list[str]]:
    """The plain texts of the sections of papers: one statement."""
    rows = PaperText.objects.filter(paper_id__in=papers).values_list("paper_id", "sections")
    return {
        paper: [str(part.get("text", "")) for part in sections if isinstance(part, dict)]
        for paper, sections in rows
        if isinstance(sections, list)
    }
