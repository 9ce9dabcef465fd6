"""A distribution of any dataset, by a query in its address: CSV, or JSON (CKAN, Opendatasoft and the like).

The address holds the query (CKAN `datastore_search_sql`, Opendatasoft `/records?where=…`, a file with filters); the
columns say what of the answer is period and value.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.kit.json import JsonError
from roterfaden.strategy.indicators.numbers import Writing
from roterfaden.strategy.indicators.rows import MOST_ROWS, FileProblem, Rows
from roterfaden.strategy.indicators.sources import Ask, Kind
from roterfaden.strategy.indicators.sources.csv_file import read as read_csv
from roterfaden.strategy.indicators.tables import NAMES, Columns, row_of

#: Where lists of rows usually stand in an answer.
PATHS = ("result.records", "records", "results", "data", "value", "features")


def fetch(url: str, options: Mapping[str, Any], ask: Ask) -> Rows:
    """The rows of an answer, whichever of the two forms it has."""
    answer = ask(url)
    if _is_json(answer.headers.get("content-type", ""), answer.body):
        try:
            return _rows(answer.json(), options)
        except JsonError as error:
            raise FileProblem(_("kein JSON: {error}").format(error=error)) from None
    return read_csv(io.BytesIO(answer.body), options)


def _is_json(media_type: str, body: bytes) -> bool:
    return "json" in media_type or body.lstrip()[:1] in (b"{", b"[")


def _rows(answer: Any, options: Mapping[str, Any]) -> Rows:
    found = _list(answer, str(options.get("path") or ""))
    named = {str(name): str(column) for name, column in dict(options.get("columns") or {}).items()}
    return _read(found, named, Writing(options.get("writing") or "auto"))


def _read(found: Sequence[Mapping[str, Any]], named: Mapping[str, str], writing: Writing) -> Rows:
    header = list(dict.fromkeys(str(name) for row in found[:50] for name in row))
    columns = Columns.of(header, named)
    if len(found) > MOST_ROWS:
        raise FileProblem(_("mehr als {number} Zeilen; bitte teilen").format(number=MOST_ROWS))
    for line, row in enumerate(found, start=1):
        cells = [_text(row.get(name)) for name in header]
        # A JSON number has a point and no grouping; a text is read as texts are.
        place = columns.places["value"]
        number = isinstance(row.get(header[place]), int | float)
        chosen = Writing.ENGLISH if number else writing
        yield row_of(line, {meaning: columns.cell(cells, meaning) for meaning in NAMES}, chosen)


def _list(answer: Any, path: str) -> list[Mapping[str, Any]]:
    """The list of rows in an answer: at `path`, or where it usually stands."""
    for place in [path] if path else ["", *PATHS]:
        found = answer
        for name in filter(None, place.split(".")):
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, list):
            return list(_objects(found))
    raise FileProblem(_("Die Antwort enthält keine Liste von Zeilen."))


def _objects(rows: list[Any]) -> Iterator[Mapping[str, Any]]:
    """Rows as objects; Opendatasoft and GeoJSON wrap theirs."""
    for row in rows:
        if not isinstance(row, dict):
            raise FileProblem(_("Die Antwort enthält keine Liste von Zeilen."))
        inner = row.get("fields") or row.get("properties")
        yield inner if isinstance(inner, dict) else row


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return repr(value) if isinstance(value, float) else str(value)


KIND = Kind(
    "dataset",
    gettext_lazy("Datensatz per Abfrage"),
    fetch,
    None,
    {
        "columns": gettext_lazy('welche Spalte was ist, z. B. {"period": "jahr", "value": "anzahl"}'),
        "path": gettext_lazy("wo die Zeilen in der Antwort stehen, z. B. result.records"),
        "writing": gettext_lazy("Schreibweise der Zahlen: auto, german oder english"),
    },
)
