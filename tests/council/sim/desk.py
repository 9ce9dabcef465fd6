"""A desk for readers that fetches from a dictionary: no network, no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from roterfaden.council.sources.base import Finding, Json, Page, Remembered
from roterfaden.council.sources.sim.reader import SimReader
from roterfaden.kit.http import Answer, FetchError, StatusError
from tests.council.sim.pages import BASE, fixture, framed

EMPTY_LIST = framed("<h2>Termine</h2>")


@dataclass
class FakeDesk:
    """`answers`: what stands at an address below the base; a number is a status, an exception is raised."""

    answers: dict[str, str | int | FetchError] = field(default_factory=dict)
    since: datetime | None = None
    known: dict[str, Remembered] = field(default_factory=dict)
    watch: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, *, validate: Callable[[Answer], None] | None = None
    ) -> Answer:
        name = url.removeprefix(BASE)
        self.asked.append(name)
        self.headers[name] = dict(headers or {})
        found = self.answers.get(name, EMPTY_LIST if name.startswith("Termine.xsp") else 404)
        if isinstance(found, FetchError):
            raise found
        status, text = (found, EMPTY_LIST) if isinstance(found, int) else (200, found)
        tag = f'"{hash(text)}"'
        if tag == (headers or {}).get("if-none-match"):
            return Answer(url, 304)
        answer = Answer(url, status, {"etag": tag, "content-type": "text/html; charset=utf-8"}, text.encode())
        if validate is not None and status == 200:
            validate(answer)
        return answer

    def remembered(self, url: str) -> Remembered | None:
        return self.known.get(url.removeprefix(BASE))

    def report(self, finding: Finding) -> None:
        self.findings.append(finding)

    def incomplete(self, what: str, why: str) -> None:
        self.gaps.append(what.removeprefix(BASE))

    def watched(self, kind: str) -> list[str]:
        return [BASE + name for name in self.watch.get(kind, [])]

    def codes(self) -> list[str]:
        """The codes of all findings."""
        return [finding.code for finding in self.findings]


def site(**more: str | int | FetchError) -> dict[str, str | int | FetchError]:
    """A small site: two lists of bodies, one committee's meeting with two papers. `more` by names with _ for /."""
    pages: dict[str, str | int | FetchError] = {
        "Ausschuesse.xsp": fixture("committees"),
        "AuswahlStadtbezirke.xsp": fixture("districts"),
        "Termine.xsp?view=Termine&grem=AWasser": framed('<a href="TM/20260622_AWasser">22.06.2026</a>'),
        "TM/20260622_AWasser": fixture("meeting"),
        "TM/20260504_STBR01": fixture("meeting_without_time"),
        "DS/0101-2026": fixture("proposal"),
        "DS/0101-2026N1": 404,
        "DS/0102-2026": fixture("amendment"),
        "DS/0102-2026N1": fixture("not_public"),
        "DS/0777-2024": fixture("district_paper"),
    }
    return pages | {name.replace("__", "/", 1).replace("_", "-"): page for name, page in more.items()}


def read(desk: FakeDesk) -> list[Page]:
    """All pages of a run."""
    reader = SimReader(BASE, desk)
    reader.system()
    return list(reader.pages())


def objects(pages: list[Page]) -> dict[str, Json]:
    """All objects of a run by what their id says after the base."""
    return {obj["id"].removeprefix(BASE): obj for page in pages for obj in page.objects}


def server_error(name: str) -> StatusError:
    """What a page answers that is broken at the source."""
    return StatusError(BASE + name, 500)
