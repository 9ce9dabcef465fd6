"""How OParl fields become columns: one table a type. Names on the left are OParl 1.1's."""

from __future__ import annotations

from dataclasses import dataclass, field

from roterfaden.council import models
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.sync import values as v
from roterfaden.council.sync.values import Converter


@dataclass(frozen=True)
class Embedded:
    """A field that holds an object (or, against the specification, its id)."""

    oparl_type: str
    #: Column that points at it; empty where the child points at its parent, or where a FileLink does.
    column: str = ""
    many: bool = False
    #: The child's column that points back at the parent.
    back: str = ""


@dataclass(frozen=True)
class Schema:
    """One OParl type."""

    model: type[CouncilObject]
    columns: dict[str, tuple[str, Converter]]
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)
    embedded: dict[str, Embedded] = field(default_factory=dict)
    #: Fields whose change is a revision: what the public would call another text.
    watched: tuple[str, ...] = ()


#: On every type (OParl 1.1, section 2.7 and 3.1).
COMMON: dict[str, tuple[str, Converter]] = {
    "created": ("created", v.moment),
    "modified": ("modified", v.moment),
    "keyword": ("keyword", v.lines),
    "license": ("license", v.line(500)),
    "web": ("web", v.address),
}

_FILE = Embedded("File")
_FILES = Embedded("File", many=True)
_LOCATION = Embedded("Location", column="location")

SCHEMAS: dict[str, Schema] = {
    "Location": Schema(
        models.Location,
        {
            "description": ("description", v.prose),
            "geojson": ("geojson", v.geojson),
            "streetAddress": ("street_address", v.line(500)),
            "room": ("room", v.line(500)),
            "postalCode": ("postal_code", v.line(20)),
            "subLocality": ("sub_locality", v.line(300)),
            "locality": ("locality", v.line(300)),
        },
    ),
    "Body": Schema(
        models.Body,
        {
            "name": ("name", v.line(500)),
            "shortName": ("short_name", v.line(200)),
            "website": ("website", v.address),
            "ags": ("ags", v.ags),
            "rgs": ("rgs", v.line(12)),
            "equivalent": ("equivalent", v.lines),
            "contactEmail": ("contact_email", v.line(300)),
            "contactName": ("contact_name", v.line(300)),
            "classification": ("classification", v.line(200)),
            "oparlSince": ("oparl_since", v.moment),
            "licenseValidSince": ("license_valid_since", v.moment),
        },
        embedded={"location": _LOCATION, "legislativeTerm": Embedded("LegislativeTerm", many=True, back="body")},
    ),
    "LegislativeTerm": Schema(
        models.LegislativeTerm,
        {"name": ("name", v.line(500)), "startDate": ("start_date", v.day), "endDate": ("end_date", v.day)},
        references={"body": ("body", "Body")},
    ),
    "Organization": Schema(
        models.Organization,
        {
            "name": ("name", v.line(500)),
            "shortName": ("short_name", v.line(200)),
            "organizationType": ("organization_type", v.line(200)),
            "classification": ("classification", v.line(200)),
            "post": ("post", v.lines),
            "startDate": ("start_date", v.day),
            "endDate": ("end_date", v.day),
            "website": ("website", v.address),
            "externalBody": ("external_body", v.address),
            "roterfaden:kind": ("kind", v.line(16)),
        },
        references={"body": ("body", "Body"), "subOrganizationOf": ("sub_organization_of", "Organization")},
        embedded={"location": _LOCATION},
        watched=("name",),
    ),
    "Person": Schema(
        models.Person,
        {
            "name": ("name", v.line(500)),
            "familyName": ("family_name", v.line(300)),
            "givenName": ("given_name", v.line(300)),
            "formOfAddress": ("form_of_address", v.line(100)),
            "affix": ("affix", v.line(100)),
            "title": ("title", v.lines),
            "gender": ("gender", v.line(60)),
            "phone": ("phone", v.lines),
            "email": ("email", v.lines),
            "status": ("status", v.lines),
            "life": ("life", v.prose),
            "lifeSource": ("life_source", v.prose),
        },
        references={"body": ("body", "Body")},
        embedded={"location": _LOCATION, "membership": Embedded("Membership", many=True, back="person")},
    ),
    "Membership": Schema(
        models.Membership,
        {
            "role": ("role", v.line(300)),
            "votingRight": ("voting_right", v.yes_no),
            "startDate": ("start_date", v.day),
            "endDate": ("end_date", v.day),
        },
        references={
            "person": ("person", "Person"),
            "organization": ("organization", "Organization"),
            "onBehalfOf": ("on_behalf_of", "Organization"),
        },
    ),
    "File": Schema(
        models.File,
        {
            "name": ("name", v.line(1000)),
            "fileName": ("file_name", v.line(500)),
            "mimeType": ("mime_type", v.line(200)),
            "date": ("date", v.day),
            "size": ("size", v.number),
            "sha1Checksum": ("sha1_checksum", v.line(40)),
            "sha512Checksum": ("sha512_checksum", v.line(128)),
            "accessUrl": ("access_url", v.address),
            "downloadUrl": ("download_url", v.address),
            "externalServiceUrl": ("external_service_url", v.address),
            "fileLicense": ("file_license", v.line(500)),
        },
        references={"masterFile": ("master_file", "File")},
        watched=("name", "sha1Checksum", "sha512Checksum"),
    ),
    "Meeting": Schema(
        models.Meeting,
        {
            "name": ("name", v.line(500)),
            "meetingState": ("meeting_state", v.line(200)),
            "cancelled": ("cancelled", v.no_unless),
            "start": ("start", v.moment),
            "end": ("end", v.moment),
        },
        references={"body": ("body", "Body")},
        lists={"organization": ("organizations", "Organization"), "participant": ("participants", "Person")},
        embedded={
            "location": _LOCATION,
            "agendaItem": Embedded("AgendaItem", many=True, back="meeting"),
            "invitation": _FILE,
            "resultsProtocol": _FILE,
            "verbatimProtocol": _FILE,
            "auxiliaryFile": _FILES,
        },
        watched=("name", "start", "end", "cancelled", "location", "agendaItem"),
    ),
    "AgendaItem": Schema(
        models.AgendaItem,
        {
            "number": ("number", v.line(100)),
            "order": ("order", v.number),
            "name": ("name", v.prose),
            "public": ("public", v.yes_no),
            "result": ("result", v.prose),
            "resolutionText": ("resolution_text", v.prose),
            "start": ("start", v.moment),
            "end": ("end", v.moment),
            "roterfaden:paperNumbers": ("paper_numbers", v.lines),
        },
        references={"meeting": ("meeting", "Meeting")},
        embedded={"resolutionFile": _FILE, "auxiliaryFile": _FILES},
        watched=("number", "name", "public", "result", "resolutionText"),
    ),
    "Paper": Schema(
        models.Paper,
        {
            "name": ("name", v.prose),
            "reference": ("reference", v.line(100)),
            "paperType": ("paper_type", v.line(200)),
            "date": ("date", v.day),
            "roterfaden:applicants": ("applicants", v.lines),
            "roterfaden:addressedTo": ("addressed_to", v.lines),
            "roterfaden:office": ("office", v.line(200)),
        },
        references={"body": ("body", "Body")},
        lists={
            "originatorPerson": ("originator_persons", "Person"),
            "originatorOrganization": ("originator_organizations", "Organization"),
            "underDirectionOf": ("under_direction_of", "Organization"),
        },
        embedded={
            "location": Embedded("Location", column="locations", many=True),
            "consultation": Embedded("Consultation", many=True, back="paper"),
            "mainFile": _FILE,
            "auxiliaryFile": _FILES,
        },
        watched=(
            "name",
            "date",
            "paperType",
            "mainFile",
            "auxiliaryFile",
            "roterfaden:sections",
            "roterfaden:costs",
            "roterfaden:climate",
        ),
    ),
    "Consultation": Schema(
        models.Consultation,
        {
            "role": ("role", v.line(300)),
            "authoritative": ("authoritative", v.yes_no),
            "roterfaden:organizationName": ("organization_name", v.line(500)),
            "roterfaden:position": ("position", v.number),
            "roterfaden:date": ("date", v.day),
            "roterfaden:planned": ("planned", v.no_unless),
            "roterfaden:result": ("result", v.prose),
        },
        references={
            "paper": ("paper", "Paper"),
            "meeting": ("meeting", "Meeting"),
            "agendaItem": ("agenda_item", "AgendaItem"),
        },
        lists={"organization": ("further_organizations", "Organization")},
        watched=("roterfaden:result",),
    ),
}

#: Types in an order in which columns point backwards only; what points forwards is set afterwards.
ORDER = (
    "Location",
    "Body",
    "LegislativeTerm",
    "Organization",
    "Person",
    "Membership",
    "File",
    "Meeting",
    "AgendaItem",
    "Paper",
    "Consultation",
)

#: Types that lists hold. Others live and die with the object they are embedded in.
TOP_LEVEL = ("LegislativeTerm", "Organization", "Person", "Meeting", "Paper")

#: Which field of the list's name holds which type.
LIST_TYPES = {"organization": "Organization", "person": "Person", "meeting": "Meeting", "paper": "Paper"}
TYPE_BY_LOWER = {name.lower(): name for name in (*SCHEMAS, "System")}
