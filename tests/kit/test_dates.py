"""Dates as they are found in the wild."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.kit.dates import BERLIN, has_time, parse_date, parse_datetime, parse_time

TODAY = date(2026, 6, 1)
WINTER = datetime(2020, 1, 1, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2020-01-01T10:00:00+01:00",
            "2020-01-01T10:00:00 01:00",
            "2020-01-01T10:00:00",
            "2020-01-01 10:00",
            "2020-01-01T09:00:00Z",
        ),
        *(
            "2020-01-01T10:00:00.000+01:00",
            "2020-01-01T10:00:00+0100",
            "2020-01-01T09:00Z",
            "2020-01-01T04:00:00-05:00",
        ),
        *(
            "01.01.2020 10:00",
            "1.1.2020, 10:00 Uhr",
            "Mi, 01.01.2020 um 10.00 Uhr",
            "  2020-1-1T10:00 ",
            "2020-01-01T10:00:00−00:00"[:19],
        ),
    ],
)
def test_one_moment_in_many_spellings(text: str) -> None:
    assert parse_datetime(text, TODAY) == (WINTER, "")
    assert has_time(text)


@pytest.mark.parametrize("text", ["2026-06-22", "22.06.2026", "22. 6. 2026", "Montag, 22.06.2026"])
def test_a_day_is_its_midnight_in_berlin(text: str) -> None:
    assert parse_datetime(text, TODAY) == (datetime(2026, 6, 22, tzinfo=BERLIN), "")
    assert parse_date(text, TODAY) == (date(2026, 6, 22), "")
    assert not has_time(text)


def test_summer_time_is_known() -> None:
    value, _ = parse_datetime("2026-06-22T15:00:00", TODAY)
    assert value is not None
    assert value.utcoffset() == timedelta(hours=2)


def test_the_day_of_a_moment_is_that_of_berlin() -> None:
    assert parse_date("2019-12-31T23:00:00Z", TODAY)[0] == date(2020, 1, 1)


@pytest.mark.parametrize("value", [None, "", " ", "\n"])
def test_nothing_said_is_no_problem(value: object) -> None:
    assert parse_datetime(value) == parse_date(value) == parse_time(value) == (None, "")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        *(("0000-00-00", "leeres Datum"), ("0000-00-00T00:00:00", "leeres Datum"), ("00.00.0000", "leeres Datum")),
        *(("0001-01-01", "Jahr"), ("1799-12-31", "Jahr"), ("2057-01-01", "Jahr"), ("9999-12-31T23:59:59Z", "Jahr")),
        *(("2026-02-30", "gibt es nicht"), ("2026-13-01", "gibt es nicht"), ("2026-01-01T25:00", "gibt es nicht")),
        *(("2026-01-01T10:00+99:00", "gibt es nicht"), ("2026-01-01T10:00+01:75", "gibt es nicht")),
        *(
            ("N/A", "kein Datum"),
            (20260101, "kein Datum"),
            ([], "kein Datum"),
            ({"a": 1}, "kein Datum"),
            (True, "kein Datum"),
        ),
        *(
            ("2026", "kein Datum"),
            ("٢٠٢٦-٠١-٠١", "kein Datum"),
            ("2026-01-01" * 1000, "kein Datum"),
            ("gestern", "kein Datum"),
        ),
    ],
)
def test_what_cannot_be_is_none_with_a_reason(value: object, problem: str) -> None:
    result, said = parse_datetime(value, TODAY)
    assert result is None
    assert problem in said
    assert len(said) < 200
    assert parse_date(value, TODAY) == (None, said)


def test_the_range_of_years() -> None:
    assert parse_date("1800-01-01", TODAY)[0] == date(1800, 1, 1)
    assert parse_date("2056-12-31", TODAY)[0] == date(2056, 12, 31)


@pytest.mark.parametrize(
    ("text", "value"),
    [("15:00 Uhr", time(15)), ("15 Uhr", time(15)), ("15.30", time(15, 30)), ("9:05:07", time(9, 5, 7))],
)
def test_times(text: str, value: time) -> None:
    assert parse_time(text) == (value, "")


@pytest.mark.parametrize("value", ["25:00", "12:61", "mittags", 15, []])
def test_no_times(value: object) -> None:
    result, problem = parse_time(value)
    assert result is None
    assert problem


@given(st.datetimes(datetime(1800, 1, 2), datetime(2050, 1, 1), timezones=st.timezones()))
def test_iso_comes_back(moment: datetime) -> None:
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60 or abs(offset) > timedelta(hours=14):
        return
    value, problem = parse_datetime(moment.isoformat(), TODAY)
    assert (value and value.isoformat(), problem) == (moment.isoformat(), "")


@given(
    st.text(max_size=70)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}([Z+ -][0-9]{2}:[0-9]{2})?)?", fullmatch=True)
)
def test_any_text_is_a_date_or_a_problem(text: str) -> None:
    value, problem = parse_datetime(text, TODAY)
    assert (value is None) or not problem
    assert value is None or value.tzinfo is not None
    parse_date(text, TODAY)
    parse_time(text)
