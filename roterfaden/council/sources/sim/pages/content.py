"""The text of a paper ("Inhalt der Drucksache"): addressed bodies, sections, climate, costs, office sign and day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from selectolax.lexbor import LexborNode

from roterfaden.council.sources.sim.pages.climate import Climate, read_climate
from roterfaden.council.sources.sim.pages.costs import Costs, read_costs
from roterfaden.council.sources.sim.pages.course import TOLD
from roterfaden.council.sources.sim.pages.dom import Html, Oddity, Section, ancestor, german_day, line, prose, section

#: Headings of the texts that SIM writes itself; others are kept and reported.
_KNOWN = re.compile(
    r"(?:dringlichkeits|änderungs|zusatz|ergänzungs|gemeinsamer )?antrag\b|anfrage\b|(?:text der )?antwort\b"
    r"|beantwortung"
    r"|frage(?:n|stellung)?\b|beschluss(?:vorschlag|empfehlung)?\b|begründung\b|sachverhalt\b|information|bericht\b"
    r"|(?:berücksichtigung von )?gender-?\s?aspekte|(?:ergebnis der )?klimawirkungsprüfung|kostentabelle"
    r"|finanzielle auswirkungen|anlagen?\b|anhörung|text der drucksache|inhalt der drucksache|stellungnahme",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:In|An)\s+(?:den|die|das|alle)\s+(?P<body>.+)", re.DOTALL)
_INFORMED = re.compile(
    r"(?:Nachrichtlich|Zur Kenntnis(?:nahme)?)\s*:?\s*(?:(?:In|An)\s+(?:den|die|das|alle)\s+)?(?P<body>.+)"
)
_SIGNED = re.compile(r"(?P<place>[^\W\d_][^\n/]{0,60}?)\s*/\s*(?P<day>\d{1,2}\.\d{1,2}\.\d{4})")


@dataclass(frozen=True)
class Content:
    """The text part of a paper's page."""

    kind: str = ""
    addressed: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    climate: Climate | None = None
    costs: Costs | None = None
    office: str = ""
    signed: date | None = None
    oddities: tuple[Oddity, ...] = ()


def read_content(page: Html) -> Content:
    """Read the text part; an empty one where the page has none."""
    heading = page.heading("Inhalt der Drucksache")
    article = ancestor(heading, "article") if heading is not None else None
    if article is None:
        return Content(oddities=(Oddity("sim-no-content", page.title()[:500]),))
    parts = list(_parts(article))
    content = _header(article)
    for text, nodes in parts:
        content = _with_part(page, content, text, nodes)
    return content


def _parts(article: LexborNode) -> Iterator[tuple[str, list[LexborNode]]]:
    """The article's pieces: what stands below each h4, and first ("") what stands between title and first h4."""
    heading, started = "", False
    nodes: list[LexborNode] = []
    for node in article.iter(include_text=True):
        if node.tag == "h3":
            started = True
        elif node.tag == "h4":
            yield heading, nodes
            heading, nodes, started = line(node), [], True
        elif started:
            nodes.append(node)
    yield heading, nodes


def _with_part(page: Html, content: Content, heading: str, nodes: list[LexborNode]) -> Content:
    """`content` and one more section. The signature stands in a block of its own behind the last one."""
    nodes, office, signed = _signature(nodes)
    if signed is not None:
        content = replace(content, office=office, signed=signed)
    found = section(page, heading.strip(" ,:"), nodes)
    if not found.heading and not found.html:
        return content
    content = replace(content, sections=(*content.sections, found))
    name = found.heading.casefold()
    if "klimawirkungsprüfung" in name:
        return replace(content, climate=read_climate(prose(nodes)))
    if name.startswith("kostentabelle"):
        costs = read_costs(nodes)
        return replace(content, costs=costs, oddities=(*content.oddities, *costs.oddities))
    if found.heading and not _KNOWN.match(found.heading):
        return replace(content, oddities=(*content.oddities, Oddity("sim-unknown-section", found.heading[:500])))
    return content


def _signature(nodes: list[LexborNode]) -> tuple[list[LexborNode], str, date | None]:
    """Office sign and day of "51.72 / Hannover / 14.04.2026", taken from the nodes if their last block is one."""
    blocks = [node for node in nodes if node.tag != "-text"]
    if not blocks or "rt" in (blocks[-1].attributes.get("class") or "").split():
        return nodes, "", None
    *before, last = prose(blocks[-1]).splitlines() or [""]
    found = _SIGNED.fullmatch(last)
    if found is None or len(before) > 3:
        return nodes, "", None
    return [node for node in nodes if node != blocks[-1]], " ".join(before), german_day(found["day"])


def _header(article: LexborNode) -> Content:
    """Kind and addressed bodies from the header's table, which stands before the title."""
    table = article.css_first("table#dsHeader")
    if table is None:
        return Content()
    addressed: list[str] = []
    informed: list[str] = []
    oddities: list[Oddity] = []
    for text in _addresses(table):
        if found := _INFORMED.fullmatch(text):
            informed.append(found["body"].strip())
        elif found := _ADDRESS.fullmatch(text):
            (informed if TOLD.search(text) else addressed).append(TOLD.sub("", found["body"]).strip())
        else:
            oddities.append(Oddity("sim-unknown-address", text[:500]))
    kind = next((text for cell in table.css("td") if (text := line(cell))), "")
    return Content(kind, tuple(addressed), tuple(informed), oddities=tuple(oddities))


def _addresses(table: LexborNode) -> list[str]:
    """The lines of the cell that says who gets the paper."""
    for div in table.css("td > div"):
        if (_ADDRESS.fullmatch(line(div)) or _INFORMED.fullmatch(line(div))) and div.parent is not None:
            return prose(div.parent).splitlines()
    return []
