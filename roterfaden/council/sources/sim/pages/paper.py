"""A paper (`DS/<number>-<year>[N1]`): what it is, where it is consulted, and its text in sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

from roterfaden.council.sources.sim.addresses import NUMBER, Site, number_of
from roterfaden.council.sources.sim.pages.content import Content, read_content
from roterfaden.council.sources.sim.pages.course import Station, read_course
from roterfaden.council.sources.sim.pages.dom import Html, Oddity, Section, below, line, links, prose, section

#: What a paper that is not public answers instead of its page.
NOT_PUBLIC = "nicht zur veröffentlichung im internet freigegeben"
_HEAD = re.compile(rf"(?P<kind>.+?)\s+Nr\.?\s*(?P<number>{NUMBER.pattern})\s*(?::\s*(?P<title>.*))?", re.DOTALL)
_RELATED = re.compile(rf"(?P<number>{NUMBER.pattern})\s*(?:\((?P<label>[^)]*)\))?")
_SIZE = re.compile(r"^(?P<name>.*?)\s*\((?P<size>[0-9.,]{1,15})\s*(?P<unit>Byte|KB|MB|GB)\)\s*$", re.IGNORECASE)
_UNITS = {"byte": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}
_KNOWN = ("informationen", "verwandte drucksachen", "anlagen", "beratungsverlauf", "antragsteller", "statischer link")
#: "Fraktion A, Fraktion B und Gruppe C": parted only where each part names a group.
_GROUP = re.compile(
    r"fraktion|gruppe|partei|bezirksrats(?:frau|herr|mitglied)|rats(?:frau|herr|mitglied)", re.IGNORECASE
)


@dataclass(frozen=True)
class Related:
    """A paper that stands in "verwandte Drucksachen", e.g. `0822/2026` as "Ursprungsvorlage"."""

    number: str
    label: str
    url: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file. `size` is in bytes, as exact as "533 KB" allows; None where it is not stated."""

    name: str
    url: str
    size: int | None = None


@dataclass(frozen=True)
class PaperPage:
    """A paper as its page shows it. `published` False: the page says that the paper is not public."""

    number: str = ""
    kind: str = ""
    title: str = ""
    published: bool = True
    related: tuple[Related, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    course: tuple[Station, ...] = ()
    applicants: tuple[str, ...] = ()
    content: Content = field(default_factory=Content)
    further: tuple[Section, ...] = ()
    oddities: tuple[Oddity, ...] = ()

    @property
    def date(self) -> date | None:
        """The day it was signed."""
        return self.content.signed


def parse_paper(html: str, site: Site) -> PaperPage:
    """Read a paper's page."""
    page = Html.parse(html, site)
    if page.heading("Informationen") is None and NOT_PUBLIC in line(page.tree.root or []).casefold():
        return PaperPage(published=False)
    kind, number, title = _head(page)
    course, course_oddities = read_course(page)
    content = read_content(page)
    further = tuple(_further(page))
    return PaperPage(
        number=number,
        kind=content.kind or kind,
        title=title,
        related=tuple(_related(page)),
        attachments=tuple(_attachments(page)),
        course=course,
        applicants=tuple(_applicants(page)),
        content=content,
        further=further,
        oddities=(
            *([] if number else [Oddity("sim-no-heading", page.title()[:500])]),
            *course_oddities,
            *content.oddities,
            *(Oddity("sim-unknown-section", found.heading) for found in further),
        ),
    )


def _head(page: Html) -> tuple[str, str, str]:
    """Kind, number, title of "Informationsdrucksache Nr. 1164/2026: Titel"."""
    text = page.title()
    found = _HEAD.match(text)
    if found is None:
        return "", "", " ".join(text.split())
    number = NUMBER.fullmatch(found["number"])
    return found["kind"].strip(), number_of(number) if number else "", " ".join((found["title"] or "").split())


def _related(page: Html) -> list[Related]:
    """The rows below "verwandte Drucksachen"; the paper itself stands among them, unlinked."""
    heading = page.heading("verwandte Drucksachen")
    nodes = [part for part in below(heading) if part.tag != "-text"] if heading is not None else []
    result = []
    for row in (row for part in nodes for row in (part.css("tr") or [part])):
        if found := _RELATED.search(line(row)):
            number = NUMBER.fullmatch(found["number"])
            url = next((page.href(link) for link in row.css("a[href]") if page.site.paper_number(page.href(link))), "")
            result.append(Related(number_of(number) if number else "", (found["label"] or "").strip(), url))
    return result


def _attachments(page: Html) -> list[Attachment]:
    """The files below "Anlagen". "Anlagen anfordern" leads to a form, not to a file."""
    heading = page.heading("Anlagen")
    nodes = below(heading) if heading is not None else []
    result = []
    for link in links(nodes):
        url = page.href(link)
        if url and ".xsp" not in url:
            result.append(_attachment(line(link) or unquote(url.rsplit("/", 1)[-1]) or "Anlage", url))
    return result


def _attachment(text: str, url: str) -> Attachment:
    found = _SIZE.match(text)
    if found is None:
        return Attachment(text, url)
    try:
        size = float(found["size"].replace(".", "").replace(",", "."))
    except ValueError:
        return Attachment(found["name"] or "Anlage", url)
    return Attachment(found["name"] or "Anlage", url, min(round(size * _UNITS[found["unit"].lower()]), 2**40))


def _applicants(page: Html) -> list[str]:
    heading = page.heading("Antragsteller")
    lines = prose(below(heading)).splitlines() if heading is not None else []
    return [name for text in lines for name in _names(text)]


def _names(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r",\s+|\s+und\s+|;\s*", text) if part.strip()]
    return parts if all(_GROUP.search(part) for part in parts) else [text]


def _further(page: Html) -> list[Section]:
    """What stands in the information part below headings that we do not know: kept, so that nothing is lost."""
    result = []
    for heading in page.headings():
        text = line(heading)
        if text.casefold().startswith("inhalt der drucksache"):
            break
        if heading.tag == "h4" and not text.casefold().startswith(_KNOWN):
            result.append(section(page, text, below(heading)))
    return result
