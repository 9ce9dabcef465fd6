"""A small invented body, as OParl objects that keep to the specification in every point."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from roterfaden.council.conformance.schema import TYPES, fields, type_url

Json = dict[str, Any]
BASE = "https://ris.example/oparl"
ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2025, 1, 7, 8, 0, tzinfo=ZONE)


def address(kind: str, number: int) -> str:
    """The id of an object."""
    return f"{BASE}/{kind.lower()}/{number}"


class Sample:
    """All objects by id, in the form in which they stand alone."""

    def __init__(self, version: str = "1.1") -> None:
        self.version = version
        self.objects: dict[str, Json] = {}
        self.count = 0
        self.build()

    def make(self, kind: str, which: int, /, **values: Any) -> Json:
        """A new object. Fields that its version does not know are left out."""
        self.count += 1
        created = START + timedelta(hours=self.count)
        key = f"{BASE}/system" if kind == "System" else address(kind, which)
        made = {"id": key, "type": type_url(kind, self.version), "created": created.isoformat()}
        made |= {"modified": (created + timedelta(days=150)).isoformat(), **values}
        known = fields(kind, self.version)
        self.objects[key] = {name: value for name, value in made.items() if name in known or ":" in name}
        return self.objects[key]

    def embed(self, value: Json, kind: str) -> Json:
        """The form in which an object is embedded: without back references."""
        return {
            key: deepcopy(item) for key, item in value.items() if key not in TYPES[kind] or not TYPES[kind][key].alone
        }

    def build(self) -> None:
        """Everything, leaves first."""
        self.build_frame()
        self.build_people()
        for number in range(1, 8):
            self.build_paper(number)
        for number in range(1, 4):
            self.build_meeting(number)
        self.link_back()
        self.build_body()

    def build_frame(self) -> None:
        """System and places."""
        self.make(
            "System",
            0,
            oparlVersion=f"https://schema.oparl.org/{self.version}/",
            body=f"{BASE}/bodies",
            name="Ratsinformation Musterstadt",
            contactEmail="ris@musterstadt.example",
            license="https://www.govdata.de/dl-de/by-2-0",
        )
        geometry = {"type": "Point", "coordinates": [9.73, 52.37]}
        for number, name in enumerate(("Rathaus", "Stadtpark", "Schule am Markt"), start=1):
            geojson = {"type": "Feature", "geometry": geometry, "properties": {}}
            self.make("Location", number, description=name, geojson=geojson, locality="Musterstadt")

    def build_people(self) -> None:
        """Organizations, persons, memberships."""
        for number, name in enumerate(("Rat", "Schulausschuss", "Fraktion A", "Bauamt"), start=1):
            kind = {3: "Fraktion", 4: "Verwaltungsbereich"}.get(number, "Gremium")
            self.make("Organization", number, body=address("Body", 1), name=name, organizationType=kind)
        self.objects[address("Organization", 2)]["subOrganizationOf"] = address("Organization", 1)
        for number in range(1, 13):
            membership = self.make(
                "Membership",
                number,
                person=address("Person", number),
                organization=address("Organization", 1 + number % 3),
                role="Mitglied",
                votingRight=True,
                startDate="2021-11-01",
                endDate="2026-10-31",
            )
            self.make(
                "Person",
                number,
                body=address("Body", 1),
                name=f"Person {number}",
                email=[f"person{number}@musterstadt.example"],
                membership=[self.embed(membership, "Membership")],
            )
        place = self.objects[address("Location", 3)]
        person = self.objects[address("Person", 1)]
        person["location"] = place["id"]
        if self.version >= "1.1":
            person["locationObject"] = self.embed(place, "Location")

    def build_file(self, number: int, **back: list[str]) -> Json:
        """A file with its back reference, as it is embedded."""
        made = self.make(
            "File",
            number,
            name=f"Datei {number}",
            fileName=f"datei-{number}.pdf",
            mimeType="application/pdf",
            size=1000 + number,
            sha512Checksum="ab" * 64,
            accessUrl=f"{BASE}/files/{number}.pdf",
            downloadUrl=f"{BASE}/download/{number}.pdf",
            **back,
        )
        return self.embed(made, "File")

    def build_paper(self, number: int) -> None:
        """A paper with two files, a place and one station."""
        key = address("Paper", number)
        station = self.make(
            "Consultation",
            number,
            paper=key,
            organization=[address("Organization", 2)],
            authoritative=False,
            role="Vorberatung",
        )
        if number <= 6:
            station["agendaItem"] = address("AgendaItem", number)
            station["meeting"] = address("Meeting", (number + 1) // 2)
        self.make(
            "Paper",
            number,
            body=address("Body", 1),
            name=f"Drucksache {number}",
            reference=f"{number:04}/2025",
            date="2025-02-03",
            mainFile=self.build_file(number * 10, paper=[key]),
            auxiliaryFile=[self.build_file(number * 10 + 1, paper=[key])],
            location=[self.embed(self.objects[address("Location", 2)], "Location")],
            originatorOrganization=[address("Organization", 3)],
            consultation=[self.embed(station, "Consultation")],
        )

    def build_meeting(self, number: int) -> None:
        """A meeting with two items, each about one paper."""
        key = address("Meeting", number)
        items = []
        for position in range(2):
            paper = number * 2 - 1 + position
            item = self.make(
                "AgendaItem",
                paper,
                meeting=key,
                number=str(position + 1),
                order=position,
                name=f"Punkt {paper}",
                public=True,
                consultation=address("Consultation", paper),
                result="Einstimmig",
            )
            items.append(self.embed(item, "AgendaItem"))
        start = START + timedelta(days=30 * number, hours=9)
        self.make(
            "Meeting",
            number,
            name=f"{number}. Sitzung",
            start=start.isoformat(),
            end=(start + timedelta(hours=2)).isoformat(),
            location=self.embed(self.objects[address("Location", 1)], "Location"),
            organization=[address("Organization", 2)],
            participant=[address("Person", 1)],
            invitation=self.build_file(number * 10 + 2, meeting=[key]),
            agendaItem=items,
        )

    def link_back(self) -> None:
        """References that need both sides: related papers, members, lists of organizations, places."""
        one, two = self.objects[address("Paper", 1)], self.objects[address("Paper", 2)]
        two["superordinatedPaper"], one["subordinatedPaper"] = [one["id"]], [two["id"]]
        for number in range(1, 5):
            organization = self.objects[address("Organization", number)]
            members = [address("Membership", member) for member in range(1, 13) if 1 + member % 3 == number]
            organization |= {"membership": members} if members else {}
            organization["meeting"] = organization["id"] + "/meeting"
        backs = {
            1: ("meetings", "Meeting", range(1, 4)),
            2: ("papers", "Paper", range(1, 8)),
            3: ("persons", "Person", [1]),
        }
        for number, (field, kind, numbers) in backs.items():
            if field in fields("Location", self.version):
                self.objects[address("Location", number)][field] = [address(kind, other) for other in numbers]

    def build_body(self) -> None:
        """The body, with the lists of its version."""
        key = address("Body", 1)
        term = self.make("LegislativeTerm", 1, body=key, name="2021–2026", startDate="2021-11-01", endDate="2026-10-31")
        place = self.objects[address("Location", 1)]
        place["bodies"] = [key]
        lists = {name: f"{key}/{name}" for name in LISTS if name in fields("Body", self.version)}
        self.make(
            "Body",
            1,
            system=f"{BASE}/system",
            name="Stadt Musterstadt",
            ags="03241001",
            legislativeTerm=[self.embed(term, "LegislativeTerm")],
            location=self.embed(place, "Location"),
            **lists,
        )


#: The lists of a body and the type in them.
LISTS = {
    "organization": "Organization",
    "person": "Person",
    "meeting": "Meeting",
    "paper": "Paper",
    "legislativeTermList": "LegislativeTerm",
    "agendaItem": "AgendaItem",
    "consultation": "Consultation",
    "file": "File",
    "locationList": "Location",
    "membership": "Membership",
}
