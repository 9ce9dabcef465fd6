"""What the council works on, as OParl 1.1 JSON, with our fields of docs/vendor-fields.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from roterfaden.council.conformance.values import MIME
from roterfaden.council.models import (
    AgendaItem,
    Consultation,
    File,
    FileLink,
    GroupVote,
    Meeting,
    Organization,
    Paper,
    PaperRelation,
)
from roterfaden.council.models.result import Outcome
from roterfaden.council.oparl.ids import link, links
from roterfaden.council.oparl.objects import assemble, location_json, place
from roterfaden.council.oparl.values import Json, address, amount, day, filled, moment, text, texts

Role = FileLink.Role
Relation = PaperRelation.Kind
#: Kinds of relations that OParl's relatedPaper covers, whichever side states them.
RELATED = (Relation.RELATED, Relation.NEW_VERSION, Relation.AMENDS, Relation.ANSWERS)


# -- results -----------------------------------------------------------------------------------------------------------


def outcome(thing: AgendaItem | Consultation | Paper) -> Json | None:
    """What became of it, and how we know."""
    if thing.outcome == Outcome.NONE:
        return None
    values = {"value": thing.outcome, "basis": thing.outcome_basis}
    proof = {"quote": getattr(thing, "quote", None), "confidence": getattr(thing, "confidence", None)}
    return filled({**values, **proof})


def votes(thing: AgendaItem | Consultation) -> Json | None:
    """The count, and by group where the source names it."""
    numbers = {"yes": thing.yes, "no": thing.no, "abstentions": thing.abstentions, "unanimous": thing.unanimous}
    groups = [group_json(group) for group in thing.group_votes.all()]
    return filled({**numbers, "groups": groups}) or None


def group_json(group: GroupVote) -> Json:
    """How a faction or person voted."""
    return filled({"name": group.name, "yes": group.yes, "no": group.no, "abstentions": group.abstentions})


# -- files -------------------------------------------------------------------------------------------------------------


def file_json(file: File, *, alone: bool = True) -> Json:
    """A file. It stays at its source; where the operator keeps a copy, that is what can be downloaded here."""
    values: dict[str, Any] = {
        "name": text(file.name),
        "fileName": text(file.file_name),
        "mimeType": mime_type(file.mime_type),
        "date": day(file.date),
        "size": None if file.source.rounds_sizes else file.size,
        "sha1Checksum": hexadecimal(file.sha1_checksum, 40),
        "sha512Checksum": hexadecimal(file.sha512_checksum, 128),
        "accessUrl": access_url(file),
        "downloadUrl": download_url(file),
        "externalServiceUrl": address(file.external_service_url),
        "masterFile": link(file.master_file),
        "derivativeFile": links(file.shown_derivatives),  # type: ignore[attr-defined]
        "fileLicense": text(file.file_license),
        "roterfaden:text": text_url(file),
    }
    return assemble(file, {**values, **(hangs_at(file) if alone else {})})


def hangs_at(file: File) -> dict[str, list[str]]:
    """Back references to what shows the file."""
    shown: list[FileLink] = file.shown_links  # type: ignore[attr-defined]
    items = [row.agenda_item for row in shown if row.agenda_item and is_on_agenda(row.agenda_item)]
    return {
        "meeting": links(row.meeting for row in shown if row.meeting),
        "agendaItem": links(items),
        "paper": links(row.paper for row in shown if row.paper),
    }


def is_on_agenda(item: AgendaItem | None) -> bool:
    """Whether an item and its meeting are public."""
    return item is not None and item.is_public and item.meeting is not None and item.meeting.is_public


def access_url(file: File) -> str | None:
    """Where the source shows the file."""
    return next((url for value in file_addresses(file) if (url := address(value))), None)


def file_addresses(file: File) -> tuple[str, ...]:
    """All addresses of a file at its source, the best first."""
    return file.access_url, file.download_url, file.external_service_url


def download_url(file: File) -> str | None:
    """Our copy, if there is one (section 2.7)."""
    return f"{settings.SITE_URL}{reverse('oparl:download', args=[file.pk])}" if file.mirror_path else None


def text_url(file: File) -> str | None:
    """Where the extracted text is: too long to stand in every list."""
    read = file.text_state == File.TextState.READ
    return f"{settings.SITE_URL}{reverse('oparl:text', args=[file.pk])}" if read else None


def mime_type(value: str) -> str | None:
    """A MIME type that has the form of one."""
    return value if MIME.fullmatch(value) else None


def hexadecimal(value: str, length: int) -> str | None:
    """A checksum of the right length."""
    return value if len(value) == length and all(char in "0123456789abcdefABCDEF" for char in value) else None


def split_files(shown: Iterable[FileLink], singles: tuple[str, ...]) -> dict[str, Any]:
    """Files by role: `singles` hold one each, what is left over is auxiliary."""
    result: dict[str, Any] = {}
    rest: dict[int, Json] = {}
    for row in shown:
        if row.role in singles and row.role not in result:
            result[row.role] = file_json(row.file, alone=False)
        else:
            rest.setdefault(row.file_id, file_json(row.file, alone=False))
    taken = {value["id"] for value in result.values()}
    return result | {"auxiliaryFile": [value for value in rest.values() if value["id"] not in taken]}


# -- meetings ----------------------------------------------------------------------------------------------------------


def meeting_json(meeting: Meeting, *, alone: bool = True) -> Json:
    """A meeting with its agenda."""
    items: list[AgendaItem] = meeting.shown_items  # type: ignore[attr-defined]
    shown: list[FileLink] = meeting.shown_links  # type: ignore[attr-defined]
    agenda = [item_json(item, alone=False, order=number) for number, item in enumerate(items)]
    values: dict[str, Any] = {
        "name": text(meeting.name),
        "meetingState": text(meeting.meeting_state),
        "cancelled": meeting.cancelled or None,
        "start": moment(meeting.start),
        "end": moment(meeting.end),
        "location": place(meeting),
        "organization": links(meeting.shown_organizations),  # type: ignore[attr-defined]
        "participant": links(meeting.shown_participants),  # type: ignore[attr-defined]
        **split_files(shown, (Role.INVITATION, Role.RESULTS, Role.VERBATIM)),
        "agendaItem": agenda,
        "roterfaden:hasTime": None if meeting.has_time or not meeting.start else False,
    }
    return assemble(meeting, values)


def item_json(item: AgendaItem, *, alone: bool = True, order: int | None = None) -> Json:
    """An agenda item. `order` is its place in the meeting, from 0."""
    shown: list[FileLink] = item.shown_links  # type: ignore[attr-defined]
    consultations: list[Consultation] = item.shown_consultations  # type: ignore[attr-defined]
    values: dict[str, Any] = {
        "meeting": link(item.meeting) if alone else None,
        "number": text(item.number),
        "order": item.place if order is None else order,  # type: ignore[attr-defined]
        "name": text(item.name),
        "public": item.public,
        "consultation": links(consultations)[0] if consultations else None,
        "result": text(item.result),
        "resolutionText": text(item.resolution_text),
        **split_files(shown, (Role.RESOLUTION,)),
        "start": moment(item.start),
        "end": moment(item.end),
        "roterfaden:paperNumbers": texts(item.paper_numbers),
        "roterfaden:outcome": outcome(item),
        "roterfaden:votes": votes(item),
    }
    return assemble(item, values)


# -- papers ------------------------------------------------------------------------------------------------------------


def consultation_json(station: Consultation, *, alone: bool = True) -> Json:
    """A station of a paper."""
    further: list[Organization] = station.shown_further  # type: ignore[attr-defined]
    item = station.agenda_item if is_on_agenda(station.agenda_item) else None
    meeting = station.meeting or (item.meeting if item else None)
    values: dict[str, Any] = {
        "paper": link(station.paper) if alone else None,
        "agendaItem": link(item),
        "meeting": link(meeting),
        "organization": links(found for found in (station.organization, *further) if found),
        "authoritative": station.authoritative,
        "role": text(station.role),
        "roterfaden:position": station.position,
        "roterfaden:date": day(station.date),
        "roterfaden:planned": station.planned or None,
        "roterfaden:organizationName": text(station.organization_name),
        "roterfaden:result": text(station.result),
        "roterfaden:outcome": outcome(station),
        "roterfaden:votes": votes(station),
    }
    return assemble(station, values)


def paper_json(paper: Paper, *, alone: bool = True) -> Json:
    """A paper with its stations and files."""
    shown: list[FileLink] = paper.shown_links  # type: ignore[attr-defined]
    stations: list[Consultation] = paper.shown_stations  # type: ignore[attr-defined]
    values: dict[str, Any] = {
        "body": link(paper.body),
        "name": text(paper.name),
        "reference": text(paper.reference),
        "date": day(paper.date),
        "paperType": text(paper.paper_type),
        **related(paper),
        **split_files(shown, (Role.MAIN,)),
        "location": [location_json(spot, alone=False) for spot in paper.shown_places],  # type: ignore[attr-defined]
        "originatorPerson": links(paper.shown_persons),  # type: ignore[attr-defined]
        "underDirectionOf": links(paper.shown_direction),  # type: ignore[attr-defined]
        "originatorOrganization": links(paper.shown_originators),  # type: ignore[attr-defined]
        "consultation": [consultation_json(station, alone=False) for station in stations],
        **vendor(paper),
    }
    return assemble(paper, values)


def related(paper: Paper) -> dict[str, list[str]]:
    """Other papers, in OParl's three fields."""
    mine: list[PaperRelation] = paper.shown_relations  # type: ignore[attr-defined]
    theirs: list[PaperRelation] = paper.shown_back_relations  # type: ignore[attr-defined]
    near = [row.target for row in mine if row.kind in RELATED and row.target]
    near += [row.paper for row in theirs if row.kind in RELATED]
    return {
        "relatedPaper": links(other for other in near if other.pk != paper.pk),
        "superordinatedPaper": links(row.target for row in mine if row.kind == Relation.SUPERORDINATED and row.target),
        "subordinatedPaper": links(row.paper for row in theirs if row.kind == Relation.SUPERORDINATED),
    }


def vendor(paper: Paper) -> dict[str, Any]:
    """What OParl has no field for (docs/vendor-fields.md)."""
    climate = filled({"effect": paper.climate, "text": text(paper.climate_text)})
    return {
        "roterfaden:applicants": texts(paper.applicants),
        "roterfaden:addressedTo": texts(paper.addressed_to),
        "roterfaden:office": text(paper.office),
        "roterfaden:sections": sections(paper),
        "roterfaden:climate": climate,
        "roterfaden:costs": costs(paper),
        "roterfaden:relations": relations(paper),
        "roterfaden:outcome": outcome(paper),
    }


def sections(paper: Paper) -> list[Json]:
    """The text in its sections."""
    found = getattr(paper, "text", None)
    rows = found.sections if found else []
    return [filled({"heading": row.get("heading"), "html": row.get("html")}) for row in rows]


def costs(paper: Paper) -> Json:
    """The cost table."""
    lines = [
        filled(
            {
                "budget": line.budget,
                "product": line.product,
                "productName": line.product_name,
                "side": line.side,
                "label": line.label,
                "amount": amount(line.amount),
                "perYear": line.per_year or None,
                "balance": line.is_balance or None,
            }
        )
        for line in paper.cost_lines.all()
    ]
    return filled({"text": text(paper.cost_text), "net": amount(paper.cost_net), "lines": lines})


def relations(paper: Paper) -> list[Json]:
    """How this paper stands to others; the other one may be known by number only."""
    rows: list[PaperRelation] = paper.shown_relations  # type: ignore[attr-defined]
    return [
        filled({"kind": row.kind, "number": text(row.target_number), "id": link(row.target)})
        for row in rows
        if row.kind != Relation.SUPERORDINATED
    ]
