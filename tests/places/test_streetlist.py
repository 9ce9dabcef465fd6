"""Reading a list of streets as cities and spreadsheets write it."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.places.geojson import BadFile
from roterfaden.places.models import District
from roterfaden.places.streetlist import StreetList, StreetRow, read

DISTRICTS = [
    District(pk=10, number=1, name="Mitte", slug="mitte", other_names=["Oststadt"]),
    District(pk=20, number=2, name="Südstadt-Bult", slug="suedstadt-bult", other_names=["Südstadt", "Bult"]),
    District(pk=30, number=3, name="Nord", slug="nord", other_names=["Oststadt"]),
]
GOOD = [StreetRow("Georgstraße", 10), StreetRow("Sallstraße", 20)]


def rows(text: str, encoding: str = "utf-8") -> StreetList:
    """What a file with this text gives."""
    return read(text.encode(encoding), DISTRICTS)


@pytest.mark.parametrize(
    "text",
    [
        "Straße;Stadtbezirk\nGeorgstraße;1\nSallstraße;2\n",
        "strasse,bezirk\r\nGeorgstraße,Mitte\r\nSallstraße,Südstadt-Bult",
        "Nr;District;Street\nx;01;Georgstraße\ny;2.0;Sallstraße\n",
        "Georgstraße\tMitte\nSallstraße\tBult\n",
        '"Straße";"Stadtbezirk"\n"Georgstraße";"Stadtbezirk 1"\n\n ; \n"Sallstraße";" südstadt "\n',
        "Straße;Stadtbezirk\nGeorgstraße;1\nSallstraße;2\nGeorgstraße;Mitte\n",
    ],
)
def test_usual_forms_are_read(text: str) -> None:
    found = rows(text)

    assert list(found.rows) == GOOD
    assert found.refused_count == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    assert list(rows("Straße;Stadtbezirk\nGeorgstraße;1\nSallstraße;2\n", encoding).rows) == GOOD


def test_a_street_through_two_districts_is_two_rows() -> None:
    assert list(rows("Straße;Stadtbezirk\nLange Straße;1/3\n").rows) == [
        StreetRow("Lange Straße", 10),
        StreetRow("Lange Straße", 30),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Georgstraße;99", "„99“ ist nicht bekannt"),
        ("Georgstraße;Atlantis", "„Atlantis“ ist nicht bekannt"),
        ("Georgstraße;Oststadt", "„Oststadt“ ist nicht bekannt"),  # two districts have such a part
        ("Georgstraße;1/99", "„1/99“ ist nicht bekannt"),
        ("Georgstraße;", "der Stadtbezirk fehlt"),
        (";1", "die Straße fehlt"),
        ("Georgstraße", "zu wenige Spalten"),
        ("=HYPERLINK(1);1", "kein Name einer Straße"),
        ("12;1", "kein Name einer Straße"),
        ("x" * 201 + ";1", "länger als 200 Zeichen"),
    ],
)
def test_a_wrong_row_is_named_by_its_line_and_the_others_are_kept(row: str, reason: str) -> None:
    found = rows(f"Straße;Stadtbezirk\nGeorgstraße;1\n{row}\nSallstraße;2\n")

    assert list(found.rows) == GOOD
    assert [wrong.place for wrong in found.refused] == [3]
    assert reason in found.refused[0].reason


def test_many_wrong_rows_are_counted_and_not_all_named() -> None:
    found = rows("Straße;Stadtbezirk\n" + "Weg;99\n" * 2000)

    assert found.refused_count == 2000
    assert len(found.refused) == 500


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n\n ; \n",
        b"a;b;c\n1;2;3\n",
        codecs.BOM_UTF8,
        b"Georgstrasse;99\n",
        b'Strasse;Bezirk\n"' + b"x" * 200_000,
        b"\x00\x01\x02",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_such_list_is_refused_whole(body: bytes) -> None:
    with pytest.raises(BadFile):
        read(body, DISTRICTS)


def test_signs_that_cannot_be_seen_are_taken_out() -> None:
    assert list(rows("Straße;Stadtbezirk\nGeorg\u200bstra\u00adße\x07;1\u200f\n").rows) == GOOD[:1]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_reason(body: bytes) -> None:
    try:
        found = read(b"Strasse;Bezirk\n" + body, DISTRICTS)
    except BadFile:
        return
    assert {row.district for row in found.rows} <= {10, 20, 30}
    assert all(0 < len(row.name) <= 200 and "\x00" not in row.name for row in found.rows)


NAMES = st.text(st.characters(categories=("L",), include_characters=" -"), min_size=2, max_size=30).map(str.strip)


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES.filter(lambda name: name[:1].isalnum()), st.sampled_from([1, 2, 3])), max_size=20))
def test_every_right_row_comes_back_once(given_rows: list[tuple[str, int]]) -> None:
    found = rows("Straße;Stadtbezirk\n" + "".join(f'"{name}";{number}\n' for name, number in given_rows))

    expected = {(" ".join(name.split()), number * 10) for name, number in given_rows}
    assert {(row.name, row.district) for row in found.rows} == expected
    assert len(found.rows) + found.doubles == len(given_rows)
