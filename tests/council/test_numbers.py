"""Numbers of papers in every spelling, alone and quoted in texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.addresses import NUMBER
from roterfaden.council.numbers import Number, find_numbers, parse_number

NUMBERS = st.builds(
    Number,
    base=st.from_regex("[0-9]{1,6}", fullmatch=True),
    year=st.integers(1900, 2099),
    suffix=st.lists(st.from_regex("[NEF][1-9]", fullmatch=True), max_size=2).map(" ".join),
    district=st.sampled_from(["", "1", "15", "03"]),
)


@pytest.mark.parametrize(
    ("text", "label", "slug"),
    [
        ("0728/2026", "0728/2026", "0728-2026"),
        ("1170/2026 N1", "1170/2026 N1", "1170-2026n1"),
        ("0822/2026N1", "0822/2026 N1", "0822-2026n1"),
        ("0822-2026N1", "0822/2026 N1", "0822-2026n1"),
        ("0398/2013 F1", "0398/2013 F1", "0398-2013f1"),
        ("1234/2026 E1 N2", "1234/2026 E1 N2", "1234-2026e1n2"),
        ("15-1717/2017", "15-1717/2017", "15-1717-2017"),
        ("15-1717-2017", "15-1717/2017", "15-1717-2017"),
        ("21/2015", "21/2015", "21-2015"),
        ("DS 728 2026", "728/2026", "728-2026"),
        ("728 2026", "728/2026", "728-2026"),
        ("Drucks. Nr. 735/1997", "735/1997", "735-1997"),
        ("Drucksache-Nr.735/1997", "735/1997", "735-1997"),
        ("Informationsdrucksache Nr. 1164/2026", "1164/2026", "1164-2026"),
        ("12/2015 1. Ergänzung", "12/2015 E1", "12-2015e1"),
        ("12/2015 2. Neufassung", "12/2015 N2", "12-2015n2"),
    ],
)
def test_every_spelling_is_read(text: str, label: str, slug: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.label, number.slug, str(number)) == (label, slug, label)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "728",
        "0728/26",
        "0728/3026",
        "Haushalt",
        "0728/2026 und mehr",
        "/2026",
        "15-1717",
        "٣/2026",
        "1" * 300,
        "2026/0728",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_leading_zeros_do_not_count() -> None:
    assert parse_number("0728/2026") == parse_number("728/2026")
    assert len({parse_number("0728/2026"), parse_number("00728/2026")}) == 1
    assert parse_number("0728/2026") != parse_number("0728/2026 N1")
    assert parse_number("15-0728/2026") != parse_number("0728/2026")
    assert parse_number("0728/2026") != "0728/2026"


def test_the_original_has_no_suffix() -> None:
    number = parse_number("15-1717/2017 N1")
    assert number is not None
    assert number.original == parse_number("15-1717/2017")


def test_spellings_fill_up_with_zeros() -> None:
    number = parse_number("728/2026 N1")
    assert number is not None
    assert {found.slug for found in number.spellings} == {"728-2026n1", "0728-2026n1", "00728-2026n1"}


@given(NUMBERS)
def test_label_and_slug_lead_back(number: Number) -> None:
    assert parse_number(number.label) == number
    assert parse_number(number.slug) == number
    assert parse_number(number.slug.upper()) == number


@given(NUMBERS)
def test_a_slug_is_an_address(number: Number) -> None:
    assert re.fullmatch(NUMBER, number.slug)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Kitabericht (Informationsdrucks. Nr. 1164/2026)", ["1164/2026"]),
        ("Neufassung der Satzung (Drucks. Nr. 0822/2026 N1)", ["0822/2026 N1"]),
        (
            "Änderungsantrag zu Drucks. Nr. 0822/2026 N1: Neufassung (Drucks. Nr. 1413/2026)",
            ["0822/2026 N1", "1413/2026"],
        ),
        ("auf der Grundlage der Drucksache-Nr.735/1997 zu gewähren", ["735/1997"]),
        ("Drucks. Nrn. 0822/2026, 0823/2026 und 0824/2026 N1", ["0822/2026", "0823/2026", "0824/2026 N1"]),
        ("siehe Beschlussvorlage Nr.: 178/2015, Ratssitzung vom 03.12.2015", ["178/2015"]),
        ("zu Tagesordnungspunkt 4 (Beschluss-Vorlage 58/2017)", ["58/2017"]),
        ("Antrag 15-1717/2017 des Bezirksrats", ["15-1717/2017"]),
        ("Kindergartenjahr 2019/2020", []),
        ("Haushalt 2027/2028 der Stadt", []),
        ("Verordnung (EU) 1303/2013", []),
        ("Verordnung (EU) Nr. 1303/2013", []),
        ("Haushaltsvorlage 2019/2020", []),
        ("Drucks. Nr. 2019/2020", ["2019/2020"]),
        ("DGUV 2013/2014, Az. 17/2020", []),
        ("Seite 3/2026/4", []),
        ("", []),
    ],
)
def test_quoted_numbers_are_found(text: str, labels: list[str]) -> None:
    assert [found.number.label for found in find_numbers(text)] == labels


@given(NUMBERS, st.text(alphabet="abc ().:", max_size=20), st.text(alphabet="xyz ).:", max_size=20))
def test_a_quoted_number_is_found_where_it_stands(number: Number, before: str, behind: str) -> None:
    text = f"{before} Drucks. Nr. {number.label} {behind}"
    (found,) = find_numbers(text)
    assert found.number == number
    assert text[found.start : found.end] == number.label


@given(st.text(max_size=300))
def test_any_text_is_searched(text: str) -> None:
    for found in find_numbers(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("piece", ["1", "1/", "Drucks. ", "1-1/2020 ", "0728/2026 N1 ", "a", "N1 ", "- ", "Vorlage"])
def test_long_texts_end(piece: str) -> None:
    list(find_numbers(piece * 20_000))
    parse_number(piece * 20_000)
