"""Reading files: German and other CSV, SDMX-CSV, answers of queries. Each wrong row is named by its line."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.kit.http import Answer
from roterfaden.strategy.indicators.rows import FileProblem, Part, Refusal, Row, Value
from roterfaden.strategy.indicators.sources import kinds


def read(text: str | bytes, kind: str = "csv", **options: Any) -> list[Row]:
    body = text.encode() if isinstance(text, str) else text
    reader = kinds[kind].read
    assert reader is not None
    return list(reader(io.BytesIO(body), options))


def values(rows: list[Row]) -> list[tuple[str, Decimal]]:
    return [(row.period.code, row.value) for row in rows if isinstance(row, Value)]


def refused(rows: list[Row]) -> list[tuple[int, str]]:
    return [(row.line, row.text) for row in rows if isinstance(row, Refusal)]


def test_reads_a_german_table() -> None:
    rows = read("Jahr;Wert;Vorläufig\n2023;1.234,5;nein\n2024;2.000;ja\n")
    assert values(rows) == [("2023", Decimal("1234.5")), ("2024", Decimal(2000))]
    assert [row.draft for row in rows if isinstance(row, Value)] == [False, True]


def test_reads_an_english_table_with_commas() -> None:
    assert values(read('year,value\n2023,"1,234.5"\n2024,12.25\n')) == [
        ("2023", Decimal("1234.5")),
        ("2024", Decimal("12.25")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_are_found_out(encoding: str) -> None:
    rows = read("Jahr;Wert;Merkmal;Ausprägung\n2023;1;Größe;Übergröße\n".encode(encoding))
    assert isinstance(rows[0], Value)
    assert rows[0].part == Part("Größe", "Übergröße")
    assert rows[0].part.key == "groesse:uebergroesse"


def test_each_wrong_row_is_named_by_its_line_and_the_right_ones_are_kept() -> None:
    text = "Jahr;Wert\n2020;1\n\n2021;=1+1\n20x1;3\n2022;n/a\n2023;\n=2024;5\n2025;6\n"
    rows = read(text)
    assert values(rows) == [("2020", Decimal(1)), ("2025", Decimal(6))]
    assert [line for line, _text in refused(rows)] == [4, 5, 6, 7, 8]
    assert "Formel" in refused(rows)[0][1]
    assert "kein Zeitraum" in refused(rows)[1][1]
    assert "Formel" in refused(rows)[4][1]


def test_lines_are_counted_through_cells_with_line_breaks() -> None:
    rows = read('Jahr;Wert;Grund\n2020;1;"eine\nzweite Zeile"\nfalsch;2;\n')
    assert refused(rows)[0][0] == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bezirk;Anzahl\nMitte;3\n", "Es fehlt: Zeitraum, Wert. Die Datei hat die Spalten: Bezirk, Anzahl"),
        ("Jahr;Anteil\n2020;3\n", "Es fehlt: Wert"),
        ("Jahr;Year;Wert\n2020;2020;3\n", "zwei Spalten"),
        ("", "leer"),
        ("\x00\x01\x02", "keine Textdatei"),
        ("Jahr;Wert;" + "x;" * 300, "Spalten"),
    ],
)
def test_wrong_columns_are_told_with_those_that_were_found(text: str, words: str) -> None:
    with pytest.raises(FileProblem, match=words):
        read(text)


def test_columns_can_be_named() -> None:
    rows = read("Berichtsjahr;Anteil\n2020;3,5\n", columns={"period": "Berichtsjahr", "value": "Anteil"})
    assert values(rows) == [("2020", Decimal("3.5"))]
    with pytest.raises(FileProblem, match="Es fehlt: Quote"):
        read("Jahr;Wert\n2020;3\n", columns={"value": "Quote"})


def test_doubtful_numbers_are_refused_until_the_writing_is_chosen() -> None:
    assert "mehrdeutig" in refused(read("Jahr;Wert\n2020;1.234\n"))[0][1]
    assert values(read("Jahr;Wert\n2020;1.234\n", writing="german")) == [("2020", Decimal(1234))]


def test_a_huge_cell_ends_the_file_with_its_line() -> None:
    with pytest.raises(FileProblem, match="ab Zeile 3"):
        read("Jahr;Wert\n2020;1\n2021;" + "9" * 200_000)


def test_a_hundred_thousand_rows_are_read_in_bounded_memory() -> None:
    lines = [f"{1900 + number % 120};{number},5" if number % 1000 else f"{number};=x" for number in range(100_000)]
    file = io.BytesIO("\n".join(["Jahr;Wert", *lines]).encode())
    reader = kinds["csv"].read
    assert reader is not None
    tracemalloc.start()
    good = bad = 0
    for row in reader(file, {}):
        good, bad = good + isinstance(row, Value), bad + isinstance(row, Refusal)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (good, bad) == (99_900, 100)
    assert peak < 4 * 1024 * 1024


def test_more_rows_than_a_list_of_values_can_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roterfaden.strategy.indicators.tables.MOST_ROWS", 3)
    with pytest.raises(FileProblem, match="mehr als"):
        read("Jahr;Wert\n" + "2020;1\n" * 4)


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_sentence(body: bytes) -> None:
    for kind in ("csv", "sdmx"):
        try:
            rows = read(body, kind)
        except FileProblem as error:
            rows = [Refusal(0, str(error))]
        assert all(row.text for row in rows if isinstance(row, Refusal))


cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), max_size=12), st.sampled_from(";,\t"))
def test_every_row_of_any_table_is_a_value_or_a_refusal(table: list[tuple[str, str, str]], separator: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows([("Jahr", "Wert", "Teil"), *table])
    rows = read(buffer.getvalue())
    assert len(rows) == sum(any(cell.strip() for cell in row) for row in table)


@given(st.lists(st.tuples(st.integers(1900, 2100), st.decimals(-(10**9), 10**9, places=2)), max_size=20))
def test_what_was_written_is_read_again(table: list[tuple[int, Decimal]]) -> None:
    german = [f"{year};{number:,}".translate(str.maketrans(",.", ".,")) for year, number in table]
    rows = read("\n".join(["Jahr;Wert", *german]), writing="german")
    assert values(rows) == [(str(year), number) for year, number in table]


# -- SDMX-CSV ----------------------------------------------------------------------------------------------------------

SDMX = """STRUCTURE,STRUCTURE_ID,ACTION,FREQ,SEX,GEO,TIME_PERIOD,OBS_VALUE,OBS_STATUS
dataflow,ESTAT:DEMO(1.0),I,A,T,DE92,2022,1234.5,A
dataflow,ESTAT:DEMO(1.0),I,A,F,DE92,2022,600.25,P
dataflow,ESTAT:DEMO(1.0),I,A,T,DE91,2022,7,A
dataflow,ESTAT:DEMO(1.0),D,A,T,DE92,2021,,
dataflow,ESTAT:DEMO(1.0),I,A,T,DE92,2020,,M
dataflow,ESTAT:DEMO(1.0),A,A,T,DE92,2023-Q1,x,
"""


def test_reads_sdmx_with_filter_and_breakdown() -> None:
    rows = read(SDMX, "sdmx", only={"GEO": "DE92"}, parts=["SEX"])
    found = [(row.period.code, row.value, row.draft, row.part.key) for row in rows if isinstance(row, Value)]
    assert found == [("2022", Decimal("1234.5"), False, ""), ("2022", Decimal("600.25"), True, "sex:f")]
    assert [line for line, _text in refused(rows)] == [5, 6, 7]


def test_reads_sdmx_with_labels_and_the_former_version() -> None:
    labels = "STRUCTURE,STRUCTURE_ID,ACTION,SEX:Sex,TIME_PERIOD:Time,OBS_VALUE:Value,OBS_STATUS:Status\n"
    rows = read(labels + "dataflow,X:Y(1.0),I,F: Female,2022,5.5,P: Provisional\n", "sdmx", parts=["SEX"])
    assert isinstance(rows[0], Value)
    assert (rows[0].part, rows[0].draft) == (Part("SEX", "Female"), True)
    assert values(read("DATAFLOW,TIME_PERIOD,OBS_VALUE\nA:B(1.0),2020-05,3\n", "sdmx")) == [("2020-05", Decimal(3))]
    assert values(read("STRUCTURE;TIME_PERIOD;OBS_VALUE\nA;2020;3,5\n", "sdmx")) == [("2020", Decimal("3.5"))]


def test_what_is_no_sdmx_is_told() -> None:
    with pytest.raises(FileProblem, match="kein SDMX-CSV"):
        read("Jahr;Wert\n2020;1\n", "sdmx")
    with pytest.raises(FileProblem, match="AGE"):
        read(SDMX, "sdmx", only={"AGE": "Y1"})


# -- queries -----------------------------------------------------------------------------------------------------------


def fetched(body: bytes, options: Mapping[str, Any], media_type: str = "application/json") -> list[Row]:
    answer = Answer("https://daten.example/x", 200, {"content-type": media_type}, body)
    return list(kinds["dataset"].fetch("https://daten.example/x", options, lambda _url: answer))


def test_reads_answers_of_queries() -> None:
    columns = {"columns": {"period": "jahr", "value": "anzahl"}}
    ckan = b'{"result": {"records": [{"jahr": 2020, "anzahl": 1.5}, {"jahr": "2021", "anzahl": "2,5"}]}}'
    ods = b'{"records": [{"fields": {"jahr": 2020, "anzahl": 7}}]}'
    assert values(fetched(ckan, columns)) == [("2020", Decimal("1.5")), ("2021", Decimal("2.5"))]
    assert values(fetched(ods, columns)) == [("2020", Decimal(7))]
    assert values(fetched(b"jahr;anzahl\n2020;7\n", columns, "text/csv")) == [("2020", Decimal(7))]


@pytest.mark.parametrize("body", [b'{"a": 1}', b"[1, 2]", b"{", b'{"records": [{"x": 1}]}', b"[]"])
def test_an_answer_without_rows_is_told(body: bytes) -> None:
    with pytest.raises(FileProblem):
        fetched(body, {})
