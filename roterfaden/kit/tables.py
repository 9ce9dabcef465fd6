"""CSV and XLSX for export: streamed, and with cells that no spreadsheet takes for a formula.

Rule: OWASP "CSV Injection". A cell that begins with = + - @, a tab or a line break gets an apostrophe in front;
numbers stay numbers. The same after a separator inside a cell, where a program with another separator would cut it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from tempfile import SpooledTemporaryFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from roterfaden.kit.dates import BERLIN

Cell = str | int | float | Decimal | bool | date | datetime | time | None
Row = Sequence[Cell]

FORMULA_START = re.compile(r"^(?=\s*[=+\-@＝＋－＠]|[\t\r\n])")
FORMULA_AFTER_SEPARATOR = re.compile(r"(?<=[;,\t\r\n])(?=[=+\-@＝＋－＠])")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
#: Excel's own limits.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
BLOCK = 64 * 1024
SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def defused(text: str) -> str:
    """`text` as a cell that shows itself and computes nothing."""
    if PLAIN_NUMBER.fullmatch(text):
        return text
    return FORMULA_AFTER_SEPARATOR.sub("'", FORMULA_START.sub("'", text))


def csv_stream(header: Sequence[str], rows: Iterable[Row], delimiter: str = ";") -> Iterator[bytes]:
    """A CSV file in UTF-8 in blocks.

    Byte order mark and semicolon, so that a German spreadsheet opens it as a table.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    buffer.write("\ufeff")
    for row in _all_rows(header, rows):
        writer.writerow([_text(cell) for cell in row])
        if buffer.tell() > BLOCK:
            yield _taken(buffer)
    yield _taken(buffer)


def xlsx_stream(header: Sequence[str], rows: Iterable[Row], title: str = "Daten") -> Iterator[bytes]:
    """An XLSX file in blocks, written through a temporary file: memory does not grow with the rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET_NAME.sub(" ", title)[:31] or "Daten")
    for number, row in enumerate(_all_rows(header, rows)):
        if number >= MOST_ROWS:
            break
        sheet.append([_excel(cell) for cell in row])
    with SpooledTemporaryFile(max_size=4 * 1024 * 1024) as file:
        book.save(file)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _all_rows(header: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
    yield header
    yield from rows


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, str):
        return defused(cell.replace("\x00", ""))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _excel(cell: Cell) -> Cell:
    """What openpyxl writes: no zones (Excel has none), no control characters, no formulas."""
    if isinstance(cell, datetime) and cell.tzinfo:
        return cell.astimezone(BERLIN).replace(tzinfo=None)
    if isinstance(cell, str):
        printable = ILLEGAL_CHARACTERS_RE.sub("", cell).encode("utf-8", "replace").decode("utf-8")
        return defused(printable)[:LONGEST_CELL]
    return cell
