"""A paper's page in SIM's layout, as it looks on a given day."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from urllib.parse import quote
from zlib import crc32

from roterfaden.demo.calendar import INVITED
from roterfaden.demo.drafting import CostLine, Words
from roterfaden.demo.papers import DemoPaper, Stop
from roterfaden.demo.results import REMOVE, WITHDRAW
from roterfaden.demo.sim.html import BASE, FILES, cell, frame, heading, rich, row, table
from roterfaden.demo.world import BODIES, EXECUTIVE

#: So long before a station its day is known.
DATED = timedelta(days=50)
LABELS = {"amends": "Änderungsantrag", "answers": "Antwort", "newVersion": "1. Neufassung"}
NOT_PUBLIC = "Nicht zur Veröffentlichung im Internet freigegeben."


def render(paper: DemoPaper, today: date) -> str:
    """The page; what it says instead where the paper is not public."""
    if not paper.is_public(today):
        return f'<!DOCTYPE html><html lang="de"><head><title>SIM</title></head><body><p>{NOT_PUBLIC}</p></body></html>'
    words = paper.on(today)
    title = f"{paper.heading} Nr. {paper.number}:<br/>{escape(words.title)}"
    return frame(
        f"DS {paper.number}", heading(title) + f'<div class="row">{_facts(paper, today)}{_text(paper, words)}</div>'
    )


def _facts(paper: DemoPaper, today: date) -> str:
    applicants = f"<h4>Antragsteller(in):</h4><p>{escape(', '.join(paper.words.applicants))}</p>"
    return (
        '<article class="grid12" id="a1"><header><h3>Informationen:</h3></header><div><div class="grid4">'
        f'<div class="row"><h4>verwandte Drucksachen:</h4>{_related(paper, today)}</div>'
        f'<div class="row"><h4>Anlagen:</h4>{_files(paper)}<a href="Kontakt.xsp">Anlagen anfordern</a></div></div>'
        f'<div class="grid8"><h4>Beratungsverlauf:</h4><ul class="bf">{_course(paper, today)}</ul>'
        f"{applicants if paper.words.applicants else ''}</div>"
        f'<div class="row"><h4>Statischer Link:</h4><a href="{BASE}DS/{quote(paper.name)}" rel="bookmark">'
        "Dauerhafte Internetadresse dieses Dokuments</a></div></div></article>"
    )


def _related(paper: DemoPaper, today: date) -> str:
    rows = []
    for index, other in enumerate(other for other in paper.family() if other.is_public(today)):
        text = f"{other.number} ({_label(paper, other)})"
        link = text if other is paper else f'<a href="DS/{quote(other.name)}">{text}</a>'
        rows.append(row(cell(link, f"view:_id87:viewPanel1:{index}:_id94")))
    return table(rows, "view:_id87:viewPanel1")


def _label(paper: DemoPaper, other: DemoPaper) -> str:
    if paper.relation == "amends" and other is paper.parent:
        return "Ursprungsvorlage"
    if other is paper and paper.relation == "amends":
        return "Originalvorlage"
    return LABELS.get(other.relation, "Originalvorlage")


def _files(paper: DemoPaper) -> str:
    folder = f"../{FILES}{unid(paper.number)}/$FILE"
    items = "".join(
        f'<li class="att"><a href="{folder}/{name}">{name} ({size} KB)</a></li>' for name, size in files_of(paper)
    )
    return f'<ul class="atts">{items}</ul>'


def files_of(paper: DemoPaper) -> list[tuple[str, int]]:
    """Names and sizes (KB) of a paper's files."""
    salt = crc32(paper.number.encode())
    found = [("Druckversion.pdf", 60 + salt % 400)]
    if "Anlage 1" in paper.words.sections[0][1] or "Anlage 1" in paper.words.title:
        found.append(("Anlage_1.pdf", 200 + salt % 900))
    return found


def unid(text: str) -> str:
    return f"{crc32(text.encode()):08X}{crc32(text[::-1].encode()):08X}" * 2


def _course(paper: DemoPaper, today: date) -> str:
    entries = [_station(stop, today) for stop in paper.stops]
    ended = bool(paper.stops) and paper.stops[-1].verdict in {WITHDRAW, REMOVE}
    reached = {stop.body for stop in paper.stops}
    if not ended:
        entries += [f"Zukünftig: {escape(BODIES[code].name)}" for code in paper.route if code not in reached]
    return "".join(f'<li class="bfe">{entry}</li>' for entry in entries)


def _station(stop: Stop, today: date) -> str:
    body = BODIES[stop.body]
    if stop.day > today + DATED:
        return f"Zukünftig: {escape(body.name)}"
    text = f"{stop.day:%d.%m.%Y}: {escape(body.name)}"
    if body is not EXECUTIVE and stop.day <= today + INVITED:
        text = f'<a href="{BASE}TM/{stop.day:%Y%m%d}_{body.code}" title="Termin öffnen">{text}</a>'
    return f"{text}: {escape(stop.result)}" if stop.day < today else text


def _text(paper: DemoPaper, words: Words) -> str:
    sections = "".join(_section(head, text, words) for head, text in words.sections)
    sign = ""
    if paper.header:
        sign = (
            f'<div><div class="row">{paper.matter.office} </div>'
            f'<div class="row">Hannover / {paper.submitted:%d.%m.%Y}</div></div>'
        )
    return (
        '<article class="grid12" id="a2"><header><h3>Inhalt der Drucksache:</h3></header><div class="hint row noPrint">'
        "Bitte beachten Sie, dass der folgende Text eventuell medienbedingte Formatabweichungen aufweisen kann.</div>"
        f"{_header(paper) if paper.header else ''}"
        f"<h3>{escape(words.title)}</h3>{sections}{sign}</article>"
    )


def _header(paper: DemoPaper) -> str:
    lines = [f"{BODIES[code].article} {BODIES[code].name}" for code in paper.route]
    if paper.kind == "information":
        lines.append("Nachrichtlich: Stadtbezirksräte 01 - 13")
    divs = "".join(f"<div>{escape(text)}</div>" for text in lines)
    names = "<table><tr><td>Nr.</td></tr><tr><td>Anzahl der Anlagen</td></tr></table>"
    values = f"<table><tr><td>{paper.number}</td></tr><tr><td>{len(files_of(paper)) - 1}</td></tr></table>"
    kind = f'<td colspan="2"><span id="text">{paper.header}</span></td>'
    rows = f"<tr><td></td>{kind}</tr><tr><td>{divs}</td><td>{names}</td><td>{values}</td></tr>"
    return f'<table id="dsHeader">{rows}</table>'


def _section(head: str, text: str, words: Words) -> str:
    title = f"<h4>{escape(head)}</h4>" if head else ""
    if head == "Kostentabelle" and words.costs:
        return title + _costs(words.costs)
    return f'{title}<div class="row rt">{rich(text)}</div>'


def _costs(costs: tuple[CostLine, ...]) -> str:
    """One table for each product, as SIM lays them out."""
    parts = ['<div id="ktabelle"><div>Darstellung der zu erwartenden finanziellen Auswirkungen in Euro:</div>']
    products = dict.fromkeys((line.row.investment, line.row.product, line.row.product_name) for line in costs)
    for investment, product, name in products:
        rows = [line for line in costs if (line.row.investment, line.row.product) == (investment, product)]
        budget = "Teilfinanzhaushalt - Investitionstätigkeit" if investment else "Teilergebnishaushalt"
        kind = "Investitionsmaßnahme" if investment else "Produkt"
        parts.append(f"<div>{budget}</div>")
        parts.append(f"<table><tr><td><div>{kind} {product}</div></td><td><div>{escape(name)}</div></td></tr></table>")
        parts.append(_amounts(rows, investment))
    return "".join(parts) + "</div>"


def _amounts(rows: list[CostLine], investment: bool) -> str:
    heads = ("Einzahlungen", "Auszahlungen") if investment else ("Ordentliche Erträge", "Ordentliche Aufwendungen")
    year = '<tr class="kt"><td colspan="2">Angaben pro Jahr</td></tr>' if rows[0].row.per_year else ""
    income = [line for line in rows if line.row.income]
    expense = [line for line in rows if not line.row.income]
    balance = sum(line.amount for line in income) - sum(line.amount for line in expense)
    name = "Saldo Investitionstätigkeit" if investment else "Saldo ordentliches Ergebnis"
    right = _lines(expense) + f'<tr class="cr kt saldo"><td>{name}</td><td class="curr">{money(balance)}</td></tr>'
    head = f'<tr class="cr"><th scope="col">{heads[0]}</th><th scope="col">{heads[1]}</th></tr>'
    return (
        f"<table><thead>{year}{head}</thead>"
        f'<tbody><tr><td><table role="presentation"><tbody>{_lines(income) or _EMPTY}</tbody></table></td>'
        f'<td><table role="presentation"><tbody>{right}</tbody></table></td></tr></tbody></table>'
    )


_EMPTY = '<tr class="cr crEmpty kt"><td> </td><td> </td></tr>'


def _lines(rows: list[CostLine]) -> str:
    return "".join(
        f'<tr class="cr kt"><td>{escape(line.row.label)}</td><td class="curr">{money(line.amount)}</td></tr>'
        for line in rows
    )


def money(amount: int) -> str:
    """`-5.800,00 €`"""
    return f"{amount:,}".replace(",", ".") + ",00 €"
