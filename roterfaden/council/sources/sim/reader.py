"""Walks a SIM site: bodies, their meetings (newest first), the papers of the agendas and those related to them.

A page is handed over only after everything that it leads to. So a page that was handed over says that what hangs on it
was too: a run that was killed goes on where it stopped, without a list of what is still open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from roterfaden.council.sources.base import Desk, Finding, Json, Page, Remembered, UnpublishedError
from roterfaden.council.sources.sim.addresses import PLENUM, MeetingKey, Site
from roterfaden.council.sources.sim.directory import Directory
from roterfaden.council.sources.sim.objects import (
    executive_json,
    meeting_json,
    organization_json,
    paper_json,
    plenum_json,
    system_json,
)
from roterfaden.council.sources.sim.pages.dom import Oddity
from roterfaden.council.sources.sim.pages.lists import BodyEntry, BodyList, parse_bodies, parse_meetings
from roterfaden.council.sources.sim.pages.meeting import parse_meeting
from roterfaden.council.sources.sim.pages.paper import PaperPage, parse_paper
from roterfaden.kit.http import Answer, FetchError, RobotsError, UnreadableError

#: Later runs look again at meetings that are at most this old: results and minutes come weeks later.
RECENT = timedelta(days=120)
#: Related papers of related papers …: how far the walk goes.
DEPTH = 30
#: So many addresses in a row that cannot be read mean that the site is away.
GIVE_UP = 5
_GONE = frozenset({401, 403, 404, 410})


@dataclass(frozen=True)
class _Read:
    """A page that was read. `html` is None where it did not change and was not sent again."""

    html: str | None
    gone: bool = False
    etag: str = ""
    last_modified: str = ""
    digest: str = ""

    def page(self, url: str, kind: str, *objects: Json, total: int | None = None, remember: bool = True) -> Page:
        """What the sync gets of it. Not remembered: the next run reads it anew."""
        if self.html is None:
            return Page(url, kind, unchanged=True, total=total)
        if not remember:
            return Page(url, kind, objects, total=total)
        return Page(url, kind, objects, False, self.etag, self.last_modified, self.digest, total=total)


@dataclass
class SimReader:
    """A `Reader` of one SIM site."""

    url: str
    desk: Desk
    version: ClassVar[str] = "sim-1"
    _committees: BodyList = field(default_factory=lambda: BodyList(()))
    _districts: BodyList = field(default_factory=lambda: BodyList(()))
    _done: set[str] = field(default_factory=set)
    _total: int | None = None
    #: Addresses that could not be read: in a row, and in all.
    _in_a_row: int = 0
    _unread: int = 0

    def __post_init__(self) -> None:
        self.site = Site.at(self.url)
        self.directory = Directory(self.site)

    def system(self) -> Json:
        """The System object, after a look at both lists of bodies. Raises FetchError where there is no SIM."""
        self._committees = self._bodies("Ausschuesse.xsp")
        self._districts = self._bodies("AuswahlStadtbezirke.xsp")
        entries = (*self._committees.entries, *self._districts.entries)
        if not entries:
            raise UnreadableError(self.site.base, "kein SIM: keine Gremien gefunden")
        self.directory = Directory.of(self.site, entries)
        city = self._committees.city or self._districts.city or str(urlsplit(self.site.base).hostname)
        return system_json(self.site, city)

    def pages(self) -> Iterator[Page]:
        """Bodies; then meetings, each after its papers; then what else is watched."""
        yield from self._organizations()
        keys = self._listed()
        self._total = len(keys)
        for key in sorted(keys, key=lambda key: (key.day, key.code), reverse=True):
            yield from self._meeting(self.site.meeting_url(key))
        if self.desk.since is not None:
            for url in self.desk.watched("Meeting"):
                yield from self._meeting(url)
            for url in self.desk.watched("Paper"):
                yield from self._paper(url)

    def one(self, url: str, oparl_type: str) -> Json | None:
        """A meeting or paper alone, without what it leads to; bodies stand in lists only."""
        key = self.site.meeting_key(url)
        if key is None and not self.site.paper_number(url):
            return None
        answer = self.desk.get(url, validate=_whole)
        if answer.status != 200:
            return None
        if key is not None:
            return meeting_json(url, key, parse_meeting(answer.text(), self.site), self.directory)
        paper = parse_paper(answer.text(), self.site)
        if not paper.published:
            raise UnpublishedError(url)
        return paper_json(url, paper, self.directory)

    # --- bodies -----------------------------------------------------------------------------------------------------

    def _bodies(self, name: str) -> BodyList:
        url = self.site.base + name
        answer = self.desk.get(url)
        if answer.status != 200:
            raise UnreadableError(url, f"HTTP {answer.status}")
        found = parse_bodies(answer.text(), self.site)
        self._report(url, found.oddities)
        return found

    def _organizations(self) -> Iterator[Page]:
        own = [plenum_json(self.site), executive_json(self.site)]
        committees = [organization_json(self.site, entry, "committee") for entry in self._committees.entries]
        districts = [organization_json(self.site, entry, "districtCouncil") for entry in self._districts.entries]
        yield Page(self.site.base + "Ausschuesse.xsp", "Organization", (*own, *committees))
        yield Page(self.site.base + "AuswahlStadtbezirke.xsp", "Organization", tuple(districts))

    # --- meetings ---------------------------------------------------------------------------------------------------

    def _listed(self) -> set[MeetingKey]:
        """The meetings of all bodies that are to be read."""
        plenum = BodyEntry(PLENUM, "")
        found: set[MeetingKey] = set()
        for entry in (plenum, *self._committees.entries, *self._districts.entries):
            found.update(self._meetings_of(self.site.body_url(entry.code)))
        return found

    def _meetings_of(self, url: str) -> Iterable[MeetingKey]:
        """A body's meetings; in a later run only new, recent and future ones."""
        read = self._read(url, Remembered())
        if read is None or read.html is None:
            return []
        found = parse_meetings(read.html, self.site)
        self._report(url, found.oddities)
        since = self.desk.since
        if since is None:
            return found.keys
        edge: date = since.date() - RECENT
        return [
            key for key in found.keys if key.day >= edge or self.desk.remembered(self.site.meeting_url(key)) is None
        ]

    def _meeting(self, url: str, depth: int = 0) -> Iterator[Page]:
        key = self.site.meeting_key(url)
        if key is None or url in self._done:
            return
        self._done.add(url)
        read = self._read(url)
        if read is None:
            return
        if read.gone:
            self.desk.report(Finding("sim-meeting-missing", url))
        if read.gone or read.html is None:
            yield read.page(url, "Meeting")
            return
        found = parse_meeting(read.html, self.site)
        self._report(url, found.oddities)
        unread = self._unread
        for row in found.agenda:
            if row.url:
                yield from self._paper(row.url, depth + 1)
        meeting = meeting_json(url, key, found, self.directory)
        yield read.page(url, "Meeting", meeting, total=self._total, remember=self._unread == unread)

    # --- papers -----------------------------------------------------------------------------------------------------

    def _paper(self, url: str, depth: int = 0) -> Iterator[Page]:
        """A paper, after all that it names as related and the meetings that no list knows."""
        if not self.site.paper_number(url) or url in self._done or depth > DEPTH:
            return
        self._done.add(url)
        read = self._read(url)
        if read is None:
            return
        found = parse_paper(read.html, self.site) if read.html is not None and not read.gone else None
        if found is None or not found.published:
            if found is not None or read.gone:
                self.desk.report(Finding("sim-not-public", url, self.site.paper_number(url)))
            yield read.page(url, "Paper")
            return
        self._report(url, found.oddities)
        unread = self._unread
        yield from self._around(found, depth)
        paper = paper_json(url, found, self.directory)
        yield read.page(url, "Paper", paper, remember=self._unread == unread)

    def _around(self, paper: PaperPage, depth: int) -> Iterator[Page]:
        for related in paper.related:
            if related.url:
                yield from self._paper(related.url, depth + 1)
        for station in paper.course:
            if station.meeting and depth < DEPTH:
                yield from self._meeting(station.meeting, depth + 1)

    # --- reading ----------------------------------------------------------------------------------------------------

    def _read(self, url: str, known: Remembered | None = None) -> _Read | None:
        """Read an address. None where it cannot be read now: the run goes on, but ends as incomplete."""
        if known is None and self.desk.since is not None:
            known = self.desk.remembered(url)
        try:
            answer = self.desk.get(url, _conditions(known or Remembered()), validate=_whole)
        except RobotsError:
            raise
        except FetchError as error:
            self._failed(url, error)
            return None
        if answer.status not in {200, 304} and answer.status not in _GONE:
            self._failed(url, UnreadableError(url, f"HTTP {answer.status}"))
            return None
        self._in_a_row = 0
        return _read(answer, known)

    def _failed(self, url: str, error: FetchError) -> None:
        self._unread += 1
        self._in_a_row += 1
        if self._in_a_row >= GIVE_UP:
            raise error
        self.desk.report(Finding("sim-unreadable", url, str(error)))
        self.desk.incomplete(url, str(error))

    def _report(self, url: str, oddities: Iterable[Oddity]) -> None:
        for oddity in oddities:
            self.desk.report(Finding(oddity.code, url, oddity.detail))


def _whole(answer: Answer) -> None:
    """A page that was cut on its way has no end: it is asked for again."""
    if b"</html>" not in answer.body[-2000:].lower():
        raise UnreadableError(answer.url, "die Seite ist abgeschnitten")


def _conditions(known: Remembered) -> dict[str, str]:
    headers = {"if-none-match": known.etag, "if-modified-since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def _read(answer: Answer, known: Remembered | None) -> _Read:
    digest = hashlib.sha256(answer.body).hexdigest()
    if answer.status == 304 or (known is not None and known.digest == digest):
        return _Read(None)
    gone = answer.status in _GONE
    validators = answer.headers
    return _Read(answer.text(), gone, validators.get("etag", ""), validators.get("last-modified", ""), digest)
