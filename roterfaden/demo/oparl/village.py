"""The second source of the demonstration: an invented municipality with persons, factions and votes, as OParl 1.1."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from roterfaden.demo.calendar import is_holiday
from roterfaden.kit.dates import BERLIN

Json = dict[str, Any]
TYPE = "https://schema.oparl.org/1.1/"
LISTS = ("organization", "person", "meeting", "paper", "legislativeterm")
#: Weeks between the meetings of the council; committees meet two weeks before it.
RHYTHM = timedelta(weeks=7)
PER_PAGE = 20


@cache
def written() -> dict[str, Any]:
    """What was written by hand."""
    return tomllib.loads((Path(__file__).parent / "village.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Village:
    """The endpoint below `base` (…/oparl/v1.1/), as it stands on `today`; `numbers` are given to its papers."""

    base: str
    anchor: date
    today: date
    numbers: tuple[str, ...] = ()

    def answer(self, path: str, page: int = 1) -> Json | None:
        """The object at a path below the base; None where there is none."""
        if path == "system":
            return self.system()
        if path in LISTS:
            return self._list(path, page)
        return self._object(path)

    def url(self, path: str) -> str:
        """The address of an object: its id."""
        return self.base + path

    def system(self) -> Json:
        """The System object."""
        return {
            "id": self.url("system"),
            "type": TYPE + "System",
            "oparlVersion": TYPE,
            "name": f"Ratsinformation {written()['short_name']} (Beispieldaten)",
            "body": self.url("bodies"),
        }

    def body(self) -> Json:
        """The Body object with its lists."""
        found = {"id": self.url("body"), "type": TYPE + "Body", "system": self.url("system")}
        found |= {"name": written()["name"], "shortName": written()["short_name"], "legislativeTermList": ""}
        return found | {"legislativeTermList": self.url("legislativeterm")} | {n: self.url(n) for n in LISTS[:4]}

    def _list(self, name: str, page: int) -> Json:
        rows = getattr(self, f"all_{name}")()
        part = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
        links = {"next": self.url(f"{name}?page={page + 1}")} if page * PER_PAGE < len(rows) else {}
        return {"data": part, "pagination": {"totalElements": len(rows), "elementsPerPage": PER_PAGE}, "links": links}

    def _object(self, path: str) -> Json | None:
        if path == "bodies":
            return {"data": [self.body()], "pagination": {"totalElements": 1}, "links": {}}
        rows = [self.body(), *(row for name in LISTS for row in getattr(self, f"all_{name}")())]
        return next((row for row in rows if row["id"] == self.url(path)), None)

    # --- people -----------------------------------------------------------------------------------------------------

    def all_legislativeterm(self) -> list[Json]:
        """The one electoral term."""
        year = self.anchor.year - 2
        term = {"id": self.url("legislativeterm/1"), "type": TYPE + "LegislativeTerm", "body": self.url("body")}
        dates = {"startDate": f"{year}-11-01", "endDate": f"{year + 5}-10-31"}
        return [term | {"name": f"Wahlperiode {year}–{year + 5}"} | dates]

    def all_organization(self) -> list[Json]:
        """Council, committees, factions."""
        return [
            {
                "id": self.url(f"organization/{row['key']}"),
                "type": TYPE + "Organization",
                "body": self.url("body"),
                "name": row["name"],
                "organizationType": row["type"],
                "classification": row["classification"],
            }
            for row in written()["organizations"]
        ]

    def all_person(self) -> list[Json]:
        """Members of the council, and one who left it."""
        people = written()["persons"]
        rows = [self._person(index, row) for index, row in enumerate(people["list"])]
        return [*rows, self._person(len(rows), people["former"], left=self.anchor - timedelta(days=200))]

    def _person(self, index: int, row: list[Any], left: date | None = None) -> Json:
        name, faction, committees, role = row
        given, _, family = name.rpartition(" ")
        places = [("rat", role), (faction, "Mitglied"), *((key, "Mitglied") for key in committees)]
        return {
            "id": self.url(f"person/{index}"),
            "type": TYPE + "Person",
            "body": self.url("body"),
            "name": name,
            "givenName": given,
            "familyName": family,
            "membership": [self._membership(index, key, role, left) for key, role in places],
        }

    def _membership(self, person: int, key: str, role: str, left: date | None) -> Json:
        found = {
            "id": self.url(f"membership/{person}-{key}"),
            "type": TYPE + "Membership",
            "organization": self.url(f"organization/{key}"),
            "role": role,
            "votingRight": True,
            "startDate": f"{self.anchor.year - 2}-11-01",
        }
        return found | ({"endDate": left.isoformat()} if left else {})

    # --- meetings ---------------------------------------------------------------------------------------------------

    def rounds(self) -> list[date]:
        """The days on which the council meets: eight rounds back, two ahead."""
        thursday = self.anchor - timedelta(days=(self.anchor.weekday() - 3) % 7)
        days = [thursday + number * RHYTHM for number in range(-7, 3)]
        return [day + timedelta(weeks=3) if is_holiday(day) else day for day in days]

    def all_meeting(self) -> list[Json]:
        """In each round the committees, two weeks later the council."""
        rows = []
        for number, day in enumerate(self.rounds()):
            for offset, key in enumerate(("finanzen", "bau", "soziales")):
                rows.append(self._meeting(number, key, day - timedelta(days=16 - offset)))
            rows.append(self._meeting(number, "rat", day))
        return rows

    def _meeting(self, number: int, key: str, day: date) -> Json:
        organization = next(row for row in written()["organizations"] if row["key"] == key)
        url = self.url(f"meeting/{number}-{key}")
        start = datetime.combine(day, time(19), BERLIN)
        members = [i for i, row in enumerate(written()["persons"]["list"]) if key == "rat" or key in row[2]]
        return {
            "id": url,
            "type": TYPE + "Meeting",
            "name": f"{organization['name']}: {number + 14}. Sitzung",
            "start": start.isoformat(),
            "end": (start + timedelta(hours=2, minutes=15)).isoformat(),
            "location": {
                "id": self.url("location/1"),
                "type": TYPE + "Location",
                "description": "Dorfgemeinschaftshaus, Saal",
                "streetAddress": "Am Beispielbach 1",
                "locality": "Lindenau",
            },
            "organization": [self.url(f"organization/{key}")],
            "participant": [self.url(f"person/{i}") for i in members] if day < self.today else [],
            "agendaItem": self._agenda(number, key, day, url),
        }

    def _agenda(self, number: int, key: str, day: date, meeting: str) -> list[Json]:
        rows = [("Eröffnung und Feststellung der Beschlussfähigkeit", "", -1)]
        rows += [(title, result, paper) for paper, title, result in self._dealt_with(number, key)]
        rows += [("Einwohner*innenfragestunde", "", -1)]
        return [
            {
                "id": f"{meeting}/item/{order}",
                "type": TYPE + "AgendaItem",
                "meeting": meeting,
                "number": str(order + 1),
                "order": order,
                "name": title,
                "public": True,
                **({"result": result} if result and day < self.today else {}),
                **({"consultation": self.url(f"consultation/{paper}-{key}")} if paper >= 0 else {}),
            }
            for order, (title, result, paper) in enumerate(rows)
        ]

    def _dealt_with(self, number: int, key: str) -> list[tuple[int, str, str]]:
        """(paper, title, result) of the papers that a meeting deals with: two each round."""
        found = []
        for paper, row in enumerate(self.papers()):
            if paper // 2 + 1 == number and key in (row[2], "rat"):
                found.append((paper, row[0], row[5] if key == "rat" else row[4]))
        return found

    # --- papers -----------------------------------------------------------------------------------------------------

    def papers(self) -> list[list[str]]:
        """The papers as written."""
        rows: list[list[str]] = written()["papers"][0]["rows"]
        return rows

    def all_paper(self) -> list[Json]:
        """The papers, each at a committee and at the council of its round."""
        return [self._paper(index, row, self.rounds()[index // 2 + 1]) for index, row in enumerate(self.papers())]

    def _paper(self, index: int, row: list[str], day: date) -> Json:
        title, kind, committee, faction, *_results, text = row
        url = self.url(f"paper/{index}")
        submitted = min(day - timedelta(days=30), self.anchor - timedelta(days=3))  # nothing is dated ahead of today
        number = self.numbers[index] if index < len(self.numbers) else f"{index + 31:04}/{submitted.year}"
        return {
            "id": url,
            "type": TYPE + "Paper",
            "body": self.url("body"),
            "name": title,
            "reference": number,
            "paperType": kind,
            "date": submitted.isoformat(),
            **({"originatorOrganization": [self.url(f"organization/{faction}")]} if faction else {}),
            "mainFile": {
                "id": f"{url}/file",
                "type": TYPE + "File",
                "name": title,
                "fileName": f"vorlage-{index + 31}.pdf",
                "mimeType": "application/pdf",
                "text": text,
                "accessUrl": self.url(f"file/{index}.pdf"),
            },
            "consultation": [
                self._consultation(index, committee, index // 2 + 1, authoritative=False),
                self._consultation(index, "rat", index // 2 + 1, authoritative=True),
            ],
        }

    def _consultation(self, paper: int, key: str, number: int, *, authoritative: bool) -> Json:
        meeting = self.url(f"meeting/{number}-{key}")
        items = [row[0] for row in self._dealt_with(number, key)]
        return {
            "id": self.url(f"consultation/{paper}-{key}"),
            "type": TYPE + "Consultation",
            "paper": self.url(f"paper/{paper}"),
            "meeting": meeting,
            "agendaItem": f"{meeting}/item/{items.index(paper) + 1}",
            "organization": [self.url(f"organization/{key}")],
            "role": "Entscheidung" if authoritative else "Vorberatung",
            "authoritative": authoritative,
        }
