"""What was said in a process as tables: for the office at any time, as open data when it is over.

Methods give rows without personal columns (`Module.tables`); what is named like one is left out here all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from roterfaden.kit.tables import Cell, csv_stream, xlsx_stream
from roterfaden.participation.addresses import absolute, address
from roterfaden.participation.models import Process
from roterfaden.participation.modules import modules

#: Never in an export, whatever a method gives.
PERSONAL = frozenset(
    {
        *("author", "author_id", "autor", "autorin", "verfasser", "person", "person_id", "user", "user_id", "claim"),
        *("address", "adresse_mail", "mail", "email", "e-mail", "name", "pseudonym", "telefon", "phone", "ip"),
        *("entered_by", "uid", "used_by", "session"),
    }
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Sheet:
    """A table: its name in addresses, its columns and rows."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]

    def cells(self) -> Iterator[list[Cell]]:
        """The rows as cells."""
        return ([_cell(row.get(column)) for column in self.columns] for row in self.rows)


def sheets_of(process: Process) -> list[Sheet]:
    """All tables of the methods that the process uses, each method once."""
    used = dict.fromkeys(phase.module for phase in process.phases.all() if phase.module in modules)
    found = {name: rows for key in used for name, rows in modules[key].tables(process).items()}
    return [_sheet(name, rows) for name, rows in found.items()]


def _sheet(name: str, rows: Sequence[Mapping[str, Any]]) -> Sheet:
    columns = dict.fromkeys(column for row in rows for column in row if column.lower() not in PERSONAL)
    return Sheet(name, tuple(columns), rows)


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float | Decimal | bool | date | datetime):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value)


def as_csv(process: Process, sheet: Sheet) -> HttpResponseBase:
    """One table as CSV."""
    answer = StreamingHttpResponse(csv_stream(sheet.columns, sheet.cells()), content_type="text/csv; charset=utf-8")
    return _named(answer, f"{process.slug}-{sheet.name}.csv")


def as_xlsx(process: Process, sheet: Sheet) -> HttpResponseBase:
    """One table as XLSX."""
    answer = StreamingHttpResponse(xlsx_stream(sheet.columns, sheet.cells(), sheet.name), content_type=XLSX)
    return _named(answer, f"{process.slug}-{sheet.name}.xlsx")


def as_json(process: Process, sheets: Sequence[Sheet]) -> HttpResponseBase:
    """Everything as JSON, with what one must know to use it."""
    body = json.dumps(dataset(process, sheets), ensure_ascii=False, indent=1, default=str)
    return HttpResponse(body.encode("utf-8", "replace"), content_type="application/json; charset=utf-8")


def dataset(process: Process, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """The data set: description, licence and publisher in the words of DCAT, and the tables."""
    return {
        "title": process.title,
        "description": process.summary,
        "landingPage": absolute(address(process)),
        "identifier": absolute(f"{address(process)}daten.json"),
        "license": settings.OPEN_DATA_LICENCE,
        "publisher": settings.CITY,
        "issued": process.closed_at.isoformat() if process.closed_at else None,
        "modified": process.changed_at.isoformat(),
        "sampleData": process.sample_data,
        "tables": {sheet.name: [_plain(sheet, row) for row in sheet.rows] for sheet in sheets},
    }


def _plain(sheet: Sheet, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column: row.get(column) for column in sheet.columns}


def _named(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
