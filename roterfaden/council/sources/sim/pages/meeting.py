"""A meeting (`TM/<yyyymmdd>_<CODE>`): body, day, place, time, invitation and minutes, agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from selectolax.lexbor import LexborNode

from roterfaden.council.sources.sim.addresses import Site
from roterfaden.council.sources.sim.pages.agenda import AgendaRow, read_agenda
from roterfaden.council.sources.sim.pages.dom import Html, Oddity, german_day, line, prose

#: Rows of the information table that say nothing that stands not elsewhere.
_SKIPPED = ("statischer link", "alle sitzungsunterlagen")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
_CANCELLED = re.compile(r"\babgesagt\b|\bentfällt\b|\bfällt aus\b|\baufgehoben\b", re.IGNORECASE)
_ZIP = re.compile(r"\b(\d{5})\s+([^\W\d_][^,\d]*)")


@dataclass(frozen=True)
class Place:
    """Where a meeting takes place. `url` is the place's page, "" where it has none."""

    name: str
    url: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True)
class MeetingDocument:
    """An invitation or minutes."""

    name: str
    url: str
    published: date | None = None


@dataclass(frozen=True)
class MeetingPage:
    """A meeting as its page shows it."""

    title: str = ""
    body: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    place: Place | None = None
    state: str = ""
    cancelled: bool = False
    documents: tuple[MeetingDocument, ...] = ()
    agenda: tuple[AgendaRow, ...] = ()
    oddities: tuple[Oddity, ...] = ()


def parse_meeting(html: str, site: Site) -> MeetingPage:
    """Read a meeting's page."""
    page = Html.parse(html, site)
    rows = dict(_information(page))
    title = line(node) if (node := page.tree.css_first("h2")) else ""
    clock = _clock(rows)
    state = "; ".join(prose(rows[name]) for name in ("status", "hinweis") if name in rows)
    agenda, oddities = read_agenda(page)
    return MeetingPage(
        title=title,
        body=line(rows["gremium"]) if "gremium" in rows else "",
        day=german_day(line(rows["sitzungsdatum"])) if "sitzungsdatum" in rows else None,
        start=clock[0] if clock else None,
        end=clock[1] if len(clock) > 1 else None,
        place=_place(page, rows.get("tagungsort")),
        state=state,
        cancelled=bool(_CANCELLED.search(f"{title} {state}")),
        documents=tuple(_documents(page, rows)),
        agenda=tuple(agenda),
        oddities=(*_unknown(rows, title), *oddities),
    )


_READ = ("gremium", "sitzungsdatum", "tagungsort", "beginn", "ende", "einladung / protokoll", "status", "hinweis")


def _information(page: Html) -> Iterator[tuple[str, LexborNode]]:
    """The rows of the information table by the text of their head."""
    for head in page.tree.css("th[scope=row], th"):
        row = head.parent
        cell = row.css_first("td") if row is not None else None
        if cell is not None and (name := line(head).rstrip(": ").casefold()):
            yield name, cell


def _unknown(rows: dict[str, LexborNode], title: str) -> Iterator[Oddity]:
    for name, cell in rows.items():
        if name not in _READ and not name.startswith(_SKIPPED):
            yield Oddity("sim-unknown-field", f"{name}: {line(cell)}"[:500])
    if "sitzungsdatum" not in rows:
        yield Oddity("sim-no-information", title)


def _clock(rows: dict[str, LexborNode]) -> list[time]:
    """Begin and, where it is given, end: "15:00 Uhr", "15.00 - 17.30 Uhr", or in a row of its own."""
    text = " ".join(line(rows[name]) for name in ("beginn", "ende") if name in rows)
    return [time(int(hour), int(minute)) for hour, minute in _CLOCK.findall(text)]


def _place(page: Html, cell: LexborNode | None) -> Place | None:
    if cell is None or not (text := prose(cell)):
        return None
    name, *address = text.splitlines()
    link = cell.css_first("a[href]")
    found = _ZIP.search(" ".join(address))
    return Place(
        name=name,
        url=page.href(link) if link else "",
        street=address[0].split(",")[0].strip() if found and not _ZIP.match(address[0]) else "",
        postal_code=found[1] if found else "",
        city=found[2].strip() if found else "",
    )


def _documents(page: Html, rows: dict[str, LexborNode]) -> Iterator[MeetingDocument]:
    """Each link of the row "Einladung / Protokoll" with the day it appeared."""
    cell = rows.get("einladung / protokoll")
    for link in cell.css("a[href]") if cell is not None else []:
        if url := page.href(link):
            row = _row_of(link)
            day = row.css_first(".published_date") if row is not None else None
            yield MeetingDocument(line(link), url, german_day(line(day)) if day else None)


def _row_of(node: LexborNode) -> LexborNode | None:
    found = node.parent
    while found is not None and found.tag != "tr":
        found = found.parent
    return found
