"""The lists of bodies (`Ausschuesse.xsp`, `AuswahlStadtbezirke.xsp`) and of a body's meetings (`Termine.xsp`)."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from roterfaden.council.sources.sim.addresses import MeetingKey, Site
from roterfaden.council.sources.sim.pages.dom import Html, Oddity, line

DISSOLVED = "(aufgelöst)"


@dataclass(frozen=True)
class BodyEntry:
    """A body as a list names it. The code is unique, the name is not."""

    code: str
    name: str
    dissolved: bool = False


@dataclass(frozen=True)
class BodyList:
    """A list of bodies. `city` is whose system it is."""

    entries: tuple[BodyEntry, ...]
    city: str = ""
    oddities: tuple[Oddity, ...] = ()


@dataclass(frozen=True)
class MeetingList:
    """A body's meetings, in the page's order."""

    keys: tuple[MeetingKey, ...]
    oddities: tuple[Oddity, ...] = ()


def parse_bodies(html: str, site: Site) -> BodyList:
    """Read a list of bodies: every link to a list of meetings names one."""
    page = Html.parse(html, site)
    found: dict[str, BodyEntry] = {}
    for link in page.tree.css("main a[href]"):
        code, name = site.body_code(page.href(link)), line(link)
        if code and name and code not in found:
            found[code] = BodyEntry(code, name, DISSOLVED in _around(link))
    oddities = () if found else (Oddity("sim-empty-list", page.title()),)
    return BodyList(tuple(found.values()), page.city(), oddities)


def parse_meetings(html: str, site: Site) -> MeetingList:
    """Read a body's list of meetings. An empty one is no oddity: dissolved bodies have lost theirs."""
    page = Html.parse(html, site)
    found: dict[MeetingKey, None] = {}
    oddities: list[Oddity] = []
    for link in page.tree.css("a[href]"):
        url = page.href(link)
        if key := site.meeting_key(url):
            found[key] = None
        elif site.rest(url).startswith("TM/"):
            oddities.append(Oddity("sim-bad-address", url))
    return MeetingList(tuple(found), tuple(oddities))


def _around(link: LexborNode) -> str:
    """The text of the link's cell or list entry: "(aufgelöst)" stands behind the link."""
    return line(link.parent) if link.parent is not None else ""
