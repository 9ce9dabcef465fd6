"""What OParl 1.0 and 1.1 say about the fields of each type, as data.

Source: OParl specification 1.1, sections 3.3 to 3.15; what is marked there as new in 1.1 has `since="1.1"`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a field holds."""

    TEXT = "text"
    TEXTS = "list of texts"
    DATE = "date"
    MOMENT = "date-time"
    NUMBER = "whole number"
    TRUTH = "true or false"
    URL = "address"
    URLS = "list of addresses"
    LINK = "address of an object"
    LINKS = "list of addresses of objects"
    LIST = "address of an external list"
    OBJECT = "embedded object"
    OBJECTS = "list of embedded objects"
    GEOJSON = "GeoJSON feature"


#: Kinds whose value is a JSON array.
MANY = frozenset({Kind.TEXTS, Kind.URLS, Kind.LINKS, Kind.OBJECTS})


@dataclass(frozen=True)
class Field:
    """One field. `target`: the type it leads to. `alone`: a back reference that embedded objects may leave out."""

    kind: Kind
    target: str = ""
    required: bool = False
    since: str = "1.0"
    alone: bool = False


TEXT, TEXTS, DATE, MOMENT = Field(Kind.TEXT), Field(Kind.TEXTS), Field(Kind.DATE), Field(Kind.MOMENT)
NUMBER, TRUTH, URL, URLS = Field(Kind.NUMBER), Field(Kind.TRUTH), Field(Kind.URL), Field(Kind.URLS)
FILE, FILES = Field(Kind.OBJECT, "File"), Field(Kind.OBJECTS, "File")
PLACE = Field(Kind.OBJECT, "Location")


def link(target: str, *, alone: bool = False) -> Field:
    """The address of an object of type `target`."""
    return Field(Kind.LINK, target, alone=alone)


def links(target: str, *, alone: bool = False, since: str = "1.0") -> Field:
    """A list of addresses of objects of type `target`."""
    return Field(Kind.LINKS, target, alone=alone, since=since)


def external(target: str, *, required: bool = True, since: str = "1.0") -> Field:
    """The address of an external list of `target`."""
    return Field(Kind.LIST, target, required=required, since=since)


#: On every type (section 3.3).
COMMON: dict[str, Field] = {
    "id": Field(Kind.URL, required=True),
    "type": Field(Kind.URL, required=True),
    "created": MOMENT,
    "modified": MOMENT,
    "license": TEXT,
    "keyword": TEXTS,
    "web": URL,
    "deleted": TRUTH,
}

#: Types that OParl 1.0 never embeds: there `created` and `modified` are mandatory only for these.
MAIN_TYPES = frozenset({"System", "Body", "Organization", "Person", "Meeting", "Paper"})

TYPES: dict[str, dict[str, Field]] = {
    "System": {
        "oparlVersion": Field(Kind.URL, required=True),
        "otherOparlVersions": URLS,
        "license": URL,
        "body": external("Body"),
        "name": TEXT,
        "contactEmail": TEXT,
        "contactName": TEXT,
        "website": URL,
        "vendor": URL,
        "product": URL,
    },
    "Body": {
        "system": link("System"),
        "shortName": TEXT,
        "name": Field(Kind.TEXT, required=True),
        "website": URL,
        "license": URL,
        "licenseValidSince": MOMENT,
        "oparlSince": MOMENT,
        "ags": TEXT,
        "rgs": TEXT,
        "equivalent": URLS,
        "contactEmail": TEXT,
        "contactName": TEXT,
        "organization": external("Organization"),
        "person": external("Person"),
        "meeting": external("Meeting"),
        "paper": external("Paper"),
        "legislativeTerm": Field(Kind.OBJECTS, "LegislativeTerm", required=True),
        "legislativeTermList": external("LegislativeTerm", since="1.1"),
        "agendaItem": external("AgendaItem", since="1.1"),
        "consultation": external("Consultation", since="1.1"),
        "file": external("File", since="1.1"),
        "locationList": external("Location", since="1.1"),
        "membership": external("Membership", since="1.1"),
        "classification": TEXT,
        "location": PLACE,
    },
    "LegislativeTerm": {
        "body": link("Body", alone=True),
        "name": TEXT,
        "startDate": DATE,
        "endDate": DATE,
    },
    "Organization": {
        "body": link("Body"),
        "name": TEXT,
        "membership": links("Membership"),
        "meeting": external("Meeting", required=False),
        "consultation": external("Consultation", required=False),
        "shortName": TEXT,
        "post": TEXTS,
        "subOrganizationOf": link("Organization"),
        "organizationType": TEXT,
        "classification": TEXT,
        "startDate": DATE,
        "endDate": DATE,
        "website": URL,
        "location": PLACE,
        "externalBody": URL,
    },
    "Person": {
        "body": link("Body"),
        "name": TEXT,
        "familyName": TEXT,
        "givenName": TEXT,
        "formOfAddress": TEXT,
        "affix": TEXT,
        "title": TEXTS,
        "gender": TEXT,
        "phone": TEXTS,
        "email": TEXTS,
        "location": link("Location"),
        "locationObject": Field(Kind.OBJECT, "Location", since="1.1"),
        "status": TEXTS,
        "membership": Field(Kind.OBJECTS, "Membership"),
        "life": TEXT,
        "lifeSource": TEXT,
    },
    "Membership": {
        "person": link("Person", alone=True),
        "organization": link("Organization"),
        "role": TEXT,
        "votingRight": TRUTH,
        "startDate": DATE,
        "endDate": DATE,
        "onBehalfOf": link("Organization"),
    },
    "Meeting": {
        "name": TEXT,
        "meetingState": TEXT,
        "cancelled": TRUTH,
        "start": MOMENT,
        "end": MOMENT,
        "location": PLACE,
        "organization": links("Organization"),
        "participant": links("Person"),
        "invitation": FILE,
        "resultsProtocol": FILE,
        "verbatimProtocol": FILE,
        "auxiliaryFile": FILES,
        "agendaItem": Field(Kind.OBJECTS, "AgendaItem"),
    },
    "AgendaItem": {
        "meeting": link("Meeting", alone=True),
        "number": TEXT,
        "order": Field(Kind.NUMBER, since="1.1"),
        "name": TEXT,
        "public": TRUTH,
        "consultation": link("Consultation"),
        "result": TEXT,
        "resolutionText": TEXT,
        "resolutionFile": FILE,
        "auxiliaryFile": FILES,
        "start": MOMENT,
        "end": MOMENT,
    },
    "Paper": {
        "body": link("Body"),
        "name": TEXT,
        "reference": TEXT,
        "date": DATE,
        "paperType": TEXT,
        "relatedPaper": links("Paper"),
        "superordinatedPaper": links("Paper"),
        "subordinatedPaper": links("Paper"),
        "mainFile": FILE,
        "auxiliaryFile": FILES,
        "location": Field(Kind.OBJECTS, "Location"),
        "originatorPerson": links("Person"),
        "underDirectionOf": links("Organization"),
        "originatorOrganization": links("Organization"),
        "consultation": Field(Kind.OBJECTS, "Consultation"),
    },
    "Consultation": {
        "paper": link("Paper", alone=True),
        "agendaItem": link("AgendaItem", alone=True),
        "meeting": link("Meeting", alone=True),
        "organization": links("Organization"),
        "authoritative": TRUTH,
        "role": TEXT,
    },
    "File": {
        "name": TEXT,
        "fileName": TEXT,
        "mimeType": TEXT,
        "date": DATE,
        "size": NUMBER,
        "sha1Checksum": TEXT,
        "sha512Checksum": Field(Kind.TEXT, since="1.1"),
        "text": TEXT,
        "accessUrl": Field(Kind.URL, required=True),
        "downloadUrl": URL,
        "externalServiceUrl": URL,
        "masterFile": link("File"),
        "derivativeFile": links("File"),
        "fileLicense": TEXT,
        "meeting": links("Meeting", alone=True),
        "agendaItem": links("AgendaItem", alone=True),
        "paper": links("Paper", alone=True),
    },
    "Location": {
        "description": TEXT,
        "geojson": Field(Kind.GEOJSON),
        "streetAddress": TEXT,
        "room": TEXT,
        "postalCode": TEXT,
        "subLocality": TEXT,
        "locality": TEXT,
        "bodies": links("Body", alone=True),
        "organizations": links("Organization", alone=True),
        "persons": links("Person", alone=True, since="1.1"),
        "meetings": links("Meeting", alone=True),
        "papers": links("Paper", alone=True),
    },
}
