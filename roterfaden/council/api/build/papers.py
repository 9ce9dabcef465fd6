"""Papers, their stations, relations, places, sections and costs."""

from __future__ import annotations

from typing import Any

from roterfaden.council.api import schemas as out
from roterfaden.council.api.build.basics import common, ref, result
from roterfaden.council.models import Consultation, Paper, PaperPlace, PaperRelation


def paper_values(paper: Paper) -> dict[str, Any]:
    """What rows and details of papers share."""
    return {
        **common(paper),
        "reference": paper.reference,
        "name": paper.name,
        "paper_type": paper.paper_type,
        "kind": paper.kind,
        "date": paper.date,
        "outcome": paper.outcome,
        "outcome_basis": paper.outcome_basis,
        "decided_on": paper.decided_on,
        "decided_by": paper.decided_by.name if paper.decided_by and paper.decided_by.is_public else None,
        "next_date": paper.next_date,
        "applicants": [str(name) for name in paper.applicants],
        "climate": paper.climate or None,
        "cost_net": paper.cost_net,
        "body": paper.body.name if paper.body else None,
        "stations": paper.station_count,
        "source": paper.source.name,
        "sample_data": paper.source.sample_data,
    }


def paper_row(paper: Paper) -> out.PaperRow:
    """A paper in a list."""
    return out.PaperRow(**paper_values(paper))


def station(row: Consultation) -> out.Station:
    """A consultation. Where it has no words of its own, those of its agenda item count."""
    item = row.agenda_item if row.agenda_item and row.agenda_item.is_public else None
    groups = list(row.group_votes.all()) or (list(item.group_votes.all()) if item else [])
    return out.Station(
        **common(row),
        position=row.position,
        date=row.date,
        planned=row.planned,
        role=row.role,
        authoritative=row.authoritative,
        decides=row.decides,
        organization=ref(row.organization),
        organization_name=row.organization_name,
        paper=ref(row.paper),
        meeting=ref(row.meeting),
        agenda_item=item.pk if item else None,
        result=result(row, row.result or (item.result if item else ""), groups),
    )


def relation(row: PaperRelation, paper: Paper) -> out.Relation:
    """A relation seen from `paper`."""
    outgoing = row.paper_id == paper.pk
    other = row.target if outgoing else row.paper
    number = row.target_number if outgoing else row.paper.reference
    return out.Relation(kind=row.kind, outgoing=outgoing, number=number, paper=ref(other), derived=row.derived)


def place(row: PaperPlace) -> out.Place:
    """A district that a paper names."""
    return out.Place(district=row.district.name, slug=row.district.slug, quote=row.quote)


def sections(paper: Paper) -> list[out.Section]:
    """The text in its sections."""
    found = getattr(paper, "text", None)
    keys = ("heading", "html", "text")
    return [out.Section(**{key: str(row.get(key) or "") for key in keys}) for row in (found.sections if found else [])]


def cost_lines(paper: Paper) -> list[out.CostLine]:
    """The cost table."""
    return [out.CostLine.model_validate(row) for row in paper.cost_lines.all()]
