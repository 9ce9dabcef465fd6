"""Numbers and periods as they stand in files."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.strategy.indicators.numbers import Writing, number_words, parse_number, writing_of
from roterfaden.strategy.indicators.periods import next_due, parse_period

numbers = st.decimals(-(10**8), 10**8, places=3)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234 567,8", "1234567.8"),
        ("-5", "-5"),
        ("−5,25", "-5.25"),
        ("+7", "7"),
        (",5", "0.5"),
        ("1e3", "1000"),
        (" 0 ", "0"),
    ],
)
def test_reads_numbers_whose_meaning_is_clear(cell: str, value: str) -> None:
    assert parse_number(cell) == Decimal(value)


@pytest.mark.parametrize("cell", ["1.234", "1,234"])
def test_a_number_with_two_meanings_needs_the_writing(cell: str) -> None:
    with pytest.raises(ValueError, match="mehrdeutig"):
        parse_number(cell)
    assert {parse_number(cell, writing) for writing in (Writing.GERMAN, Writing.ENGLISH)} == {
        Decimal(1234),
        Decimal("1.234"),
    }


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+A1", "-cmd|' /C calc'!A0", "＝1", " =2"])
def test_formulas_are_refused_as_such(cell: str) -> None:
    with pytest.raises(ValueError, match="Formel"):
        parse_number(cell)


@pytest.mark.parametrize(
    "cell", ["", "-", "n/a", "1,2,3", "1.2.3", "12 %", "NaN", "inf", "٣", "1.23.456,7", "--5", "x\x00"]
)
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"keine Zahl|Formel"):
        parse_number(cell)


@pytest.mark.parametrize("cell", ["1234567890123456", "0.1234567", "1e40", "1e-30"])
def test_more_digits_than_are_kept_exactly_are_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="zu viele Stellen"):
        parse_number(cell)


@given(numbers, st.booleans())
def test_a_number_survives_both_ways_of_writing(number: Decimal, grouped: bool) -> None:
    english = f"{number:,}" if grouped else str(number)
    german = english.translate(str.maketrans(",.", ".,"))
    assert parse_number(english, Writing.ENGLISH) == number
    assert parse_number(german, Writing.GERMAN) == number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    for writing in Writing:
        with suppress(ValueError):
            assert parse_number(text, writing).is_finite()


def test_one_clear_cell_tells_how_the_file_is_written() -> None:
    assert writing_of(["1.234", "12,5"]) is Writing.GERMAN
    assert writing_of(["1,234", "12.5"]) is Writing.ENGLISH
    assert writing_of(["1.234", "12"]) is Writing.AUTO
    assert writing_of(["12,5", "12.5"]) is Writing.AUTO


def test_numbers_are_shown_in_the_language_at_hand() -> None:
    assert number_words(Decimal("-1234.50"), 1) == "−1.234,5"
    assert number_words(Decimal("1234.500")) == "1.234,5"
    with translation.override("en"):
        assert number_words(Decimal("1234.5"), 0) == "1,234"


# -- periods -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "start", "end"),
    [
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-Q3", "2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("Q3 2024", "2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("3. Quartal 2024", "2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("02.2023", "2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2/2023", "2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-M05", "2024-05", date(2024, 5, 1), date(2024, 5, 31)),
        ("31.12.2024", "2024-12-31", date(2024, 12, 31), date(2024, 12, 31)),
        ("2024-12-31", "2024-12-31", date(2024, 12, 31), date(2024, 12, 31)),
    ],
)
def test_reads_periods(text: str, code: str, start: date, end: date) -> None:
    found = parse_period(text)
    assert (found.code, found.start, found.end) == (code, start, end)
    assert parse_period(found.code) == found


@pytest.mark.parametrize(
    "text", ["", "24", "0001", "9999", "2024-13", "31.02.2024", "Mai", "2024-Q5", "=2024", "2" * 99]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_period(text)


@given(st.text(max_size=50))
def test_any_text_is_a_period_or_a_sentence(text: str) -> None:
    with suppress(ValueError):
        found = parse_period(text)
        assert found.start <= found.end
        assert parse_period(found.code) == found


def test_two_years_lie_exactly_one_apart() -> None:
    assert parse_period("2025").time - parse_period("2024").time == 1
    assert parse_period("2025-Q1").time - parse_period("2024-Q1").time == 1
    assert parse_period("2024-01-01").time < parse_period("2024-01").time < parse_period("2024-Q1").time


def test_periods_are_said_in_words() -> None:
    words = [parse_period(text).words for text in ("2024", "2024-Q3", "2024-05", "2024-05-31")]
    assert words == ["2024", "3. Quartal 2024", "Mai 2024", "31.05.2024"]


def test_the_next_value_is_due_after_the_period_that_follows() -> None:
    today = date(2026, 11, 22)
    assert next_due(parse_period("2025"), 12, today, 90) == date(2027, 3, 31)
    assert next_due(parse_period("2026-Q3"), 3, today) == date(2026, 12, 31)
    assert next_due(parse_period("2026-01"), 1, today) == date(2026, 2, 28)
    assert next_due(None, 12, today) == today
    assert next_due(parse_period("2025"), 0, today) is None
