"""Plain `make_*` functions for the council: sensible defaults, every field by keyword, nothing hidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from roterfaden.council.models import (
    AgendaItem,
    Body,
    Consultation,
    Correction,
    CostLine,
    File,
    FileLink,
    FileText,
    GroupVote,
    ImportRun,
    LegislativeTerm,
    Location,
    Meeting,
    Membership,
    Organization,
    Paper,
    PaperOrganization,
    PaperPlace,
    PaperRelation,
    PaperText,
    Person,
    Revision,
    Source,
)
from roterfaden.places.models import District

_numbers = count(1)
SEEN = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


def _common(kind: str, values: dict[str, Any], owner: Any = None) -> dict[str, Any]:
    """All values of a new council object: identity and provenance with `values`. Its source is that of its owner."""
    owner = owner or values.get("body")
    source = values.get("source") or (owner.source if owner is not None else make_source())
    seen = {"first_seen": SEEN, "changed_at": SEEN}
    return {"key": f"{kind}/{next(_numbers)}", **seen, **values, "source": source}


def make_source(slug: str = "musterstadt", **fields: Any) -> Source:
    """The source with this slug; made on the first call."""
    defaults = {"name": "Musterstadt", "kind": Source.Kind.OPARL, "url": "https://ris.example/oparl/system"}
    defaults |= {"base": "//ris.example/oparl/", **fields}
    return Source.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_body(slug: str = "musterstadt", is_home: bool = True, **fields: Any) -> Body:
    """The body with this slug; made on the first call. By default it is the home body."""
    if found := Body.objects.filter(slug=slug).first():
        return found
    values = {"name": "Stadt Musterstadt", "short_name": "Musterstadt", **fields}
    return Body.objects.create(**_common("body", values), slug=slug, is_home=is_home)


def make_term(**fields: Any) -> LegislativeTerm:
    """A legislative term of the home body."""
    values = {"name": "Wahlperiode 2021–2026", "body": make_body(), **fields}
    return LegislativeTerm.objects.create(**_common("legislativeterm", values))


def make_location(**fields: Any) -> Location:
    """A place with a description."""
    values = {"description": "Rathaus, Sitzungssaal", **fields}
    return Location.objects.create(**_common("location", values))


def make_organization(name: str = "Schulausschuss", **fields: Any) -> Organization:
    """A committee of the home body."""
    values = {"name": name, "kind": Organization.Kind.COMMITTEE, "body": make_body(), **fields}
    return Organization.objects.create(**_common("organization", values))


def make_person(name: str = "Alex Beispiel", **fields: Any) -> Person:
    """A person; given and family name are taken from the name."""
    given, _, family = name.rpartition(" ")
    values = {"name": name, "given_name": given, "family_name": family, "body": make_body(), **fields}
    return Person.objects.create(**_common("person", values))


def make_membership(person: Person, organization: Organization, **fields: Any) -> Membership:
    """A person in an organization."""
    values = {"person": person, "organization": organization, "role": "Mitglied", **fields}
    return Membership.objects.create(**_common("membership", values, person))


def make_meeting(organizations: Sequence[Organization] = (), **fields: Any) -> Meeting:
    """A meeting on 22 June 2026 at 17:00 in Berlin."""
    values = {"name": "Sitzung", "body": make_body(), "start": datetime(2026, 6, 22, 15, 0, tzinfo=UTC), **fields}
    meeting = Meeting.objects.create(**_common("meeting", values))
    meeting.organizations.set(organizations)
    return meeting


def make_agenda_item(meeting: Meeting, **fields: Any) -> AgendaItem:
    """A public item of the meeting's agenda, after those that are there."""
    order = AgendaItem.objects.filter(meeting=meeting).count()
    values = {"meeting": meeting, "number": str(order + 1), "order": order, "name": "Bericht", "public": True, **fields}
    return AgendaItem.objects.create(**_common("agendaitem", values, meeting))


def make_paper(reference: str = "0728/2026", name: str = "Mehr Bänke im Stadtpark", **fields: Any) -> Paper:
    """A proposal of the home body whose number fields, slug and year follow from its reference."""
    head, _, suffix = reference.partition(" ")
    base, _, year = head.partition("/")
    values: dict[str, Any] = {
        "body": make_body(),
        "reference": reference,
        "name": name,
        "kind": Paper.Kind.PROPOSAL,
        "paper_type": "Beschlussdrucksache",
        "date": date(2026, 4, 14),
        "number_base": base,
        "number_year": int(year) if year.isdigit() else None,
        "number_suffix": suffix,
        "slug": reference.replace("/", "-").replace(" ", "").lower(),
    } | fields
    values.setdefault("year", values["date"].year if values["date"] else None)
    return Paper.objects.create(**_common("paper", values))


def make_paper_text(paper: Paper, *sections: tuple[str, str]) -> PaperText:
    """The text of a paper, from (heading, plain text)."""
    chosen = sections or (("Antrag", "Im Stadtpark werden drei Bänke aufgestellt."),)
    rows = [{"heading": heading, "html": f"<p>{text}</p>", "text": text} for heading, text in chosen]
    return PaperText.objects.create(paper=paper, sections=rows)


def make_cost_line(paper: Paper, **fields: Any) -> CostLine:
    """A line of the paper's cost table."""
    values = {"side": CostLine.Side.EXPENSE, "label": "Sonstige ordentliche Aufwendungen", "amount": "-5800.00"}
    return CostLine.objects.create(paper=paper, **(values | fields))


def make_relation(paper: Paper, target: Paper | None = None, **fields: Any) -> PaperRelation:
    """How `paper` stands to `target`; without a target, to a number."""
    values = {"kind": PaperRelation.Kind.RELATED, "target_number": target.reference if target else "0001/2026"}
    return PaperRelation.objects.create(paper=paper, target=target, **(values | fields))


def make_consultation(paper: Paper, **fields: Any) -> Consultation:
    """A station of the paper, after those that are there."""
    position = Consultation.objects.filter(paper=paper).count()
    values = {"paper": paper, "position": position, "date": date(2026, 6, 22), **fields}
    return Consultation.objects.create(**_common("consultation", values, paper))


def make_group_vote(consultation: Consultation | None = None, **fields: Any) -> GroupVote:
    """How a faction voted."""
    values = {"name": "Fraktion A", "yes": 5, "no": 0, "abstentions": 1, **fields}
    return GroupVote.objects.create(consultation=consultation, **values)


def make_file(**fields: Any) -> File:
    """A PDF at the source."""
    values = {"name": "Druckversion", "file_name": "druck.pdf", "mime_type": "application/pdf", "size": 533_000}
    values |= {"access_url": "https://ris.example/files/druck.pdf", **fields}
    return File.objects.create(**_common("file", values))


def make_file_link(file: File, **fields: Any) -> FileLink:
    """Where a file hangs: paper=…, meeting=… or agenda_item=…."""
    return FileLink.objects.create(file=file, **({"role": FileLink.Role.MAIN} | fields))


def make_file_text(file: File, text: str = "Drei neue Bänke.", **fields: Any) -> FileText:
    """The text of a file, which is then marked as read."""
    File.objects.filter(pk=file.pk).update(text_state=File.TextState.READ)
    return FileText.objects.create(file=file, text=text, **fields)


def make_paper_organization(
    paper: Paper, organization: Organization, role: str = PaperOrganization.Role.CONSULTED
) -> PaperOrganization:
    """The derived row that lists filter by."""
    return PaperOrganization.objects.create(paper=paper, organization=organization, role=role, date=paper.date)


def make_district(number: int = 2, name: str = "Vahrenwald-List", **fields: Any) -> District:
    """The district with this number; made on the first call."""
    values = {"name": name, "slug": name.lower(), **fields}
    return District.objects.get_or_create(number=number, defaults=values)[0]


def make_paper_place(paper: Paper, district: District, quote: str = "in der List") -> PaperPlace:
    """The derived row that says a paper names a district."""
    return PaperPlace.objects.create(paper=paper, district=district, quote=quote, date=paper.date)


def make_run(source: Source, **fields: Any) -> ImportRun:
    """A complete run of a source."""
    return ImportRun.objects.create(
        source=source, **({"mode": "full", "outcome": ImportRun.Outcome.COMPLETE, "finished": SEEN} | fields)
    )


def make_revision(paper: Paper | None = None, meeting: Meeting | None = None, **fields: Any) -> Revision:
    """A silent change of a paper's or meeting's name, unless fields say otherwise."""
    shown = paper or meeting
    assert shown is not None, "a revision hangs on a paper or a meeting"
    values = {"oparl_type": shown.oparl_type, "object_id": shown.pk, "seen_at": SEEN, "source": shown.source}
    values |= {"changes": [{"field": "name", "old": "Alter Titel", "new": "Neuer Titel"}]}
    return Revision.objects.create(paper=paper, meeting=meeting, **(values | fields))


def make_correction(shown: Any, field: str, value: Any, reason: str = "Tippfehler der Quelle") -> Correction:
    """An editor's overlay over one field of a council object."""
    return Correction.objects.create(
        source=shown.source, key=shown.key, oparl_type=shown.oparl_type, field=field, value=value, reason=reason
    )
