"""Days, months, seasons and years: read as people write them, sorted, said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.threads import periods
from roterfaden.threads.periods import NoPeriod, Period, Precision

DAYS = st.dates(date(1000, 3, 1), date(2998, 12, 31))
PERIODS = st.builds(periods.of, DAYS, st.sampled_from(list(Precision)))


@pytest.mark.parametrize(
    ("text", "start", "precision"),
    [
        ("16.4.2018", date(2018, 4, 16), "day"),
        ("16.04.2018", date(2018, 4, 16), "day"),
        ("16. April 2018", date(2018, 4, 16), "day"),
        (" 16.  april   2018 ", date(2018, 4, 16), "day"),
        ("2018-04-16", date(2018, 4, 16), "day"),
        ("16 April 2018", date(2018, 4, 16), "day"),
        ("1. Mär. 2020", date(2020, 3, 1), "day"),
        ("04/2018", date(2018, 4, 1), "month"),
        ("4.2018", date(2018, 4, 1), "month"),
        ("April 2018", date(2018, 4, 1), "month"),
        ("2018-04", date(2018, 4, 1), "month"),
        ("Sommer 2017", date(2017, 6, 1), "season"),
        ("Winter 2017", date(2017, 12, 1), "season"),
        ("Winter 2017/18", date(2017, 12, 1), "season"),
        ("Frühjahr 2017", date(2017, 3, 1), "season"),
        ("autumn 2017", date(2017, 9, 1), "season"),
        ("2017", date(2017, 1, 1), "year"),
    ],
)
def test_people_write_dates_in_many_ways(text: str, start: date, precision: str) -> None:
    assert periods.read(text) == Period(start, Precision(precision))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "bald",
        "32.1.2018",
        "30.2.2018",
        "13/2018",
        "2018-13",
        "0999",
        "3000",
        "20188",
        "Sommer",
        "x" * 99,
        "\x00",
        "1.1.99",
        "٢٠١٧",
        "16.Unfug 2018",
        "Sommer 20\u202e17",
        "00/2018",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NoPeriod):
        periods.read(text)


@given(st.text(max_size=60))
def test_any_text_is_a_period_or_none(text: str) -> None:
    try:
        found = periods.read(text)
    except NoPeriod:
        return
    assert found.start <= found.last


@given(PERIODS)
def test_what_is_written_is_read_again(period: Period) -> None:
    assert periods.read(period.typed) == period


@given(DAYS, st.sampled_from(list(Precision)))
def test_a_day_lies_in_its_period(day: date, precision: Precision) -> None:
    found = periods.of(day, precision)
    assert found.start <= day <= found.last
    assert periods.of(found.start, precision) == found
    assert periods.of(found.last, precision) == found
    assert periods.of(found.last + timedelta(days=1), precision) != found


@given(st.lists(PERIODS, min_size=2, max_size=8))
def test_sorted_periods_of_one_precision_never_overlap_and_coarse_ones_come_first(found: list[Period]) -> None:
    ordered = sorted(found, key=lambda period: period.start)
    for first, second in pairwise(ordered):
        assert first.start <= second.start
        if first.precision == second.precision and first != second:
            assert first.last < second.start


@pytest.mark.parametrize(
    ("period", "iso", "words"),
    [
        (Period(date(2018, 4, 16)), "2018-04-16", "16.\u00a0April 2018"),
        (Period(date(2018, 4, 1), Precision.MONTH), "2018-04", "April 2018"),
        (Period(date(2017, 6, 1), Precision.SEASON), "2017-06", "Sommer 2017"),
        (Period(date(2017, 1, 1), Precision.YEAR), "2017", "2017"),
    ],
)
def test_a_period_is_said(period: Period, iso: str, words: str) -> None:
    assert (period.iso, period.words) == (iso, words)
