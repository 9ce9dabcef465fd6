"""The whole council system of the demonstration city: all its pages, as they stand on any day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from urllib.parse import parse_qs, unquote

from roterfaden.demo.calendar import calendar, published
from roterfaden.demo.casting import Casting
from roterfaden.demo.papers import DemoPaper
from roterfaden.demo.pdf import pdf
from roterfaden.demo.sim import documents, lists, meeting, paper
from roterfaden.demo.world import BODIES, DISSOLVED

#: So far ahead meetings are listed.
LISTED = timedelta(days=95)


class City:
    """Everything that is invented, the same for the same anchor."""

    def __init__(self, anchor: date) -> None:
        self.anchor = anchor
        self.days = calendar(anchor)
        self.papers = Casting(anchor, self.days).all()

    @cached_property
    def by_name(self) -> dict[str, DemoPaper]:
        """Papers by the name in their address."""
        return {found.name: found for found in self.papers}

    @cached_property
    def by_unid(self) -> dict[str, DemoPaper]:
        """Papers by the folder of their files."""
        return {paper.unid(found.number): found for found in self.papers}

    @cached_property
    def by_meeting(self) -> dict[tuple[str, date], list[DemoPaper]]:
        """Papers by the meetings that deal with them."""
        found: dict[tuple[str, date], list[DemoPaper]] = defaultdict(list)
        for one in self.papers:
            for stop in one.stops:
                found[(stop.body, stop.day)].append(one)
        return found


@lru_cache(maxsize=4)
def city(anchor: date) -> City:
    """The city of an anchor day; made once in a process."""
    return City(anchor)


@dataclass(frozen=True)
class Site:
    """The pages of a city on one day."""

    city: City
    today: date

    def page(self, path: str, query: str = "") -> str | None:
        """The page at a path below the base, None where there is none."""
        path = unquote(path)
        if path in {"", "Termine.xsp", "TermineAktuell.xsp"}:
            return self._list(parse_qs(query))
        if path == "Ausschuesse.xsp":
            return lists.committees()
        if path == "AuswahlStadtbezirke.xsp":
            return lists.districts()
        kind, _, name = path.partition("/")
        if kind == "TM":
            return self._meeting(name)
        if kind == "TO":
            return self._document(name)
        return self._paper(name) if kind == "DS" else None

    def file(self, path: str) -> bytes | None:
        """The PDF at a path below the folder of files."""
        unid, _, name = unquote(path).partition("/$FILE/")
        found = self.city.by_unid.get(unid)
        if found is None or not found.is_public(self.today) or name not in dict(paper.files_of(found)):
            return None
        words = found.on(self.today)
        text = "\n\n".join(f"{head}\n\n{text}" for head, text in words.sections)
        return pdf(f"{found.heading} Nr. {found.number} (Beispieldaten)", f"{words.title}\n\n{text}")

    def _list(self, query: dict[str, list[str]]) -> str | None:
        code = query.get("grem", query.get("view", ["Rat"]))[0].removeprefix("Termine")
        if code in dict(DISSOLVED):
            return lists.meetings(code, [])
        days = published(self.city.days).get(code)
        return None if days is None else lists.meetings(code, [day for day in days if day <= self.today + LISTED])

    def _day(self, stamp: str, code: str) -> date | None:
        days = published(self.city.days).get(code, [])
        return next((day for day in days if f"{day:%Y%m%d}" == stamp and day <= self.today + LISTED), None)

    def _dealt_with(self, code: str, day: date) -> list[DemoPaper]:
        """The papers of a meeting's agenda; answers stand with their questions only."""
        edge = min(self.today, day)
        return [
            one
            for one in self.city.by_meeting[(code, day)]
            if one.relation != "answers" and one.is_there(edge) and one.is_public(self.today)
        ]

    def _meeting(self, name: str) -> str | None:
        stamp, _, code = name.partition("_")
        day = self._day(stamp, code)
        if day is None:
            return None
        count = self.city.days[code].index(day) + 12
        return meeting.render(BODIES[code], day, self._dealt_with(code, day), self.today, count)

    def _document(self, name: str) -> str | None:
        """Invitation or minutes."""
        stamp, _, rest = name.partition("_")
        code, _, mark = rest.rpartition("_")
        day = self._day(stamp, code)
        if day is None or mark not in dict(meeting.documents_of(day, self.today)):
            return None
        return documents.render(BODIES[code], day, self._dealt_with(code, day), minutes=mark == "P")

    def _paper(self, name: str) -> str | None:
        found = self.city.by_name.get(name)
        if found is None or not found.is_there(self.today):
            return None
        return paper.render(found, self.today)
