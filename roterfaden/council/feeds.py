"""Atom (RFC 4287), paged as RFC 5005 says: papers of any filter, one paper's changes, all silent changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roterfaden.council.addresses import absolute, address
from roterfaden.council.listing import PaperListing
from roterfaden.council.models import Meeting, Paper, Revision
from roterfaden.council.paper_page import PaperPage
from roterfaden.council.querysets import midnight, paper_rows
from roterfaden.council.sentences import day
from roterfaden.council.stations import Station
from roterfaden.council.words import change_label, meeting_label, paper_label

ENTRIES = 50
#: XML 1.0 allows no control characters, and no half of a surrogate pair.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `anchor` makes the id of entries that share an address."""

    title: str
    path: str
    updated: datetime
    summary: str = ""
    anchor: str = ""


class _Feed(Atom1Feed):
    """Atom with the links that page it."""

    def add_root_elements(self, handler: Any) -> None:
        """The usual ones, then the next part."""
        super().add_root_elements(handler)
        if next_page := self.feed["next_page"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": next_page})


def papers_feed(listing: PaperListing, title: str, after: str) -> HttpResponse:
    """The papers of a filter, in its order. `after` is the key that the part before ended with."""
    keys = listing.keys(listing.read_key(after) if after else None, ENTRIES)
    papers = paper_rows([key.pk for key in keys])
    query = listing.wanted.query
    here, page = reverse("council:papers_feed"), reverse("council:papers")
    more = urlencode({"ab": str(keys[-1])}) if len(keys) == ENTRIES else ""
    next_page = absolute(f"{here}?{'&'.join(part for part in (query, more) if part)}") if more else ""
    entries = [Entry(paper_label(paper), address(paper), paper.changed_at, paper_summary(paper)) for paper in papers]
    return atom(title, _with_query(page, query), _with_query(here, query), entries, next_page)


def paper_feed(page: PaperPage, link: str) -> HttpResponse:
    """What happened to one paper: stations that have a result, and silent changes."""
    entries = [_station_entry(page.paper, place, station) for place, station in enumerate(page.stations)]
    entries += [revision_entry(revision, page.paper) for revision in page.revisions]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    path = link.removeprefix(settings.SITE_URL)
    return atom(paper_label(page.paper), path, f"{path}.atom", entries[:ENTRIES], updated=page.paper.changed_at)


def revisions_feed(revisions: Sequence[Revision]) -> HttpResponse:
    """The latest silent changes of all papers and meetings."""
    here, page = reverse("council:revisions_feed"), reverse("council:revisions")
    return atom(_("Stille Änderungen"), page, here, [revision_entry(row, row.paper) for row in revisions])


def revision_entry(revision: Revision, paper: Paper | None) -> Entry:
    """A silent change: of what, and which fields."""
    name = paper_label(paper) if paper is not None else _meeting_name(revision.meeting)
    title = _("Stille Änderung: {name}").format(name=name)
    return Entry(title, address(revision), revision.seen_at, change_label(revision))


def _meeting_name(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    when = day(localtime(meeting.start).date()) if meeting.start else ""
    return ", ".join(part for part in (meeting_label(meeting), when) if part)


def _station_entry(paper: Paper, place: int, station: Station) -> Entry:
    when = midnight(station.date) if station.date else paper.first_seen
    said = (
        station.result.text
        or station.result.label
        or (_("Ergebnis: nicht veröffentlicht") if not station.ahead else "")
    )
    title = ": ".join(part for part in (station.stage, station.name) if part)
    summary = ". ".join(part for part in (day(station.date), said) if part)
    return Entry(title, address(paper), when, summary, anchor=f"station-{place + 1}")


def paper_summary(paper: Paper) -> str:
    """Kind, date and what is known of the outcome."""
    outcome = str(paper.get_outcome_display()) if paper.outcome != "none" else ""
    decided = f"{outcome} ({day(paper.decided_on)})" if outcome and paper.decided_on else outcome
    return " · ".join(part for part in (paper.kind_label, day(paper.date), decided) if part)


def atom(
    title: str, page: str, here: str, entries: Iterable[Entry], next_page: str = "", updated: datetime | None = None
) -> HttpResponse:
    """The feed as an answer. Addresses are paths of the portal."""
    feed = _Feed(
        title=_safe(f"{title} – {settings.CITY}"),
        link=absolute(page),
        description="",
        feed_url=absolute(here),
        feed_guid=absolute(here),
        language=get_language(),
        next_page=next_page,
    )
    for entry in entries:
        link = absolute(entry.path) + (f"#{entry.anchor}" if entry.anchor else "")
        feed.add_item(_safe(entry.title), link, _safe(entry.summary), unique_id=link, updateddate=entry.updated)
    body = feed.writeString("utf-8")
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _safe(text: str) -> str:
    return NOT_IN_XML.sub("", text)
