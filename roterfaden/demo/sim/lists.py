"""Lists of bodies and meetings in SIM's layout."""

from __future__ import annotations

from datetime import date
from html import escape
from urllib.parse import quote

from roterfaden.demo.sim.html import cell, frame, heading, row, table
from roterfaden.demo.world import COMMITTEES, DISSOLVED, DISTRICT_COUNCILS


def committees() -> str:
    """`Ausschuesse.xsp`"""
    entries = [(body.code, body.name, "") for body in COMMITTEES]
    entries += [(code, name, " (aufgelöst)") for code, name in DISSOLVED]
    rows = [
        row(
            cell(
                f'<a href="Termine.xsp?view=Termine&amp;grem={quote(code)}">{escape(name)}</a>{end}', f"view:_id87:{n}"
            )
        )
        for n, (code, name, end) in enumerate(sorted(entries, key=lambda entry: entry[1]))
    ]
    head = "<header><h3>Wählen Sie den Ausschuss zur Anzeige der\n\t\tTermine</h3></header>"
    body = f'<div class="row"><article class="grid12" id="a1">{head}{table(rows, "view:_id87")}</article></div>'
    return frame("Ausschüsse", heading("Ausschüsse der Ratsversammlung") + body)


def districts() -> str:
    """`AuswahlStadtbezirke.xsp`"""
    items = "".join(
        f'<li><a href="Termine.xsp?view=Termine{body.code}">{escape(body.name)}</a></li>' for body in DISTRICT_COUNCILS
    )
    head = "<header><h3>Wählen Sie den Stadtbezirksrat in der\n\t\tKarte oder aus der Liste:</h3></header>"
    body = f'<div class="row"><article class="grid12" id="a1">{head}<ul class="linklist">{items}</ul></article></div>'
    return frame("Auswahl der Stadtbezirksräte", heading("Stadtbezirksräte") + body)


def meetings(code: str, days: list[date]) -> str:
    """`Termine.xsp`: newest first."""
    rows = [
        f'<tr class="cr" role="row"><td role="gridcell"><a href="TM/{day:%Y%m%d}_{quote(code)}" title="Termin öffnen">'
        f"{day:%d.%m.%Y}</a></td></tr>\n"
        for day in sorted(days, reverse=True)
    ]
    return frame("Termine", heading("Termine") + table(rows, "view:_id95"))
