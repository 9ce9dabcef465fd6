"""SDMX-CSV 2.0 (and 1.0), as statistical offices give it.

Columns: STRUCTURE, STRUCTURE_ID, ACTION (1.0: DATAFLOW), dimensions, TIME_PERIOD, OBS_VALUE, attributes such as
OBS_STATUS. With labels=both, names follow codes: `FREQ:Frequency`, `A: Normal value`.
https://github.com/sdmx-twg/sdmx-csv
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.strategy.indicators.numbers import Writing, parse_number
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.rows import MOST_ROWS, FileProblem, Part, Refusal, Row, Rows, Value, word
from roterfaden.strategy.indicators.sources import Ask, Kind
from roterfaden.strategy.indicators.tables import Table

#: CL_OBS_STATUS: values that may still change.
DRAFT = frozenset({"P", "E", "F", "I"})
#: CL_OBS_STATUS: there is no value.
MISSING = frozenset({"M", "L", "O", "Q", "H"})
#: Delete: what was published stays here, so nothing is taken.
DELETE = "D"
#: Codes by which dimensions name the whole.
WHOLE = frozenset({"", "_T", "T", "TOTAL", "_Z"})


@dataclass(frozen=True)
class Layout:
    """Where the columns of a file are, and what is wanted of it."""

    places: Mapping[str, int]
    only: Mapping[str, str]
    parts: Sequence[str]

    def code(self, cells: Sequence[str], name: str) -> str:
        """The code in a column, without its label."""
        place = self.places.get(name)
        cell = cells[place] if place is not None and place < len(cells) else ""
        return cell.partition(":")[0].strip()

    def words(self, cells: Sequence[str], name: str) -> str:
        """The label in a column, else its code."""
        place = self.places.get(name)
        cell = cells[place] if place is not None and place < len(cells) else ""
        code, _colon, label = cell.partition(":")
        return word(label) or word(code)


def read(file: IO[bytes], options: Mapping[str, Any]) -> Rows:
    """The rows that `only` wants ({"GEO": "DE92"}); `parts` are dimensions that become breakdowns (["SEX"])."""
    table = Table.open(file)
    layout = _layout(table.header, options)
    # A semicolon goes with a decimal comma in files from offices that write so.
    writing = Writing.ENGLISH if table.separator != ";" else Writing.AUTO
    for number, (line, cells) in enumerate(table.rows()):
        if number >= MOST_ROWS:
            raise FileProblem(_("mehr als {number} Zeilen; bitte teilen").format(number=MOST_ROWS))
        if all(layout.code(cells, name) == code for name, code in layout.only.items()):
            yield _row(line, cells, layout, writing)


def fetch(url: str, options: Mapping[str, Any], ask: Ask) -> Rows:
    """The rows of the answer of an address."""
    return read(io.BytesIO(ask(url).body), options)


def _layout(header: Sequence[str], options: Mapping[str, Any]) -> Layout:
    places = {name.partition(":")[0].strip().upper(): place for place, name in reversed(list(enumerate(header)))}
    kind = header[0].partition(":")[0].partition("[")[0].upper() if header else ""
    if kind not in ("STRUCTURE", "DATAFLOW") or not {"TIME_PERIOD", "OBS_VALUE"} <= set(places):
        sentence = _("Das ist kein SDMX-CSV: erwartet werden STRUCTURE, TIME_PERIOD und OBS_VALUE, gefunden: {found}.")
        raise FileProblem(sentence.format(found=", ".join(header[:20])))
    only = {str(name).upper(): str(code) for name, code in dict(options.get("only") or {}).items()}
    parts = [str(name).upper() for name in list(options.get("parts") or [])]
    if unknown := [name for name in (*only, *parts) if name not in places]:
        raise FileProblem(_("Diese Spalten gibt es nicht: {names}.").format(names=", ".join(unknown)))
    return Layout(places, only, parts)


def _row(line: int, cells: Sequence[str], layout: Layout, writing: Writing) -> Row:
    status = layout.code(cells, "OBS_STATUS").upper()
    if layout.code(cells, "ACTION").upper() == DELETE:
        return Refusal(line, _("Löschung: Was veröffentlicht war, bleibt hier stehen."))
    place = layout.places["OBS_VALUE"]
    cell = cells[place].strip() if place < len(cells) else ""
    if not cell or cell.upper() == "NAN" or status in MISSING:
        return Refusal(line, _("kein Wert (Status {status})").format(status=status or "–"))
    try:
        period = parse_period(layout.code(cells, "TIME_PERIOD"))
        return Value(line, period, parse_number(cell, writing), status in DRAFT, _part(cells, layout))
    except ValueError as error:
        return Refusal(line, str(error))


def _part(cells: Sequence[str], layout: Layout) -> Part:
    """What the dimensions of `parts` say; the whole where all of them name it."""
    named = [
        (name, layout.words(cells, name)) for name in layout.parts if layout.code(cells, name).upper() not in WHOLE
    ]
    if not named:
        return Part()
    return Part(" × ".join(name for name, _word in named), " × ".join(said for _name, said in named))


KIND = Kind(
    "sdmx",
    gettext_lazy("SDMX-CSV"),
    fetch,
    read,
    {
        "only": gettext_lazy('nur diese Zeilen, z. B. {"GEO": "DE92"}'),
        "parts": gettext_lazy('Merkmale, nach denen aufgeteilt wird, z. B. ["SEX"]'),
    },
)
