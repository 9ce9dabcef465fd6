"""The "Beratungsverlauf" of a paper: where it was and will be consulted, with the results as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborNode

from roterfaden.council.sources.sim.pages.dom import Html, Oddity, below, german_day, line, prose

_STATION = re.compile(
    r"(?P<when>\d{1,2}\.\d{1,2}\.\d{4}|Zukünftig)\s*:\s*(?P<body>.+?)\s*(?::(?:\s+(?P<result>.*))?)?", re.DOTALL
)
#: A body that is only told: "Sozialausschuss (zur Kenntnis)".
TOLD = re.compile(r"\s*\((?:nur )?(zur Kenntnis(?:nahme)?|z\. ?K\.|nachrichtlich)\)", re.IGNORECASE)


@dataclass(frozen=True)
class Station:
    """A station. Without `day` it is announced only ("Zukünftig"); `meeting` is the linked meeting's address or ""."""

    body: str
    day: date | None = None
    planned: bool = False
    meeting: str = ""
    role: str = ""
    result: str = ""


def read_course(page: Html) -> tuple[tuple[Station, ...], list[Oddity]]:
    """All stations in the page's order. An entry that cannot be read is kept by its words."""
    heading = page.heading("Beratungsverlauf")
    entries = [
        entry
        for part in (below(heading) if heading is not None else [])
        if part.tag != "-text"
        for entry in part.css("li")
    ]
    stations, oddities = [], []
    for entry in entries:
        if not line(entry):
            continue
        found = _station(page, entry)
        stations.append(found)
        if found.day is None and not found.planned:
            oddities.append(Oddity("sim-unread-station", line(entry)[:500]))
    return tuple(stations), oddities


def _station(page: Html, entry: LexborNode) -> Station:
    link = entry.css_first("a[href]")
    url = page.href(link) if link is not None else ""
    meeting = url if page.site.meeting_key(url) else ""
    found = _STATION.fullmatch(_text(entry, link if meeting else None))
    if found is None:
        return Station(body=line(entry)[:500], meeting=meeting)
    planned = found["when"] == "Zukünftig"
    body = " ".join(found["body"].split())
    told = TOLD.search(body)
    return Station(
        body=TOLD.sub("", body).strip(),
        day=None if planned else german_day(found["when"]),
        planned=planned,
        meeting=meeting,
        role="zur Kenntnis" if told else "",
        result=(found["result"] or "").strip(),
    )


def _text(entry: LexborNode, link: LexborNode | None) -> str:
    """The entry's words. The link ends where the body's name ends, so a colon is put there if the page has none."""
    whole = prose(entry)
    head = line(link) if link is not None else ""
    if not head or not whole.startswith(head):
        return whole
    rest = whole[len(head) :].strip()
    told = TOLD.match(" " + rest)
    if told:
        head, rest = head + told[0], rest[len(told[0]) - 1 :].strip()
    return f"{head}: {rest.removeprefix(':').strip()}"
