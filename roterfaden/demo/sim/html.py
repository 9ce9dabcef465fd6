"""SIM's frame, and text as SIM writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from roterfaden.demo.world import CITY

#: Where the portal itself shows the demonstration's sources, so that every link to a source leads somewhere.
ROOT = "/beispielquelle/"
FOLDER = "lhhsimwebre.nsf/"
FILES = "lhhsimwebdd.nsf/"
NOTICE = "Erfundene Beispieldaten: So sähe diese Seite im Sitzungsmanagement aus. Kein Wort davon ist wirklich."
#: Pages and links name no host: the portal may move.
BASE = ROOT + FOLDER


def frame(title: str, main: str) -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html>\n<html lang="de">\n<head>\n<base href="{BASE}"/>\n<title>SIM - {escape(title)}</title>\n'
        '<meta charset="utf-8"/>\n</head>\n<body id="menu">\n<header role="banner"><h1>Sitzungsmanagement</h1></header>'
        '<div class="wrap"><main role="main"><section id="content">'
        f"<p>{NOTICE}</p>{main}</section></main></div>"
        '<footer role="contentinfo"><ul><li class="first"><a href="Impressum.xsp">Impressum</a></li></ul>'
        f"<p>© {escape(CITY)}</p></footer></body>\n</html>\n"
    )


def heading(text: str) -> str:
    """The page's h2; `text` is HTML."""
    return f'<header class="row"><h2 class="grid12">{text}</h2></header>'


def rich(text: str) -> str:
    """Paragraphs and numbered lines as Domino's rich text: line breaks, `<ol>`."""
    return "<br/>\n<br/>\n".join(_block(block) for block in re.split(r"\n\s*\n", text.strip()))


def _block(block: str) -> str:
    lines = block.splitlines()
    if len(lines) > 1 and all(re.match(r"\d+\. ", line) for line in lines):
        items = "\n".join(f"<li>{escape(line.split('. ', 1)[1])}</li>" for line in lines)
        start = lines[0].split(".", 1)[0]
        return f'<ol class="domino-par-list" start="{start}" type="1">\n{items}\n</ol>'
    return "<br/>\n".join(escape(line) for line in lines)


def table(rows: Iterable[str], generated: str) -> str:
    """A Domino view: rows of cells with generated ids."""
    return f'<table aria-readonly="true" id="{generated}" role="grid"><tbody>\n{"".join(rows)}</tbody>\n</table>'


def row(*cells: str) -> str:
    """A row of such a table."""
    return f'<tr class="cr" role="row">{"".join(cells)}\n</tr>\n'


def cell(content: str, generated: str) -> str:
    """A cell of such a row."""
    return f'<td role="gridcell"><span id="{generated}:_internalViewText">{content}</span></td>\n'
