"""The agenda of a meeting: rows whose last two cells are number and content."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from roterfaden.council.sources.sim.addresses import NUMBER, number_of
from roterfaden.council.sources.sim.pages.dom import Html, Oddity, below, line, pieces, spaced_out

_ROMAN = re.compile(r"[IVX]+\.(?:\s*ff\.?)?")
_NOT_PUBLIC = re.compile(r"nicht\s*-?\s*öffentlich|vertraulich", re.IGNORECASE)
#: "(Drucks. Nr. 0822/2026 N1)", "(Informationsdrucks. Nr. 1164/2026)" at the end of a title: the paper itself. A number
#: elsewhere in a title is another paper, for example the one that an amendment is about.
_OWN_NUMBER = re.compile(r"\(\s*\w*drucks(?:\.|achen?)?\s*-?\s*Nr\.?\s*(?P<number>[^()]+)\)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class AgendaRow:
    """A row of the agenda. `paper` is the number of the paper dealt with, `url` its address; "" where there is none."""

    number: str
    title: str
    paper: str = ""
    url: str = ""
    public: bool = True


def read_agenda(page: Html) -> tuple[list[AgendaRow], list[Oddity]]:
    """All rows below the heading "Tagesordnung", and what was no row."""
    heading = page.heading("Tagesordnung")
    if heading is None:
        return [], []
    rows: list[AgendaRow] = []
    oddities: list[Oddity] = []
    for node in (row for part in below(heading) if part.tag != "-text" for row in part.css("tr")):
        found = _row(page, node)
        if found is None and line(node):
            oddities.append(Oddity("sim-agenda-row", line(node)[:500]))
        elif found is not None:
            rows.append(found)
    return _with_publicity(rows), oddities


def _row(page: Html, node: LexborNode) -> AgendaRow | None:
    """One row; its last two cells count, as icons stand before them."""
    cells = [cell for cell in node.css("td") if cell.parent == node]
    if len(cells) < 2 or not line(cells[-1]):
        return None
    title = spaced_out(pieces(cells[-1]))
    marked = any(_NOT_PUBLIC.search(_icon_text(cell)) for cell in cells[:-2])
    url, paper = _paper(page, cells[-1])
    return AgendaRow(line(cells[-2]), title, paper or _own_number(title), url, not marked)


def _icon_text(cell: LexborNode) -> str:
    """What the icons in a cell are called."""
    names = [node.attributes.get(name) or "" for node in cell.css("*") for name in ("alt", "title")]
    return " ".join([line(cell), *names])


def _paper(page: Html, cell: LexborNode) -> tuple[str, str]:
    """Address and number of the linked paper. A link to `TOPS/…` is the item itself and is never followed."""
    for link in cell.css("a[href]"):
        url = page.href(link)
        if number := page.site.paper_number(url):
            return page.site.paper_url(number), number
    return "", ""


def _own_number(title: str) -> str:
    found = _OWN_NUMBER.search(title)
    match = NUMBER.fullmatch(found["number"].strip()) if found else None
    return number_of(match) if match else ""


def _with_publicity(rows: list[AgendaRow]) -> list[AgendaRow]:
    """A heading ("I.", "II. ff.") that speaks of non-public items makes those below it non-public."""
    public, result = True, []
    for row in rows:
        if _ROMAN.fullmatch(row.number):
            public = not _NOT_PUBLIC.search(row.title)
        confidential = _NOT_PUBLIC.match(row.title) or "(vertraulich)" in row.title.casefold()
        result.append(replace(row, public=row.public and public and not confidential))
    return result
