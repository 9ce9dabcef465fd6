"""The whole council system of the demonstration city, as it stands on a given day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import parse_qs, unquote

from roterfaden.demo.calendar import calendar, published
from roterfaden.demo.casting import Casting
from roterfaden.demo.papers import DemoPaper
from roterfaden.demo.sim import lists, meeting, paper
from roterfaden.demo.world import BODIES, DISSOLVED

#: So far ahead meetings are listed.
LISTED = timedelta(days=95)


class DemoSite:
    """Answers for addresses below `…/lhhsimwebre.nsf/`. `today` is the day on which the site is looked at."""

    def __init__(self, anchor: date) -> None:
        self.anchor = anchor
        self.today = anchor
        self.days = calendar(anchor)
        self.papers = Casting(anchor, self.days).all()

    @cached_property
    def by_name(self) -> dict[str, DemoPaper]:
        """Papers by the name in their address."""
        return {found.name: found for found in self.papers}

    @cached_property
    def by_meeting(self) -> dict[tuple[str, date], list[DemoPaper]]:
        """Papers by the meetings that deal with them."""
        found: dict[tuple[str, date], list[DemoPaper]] = defaultdict(list)
        for one in self.papers:
            for stop in one.stops:
                found[(stop.body, stop.day)].append(one)
        return found

    def page(self, path: str, query: str) -> str | None:
        """The page at a path below the base, None where there is none."""
        path = unquote(path)
        if path in {"", "Termine.xsp"}:
            return self._list(parse_qs(query))
        if path == "Ausschuesse.xsp":
            return lists.committees()
        if path == "AuswahlStadtbezirke.xsp":
            return lists.districts()
        kind, _, name = path.partition("/")
        if kind == "TM":
            return self._meeting(name)
        return self._paper(name) if kind == "DS" else None

    def _list(self, query: dict[str, list[str]]) -> str | None:
        code = query.get("grem", query.get("view", ["Rat"]))[0].removeprefix("Termine")
        if code in dict(DISSOLVED):
            return lists.meetings(code, [])
        days = published(self.days).get(code)
        if days is None:
            return None
        return lists.meetings(code, [day for day in days if day <= self.today + LISTED])

    def _meeting(self, name: str) -> str | None:
        stamp, _, code = name.partition("_")
        days = published(self.days).get(code, [])
        day = next((day for day in days if f"{day:%Y%m%d}" == stamp and day <= self.today + LISTED), None)
        if day is None:
            return None
        edge = min(self.today, day)
        shown = [one for one in self.by_meeting[(code, day)] if one.is_there(edge) and one.is_public(self.today)]
        return meeting.render(BODIES[code], day, shown, self.today, days.index(day) + 12)

    def _paper(self, name: str) -> str | None:
        found = self.by_name.get(name)
        if found is None or not found.is_there(self.today):
            return None
        return paper.render(found, self.today)
