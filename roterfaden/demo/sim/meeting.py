"""A meeting's page in SIM's layout, as it looks on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from zlib import crc32

from roterfaden.demo.calendar import INVITED
from roterfaden.demo.papers import DemoPaper
from roterfaden.demo.sim.html import BASE, cell, frame, heading, row, table
from roterfaden.demo.world import DemoBody

MINUTES = timedelta(days=35)
GROUPS = ("question", "motion", "proposal", "information")
TITLES = {
    "question": "A N F R A G E N",
    "motion": "A N T R Ä G E",
    "proposal": "B E S C H L Ü S S E   U N D   E M P F E H L U N G E N",
    "information": "I N F O R M A T I O N E N",
}


@dataclass(frozen=True)
class Item:
    """A row of the agenda; `target` is where it links to."""

    number: str
    title: str
    target: str


def render(body: DemoBody, day: date, papers: list[DemoPaper], today: date, count: int) -> str:
    """The page. `papers` are those that the meeting deals with; `count`: the how-many-th meeting it is."""
    key = f"{day:%Y%m%d}_{body.code}"
    rows = [
        _line("cr", "Gremium:", escape(body.name)),
        _line("sect", "Sitzungsdatum:", f"{day:%d.%m.%Y}"),
        _line("cr", "Tagungsort:", f'<a href="Tagungsort/{_unid(body.room)}">{escape(body.room)}</a>', ' class="room"'),
        _line("cr", "Beginn:", body.hour, ' class="time"'),
        _line("sect", "Statischer Link:", f'<a href="{BASE}TM/{key}" rel="bookmark">Dauerhafte Internetadresse</a>'),
        _line("cr", "Einladung / Protokoll:", _documents(key, day, today)),
    ]
    info = "<header><h3>Informationen zu Sitzung und Tagungsort:</h3></header>"
    info += f'<table id="termin_info"><tbody>{"".join(rows)}</tbody></table>'
    agenda = _agenda(body, day, key, papers, count) if today >= day - INVITED else ""
    name = f"{escape(body.name)} am {day:%d.%m.%Y}"
    article = f'<div class="row"><article class="grid12" id="a1">{info}{agenda}</article></div>'
    return frame(f"{body.code} am {day:%d.%m.%Y}", heading(name) + article)


def _line(style: str, head: str, content: str, cell_class: str = "") -> str:
    return f'<tr class="{style}"><th scope="row">{head}</th><td{cell_class}>{content}</td></tr>'


def _unid(text: str) -> str:
    return f"{crc32(text.encode()):08X}" * 4


def documents_of(day: date, today: date) -> dict[str, tuple[str, date]]:
    """The documents of a meeting that are there on a day: mark in the address → name and day of publication."""
    found = {"E": ("Einladung", day - INVITED), "P": ("Protokoll", day + MINUTES)}
    return {mark: (name, since) for mark, (name, since) in found.items() if since <= today}


def _documents(key: str, day: date, today: date) -> str:
    rows = [
        '<tr class="cr1" role="row"><td role="gridcell"><span>'
        f'<a href="TO/{key}_{mark}" title="Dokument öffnen">{name}</a></span></td><td class="eam" role="gridcell">'
        f'<span>(erschienen am <span class="published_date">{since:%d.%m.%Y}</span>)</span></td></tr>\n'
        for mark, (name, since) in documents_of(day, today).items()
    ]
    return table(rows, "view:viewPanel2") if rows else ""


def _agenda(body: DemoBody, day: date, key: str, papers: list[DemoPaper], count: int) -> str:
    items = _items(body, day, papers, count)
    rows = []
    for index, item in enumerate(items):
        target = item.target or f"TOPS/{key}_{index}"
        icons = '<td class="icon" role="gridcell"></td>\n' * 2
        number = cell(item.number, f"view:viewPanel1:{index}:_id138")
        content = cell(f'<a href="{target}">{escape(item.title)}</a>', f"view:viewPanel1:{index}:_id139")
        rows.append(row(icons, number, content))
    return f'<div class="row" id="to"><h3>Tagesordnung:</h3>{table(rows, "view:viewPanel1")}</div>'


def _items(body: DemoBody, day: date, papers: list[DemoPaper], count: int) -> list[Item]:
    items = [
        Item("I. ", "Ö F F E N T L I C H E R   T E I L", ""),
        Item("1.", "Eröffnung der Sitzung, Feststellung der Beschlussfähigkeit und der Tagesordnung", ""),
        Item("2.", "Einwohner*innenfragestunde", ""),
        Item("3.", f"Genehmigung des Protokolls über die {count - 1}. Sitzung - Öffentlicher Teil -", ""),
    ]
    number = 4
    for kind in GROUPS:
        group = [paper for paper in papers if paper.kind == kind and not _hangs(paper, papers)]
        if group:
            items.append(Item(f"{number}.", TITLES[kind], ""))
            items += _group_items(number, group, papers)
            number += 1
    items.append(Item(f"{number}.", "Bericht der Verwaltung", ""))
    items.append(Item("II.  ff.", "Nichtöffentliche Tagesordnungspunkte", ""))
    return items


def _group_items(number: int, group: list[DemoPaper], papers: list[DemoPaper]) -> list[Item]:
    items = []
    for index, paper in enumerate(group, 1):
        items.append(_item(f"{number}.{index}.", paper))
        below = [child for child in paper.children if child in papers and child.relation == "amends"]
        items += [_item(f"{number}.{index}.{place}.", child) for place, child in enumerate(below, 1)]
    return items


def _item(number: str, paper: DemoPaper) -> Item:
    sheet = "Informationsdrucks." if paper.kind == "information" else "Drucks."
    return Item(number, f"{paper.words.title} ({sheet} Nr. {paper.number})", f"DS/{paper.name}")


def _hangs(paper: DemoPaper, papers: list[DemoPaper]) -> bool:
    """Whether it stands below the paper that it amends."""
    return paper.relation == "amends" and paper.parent in papers
