"""CSV and XLSX that compute nothing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from roterfaden.kit.tables import Cell, Row, csv_stream, defused, xlsx_stream


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 511 1", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "=cmd|' /C calc'!A0", "＝1", "-2+3", "--1"],
)
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert defused(text).startswith("'")


@pytest.mark.parametrize(
    "text", ["-5", "+5", "-5,30", "12.5", "Radweg", "Hin- und Rückweg", "a=b", "0728/2026", "", "-", "A, -B", "x@y.de"]
)
def test_numbers_and_words_stay(text: str) -> None:
    assert defused(text) == (text if text != "-" else "'-")


@pytest.mark.parametrize("text", ["x;=1+1", "x,@SUM(1)", "x\t+1", "x\n=1"])
def test_a_formula_behind_another_separator_is_defused_too(text: str) -> None:
    assert "'" in defused(text)


def read_csv(rows: list[Row]) -> list[list[str]]:
    data = b"".join(csv_stream(["Nummer", "Wert"], rows))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_holds_the_values() -> None:
    rows: list[Row] = [
        ["0728/2026", -5],
        ["=1", Decimal("-5.30")],
        [None, True],
        ['a;"b"\nc', date(2026, 6, 22)],
        ["\x00\ud800", datetime(2026, 6, 22, 15, tzinfo=UTC)],
        ["", time(15, 30)],
    ]
    assert read_csv(rows) == [
        *(["Nummer", "Wert"], ["0728/2026", "-5"], ["'=1", "-5.30"], ["", "ja"], ['a;"b"\nc', "2026-06-22"]),
        *(["?", "2026-06-22T15:00:00+00:00"], ["", "15:30:00"]),
    ]


def test_csv_is_a_stream() -> None:
    def rows():  # type: ignore[no-untyped-def]
        for number in range(100_000):
            taken.append(number)
            yield ["x" * 100, number]

    taken: list[int] = []
    stream = csv_stream(["a", "b"], rows())
    next(stream)
    assert 0 < len(taken) < 5000


def read_xlsx(rows: list[Row], title: str = "Daten") -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(b"".join(xlsx_stream(["Nummer", "Wert"], rows, title))))
    sheet = book.active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    values = list(sheet.values)
    book.close()
    return values


def test_xlsx_holds_the_values() -> None:
    rows: list[Row] = [
        ["=1+1", 5],
        ["\x00\x0ba", Decimal("-5.3")],
        ["x" * 40_000, datetime(2026, 6, 22, 13, tzinfo=UTC)],
    ]
    values = read_xlsx(rows, "Rat: [Drucksachen] / 2026 und noch viel mehr")
    assert values[1:3] == [("'=1+1", 5), ("a", -5.3)]
    assert len(str(values[3][0])) == 32_767
    assert values[3][1] == datetime(2026, 6, 22, 15)


CELLS: st.SearchStrategy[Cell] = st.text(max_size=20) | st.integers(-1000, 1000) | st.none() | st.dates()


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_no_cell_begins_like_a_formula(rows: list[tuple[Cell, Cell]]) -> None:
    for row in read_csv([list(row) for row in rows])[1:]:
        for cell in row:
            assert cell.lstrip()[:1] not in tuple("=@＝＋－＠")
            assert (
                cell[:1] not in ("+", "-", "\t", "\r")
                or cell.lstrip("+-").replace(",", ".").replace(".", "", 1).isdigit()
            )
