"""Rows of the database → schemas. Nothing here sends a statement of its own but for what the caller prefetched."""

from __future__ import annotations

from typing import Any

from roterfaden.council.api import schemas as out
from roterfaden.council.models import (
    AgendaItem,
    Body,
    Consultation,
    File,
    FileLink,
    ImportRun,
    Meeting,
    Membership,
    Organization,
    Paper,
    PaperPlace,
    PaperRelation,
    Person,
    Revision,
    Source,
)
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.models.result import ResultFields
from roterfaden.council.oparl.ids import object_url, page_url
from roterfaden.council.oparl.work import access_url, download_url


def ref(thing: Any) -> out.Ref | None:
    """Another thing, if it is public."""
    if thing is None or not thing.is_public:
        return None
    return out.Ref(id=thing.pk, type=thing.oparl_type, name=title(thing), url=page_url(thing))


def refs(things: Any) -> list[out.Ref]:
    """Those that are public."""
    return [found for thing in things if (found := ref(thing)) is not None]


def title(thing: CouncilObject) -> str:
    """What to call it: a paper by its number and title."""
    name = str(getattr(thing, "name", "") or "")
    return f"{thing.reference}: {name}" if isinstance(thing, Paper) and thing.reference else name


def common(thing: CouncilObject) -> dict[str, Any]:
    """What all things have."""
    url = object_url(thing.oparl_type, thing.pk)
    return {"id": thing.pk, "url": page_url(thing), "oparl": url, "modified": thing.changed_at}


def result(thing: ResultFields, text: str, groups: Any = ()) -> out.Result:
    """A conclusion."""
    counted = thing.has_votes or groups
    return out.Result(
        text=text,
        outcome=thing.outcome,
        basis=thing.outcome_basis,
        quote=thing.quote,
        confidence=thing.confidence,
        votes=votes(thing, groups) if counted else None,
    )


def votes(thing: ResultFields, groups: Any) -> out.Votes:
    """A count."""
    named = [out.GroupVotes(name=row.name, yes=row.yes, no=row.no, abstentions=row.abstentions) for row in groups]
    return out.Votes(yes=thing.yes, no=thing.no, abstentions=thing.abstentions, unanimous=thing.unanimous, groups=named)


def body_name(thing: Any) -> str | None:
    """The name of the body that it belongs to."""
    return thing.body.name if thing.body is not None and thing.body.is_public else None


# -- papers ------------------------------------------------------------------------------------------------------------


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


# -- files -------------------------------------------------------------------------------------------------------------


def file_values(file: File) -> dict[str, Any]:
    """What rows and details of files share."""
    return {
        **common(file),
        "name": file.name,
        "file_name": file.file_name,
        "mime_type": file.mime_type,
        "date": file.date,
        "size": file.size,
        "access_url": access_url(file),
        "download_url": download_url(file),
        "sha256": file.content_sha256 or None,
        "pages": file.pages,
        "text_state": file.text_state,
    }


def file_row(file: File) -> out.FileRow:
    """A file in a list."""
    return out.FileRow(**file_values(file))


def holders(links: list[FileLink]) -> list[out.Ref]:
    """What a file hangs at."""
    things = [link.paper or link.meeting or (link.agenda_item.meeting if link.agenda_item else None) for link in links]
    return list({(found.type, found.id): found for found in refs(thing for thing in things if thing)}.values())


# -- meetings ----------------------------------------------------------------------------------------------------------


def meeting_values(meeting: Meeting) -> dict[str, Any]:
    """What rows and details of meetings share."""
    spot = meeting.location
    return {
        **common(meeting),
        "name": meeting.name,
        "meeting_state": meeting.meeting_state,
        "cancelled": meeting.cancelled,
        "start": meeting.start,
        "end": meeting.end,
        "has_time": meeting.has_time,
        "location": str(spot) if spot is not None and spot.is_public else None,
        "organizations": refs(meeting.organizations.all()),
        "body": body_name(meeting),
    }


def meeting_row(meeting: Meeting) -> out.MeetingRow:
    """A meeting in a list."""
    return out.MeetingRow(**meeting_values(meeting))


def agenda_item(item: AgendaItem, meeting: Meeting | None) -> out.AgendaItemRow:
    """An item with the papers that it is about."""
    found = [(row, ref(row.paper)) for row in item.consultations.all() if row.is_public]
    papers = [out.ItemPaper(consultation=row.pk, paper=paper) for row, paper in found if paper is not None]
    return out.AgendaItemRow(
        **common(item),
        meeting=ref(meeting),
        number=item.number,
        order=item.order,
        name=item.name,
        public=item.public,
        resolution_text=item.resolution_text,
        papers=papers,
        result=result(item, item.result, list(item.group_votes.all())),
    )


# -- people ------------------------------------------------------------------------------------------------------------


def organization_values(row: Organization) -> dict[str, Any]:
    """What rows and details of organizations share."""
    return {
        **common(row),
        "name": row.name,
        "short_name": row.short_name,
        "kind": row.kind,
        "classification": row.classification,
        "start_date": row.start_date,
        "end_date": row.end_date,
        "body": body_name(row),
    }


def organization_row(row: Organization) -> out.OrganizationRow:
    """An organization in a list."""
    return out.OrganizationRow(**organization_values(row))


def membership_row(row: Membership) -> out.MembershipRow:
    """A membership."""
    return out.MembershipRow(
        **common(row),
        person=ref(row.person),
        organization=ref(row.organization),
        role=row.role,
        voting_right=row.voting_right,
        start_date=row.start_date,
        end_date=row.end_date,
        on_behalf_of=ref(row.on_behalf_of),
    )


def person_values(row: Person) -> dict[str, Any]:
    """What rows and details of persons share."""
    return {
        **common(row),
        "name": row.name,
        "family_name": row.family_name,
        "given_name": row.given_name,
        "form_of_address": row.form_of_address,
        "title": [str(part) for part in row.title],
        "body": body_name(row),
    }


def person_row(row: Person) -> out.PersonRow:
    """A person in a list."""
    return out.PersonRow(**person_values(row))


def body_row(row: Body) -> out.BodyRow:
    """A body."""
    return out.BodyRow(
        **common(row),
        name=row.name,
        short_name=row.short_name,
        slug=row.slug,
        is_home=row.is_home,
        ags=row.ags,
        website=row.website,
    )


# -- sources and changes -----------------------------------------------------------------------------------------------


def revision_row(row: Revision) -> out.RevisionRow:
    """A silent change. Texts of files are left to the page, which shows them word for word."""
    changes = [
        out.Change(field=str(change.get("field", "")), old=change.get("old"), new=change.get("new"))
        for change in row.changes
        if isinstance(change, dict)
    ]
    return out.RevisionRow(
        id=row.pk,
        type=row.oparl_type,
        seen_at=row.seen_at,
        paper=ref(row.paper),
        meeting=ref(row.meeting),
        changes=changes,
        url=page_url(row),
    )


def run_row(row: ImportRun) -> out.Run:
    """A run, its findings as counts."""
    findings = {str(code): found.get("count", 0) for code, found in row.findings.items() if isinstance(found, dict)}
    return out.Run(
        id=row.pk,
        mode=row.mode,
        outcome=row.outcome,
        started=row.started,
        finished=row.finished,
        message=row.message,
        counts=row.counts,
        findings=findings,
        figures=row.figures,
    )


def source_row(row: Source, last: ImportRun | None) -> out.SourceRow:
    """A source with its last run."""
    gaps = [str(gap.get("text", "")) if isinstance(gap, dict) else str(gap) for gap in row.known_gaps]
    return out.SourceRow(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        address=row.url,
        enabled=row.enabled,
        oparl_version=row.oparl_version,
        license=row.license,
        sample_data=row.sample_data,
        last_complete_at=row.last_complete_at,
        known_gaps=gaps,
        last_run=run_row(last) if last else None,
        url=page_url(row),
    )
