"""The rating of indicators: known cases, and what must hold for all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roterfaden.methods.progress import (
    RANKS,
    Direction,
    Lack,
    Rating,
    Reading,
    Way,
    growth,
    rate,
    required_path,
)

UP, DOWN, KEEP = Direction.UP, Direction.DOWN, Direction.KEEP


def at(year: float | int, value: float | int | str) -> Reading:
    return Reading(Decimal(str(year)), Decimal(str(value)))


@pytest.mark.parametrize(
    ("latest", "rating"),
    [
        (60, Rating.ACHIEVED),
        (75, Rating.ACHIEVED),
        (59, Rating.ON_TRACK),
        (28, Rating.ON_TRACK),
        (20, Rating.MODERATE),
        (15, Rating.INSUFFICIENT),
        (12, Rating.INSUFFICIENT),
        ("11.9", Rating.WORSENING),
        (0, Rating.WORSENING),
        (-3, Rating.WORSENING),
    ],
)
def test_rates_growth_against_the_growth_that_the_target_needs(latest: Any, rating: Rating) -> None:
    assert rate(UP, at(2020, 12), [at(2025, latest)], at(2030, 60)).rating is rating


def test_the_calculation_is_the_one_of_the_published_method() -> None:
    found = rate(UP, at(2015, 100), [at(2020, 110)], at(2030, 200))
    assert found.way is Way.GROWTH
    assert found.observed == pytest.approx(Decimal("0.019245"), abs=Decimal("0.000001"))
    assert found.required == pytest.approx(Decimal("0.047294"), abs=Decimal("0.000001"))
    assert found.ratio == pytest.approx(Decimal("0.40692"), abs=Decimal("0.0001"))
    assert found.rating is Rating.INSUFFICIENT


def test_less_is_better_where_down_is_wanted() -> None:
    assert rate(DOWN, at(2015, 100), [at(2020, 80)], at(2030, 50)).rating is Rating.ON_TRACK
    assert rate(DOWN, at(2015, 100), [at(2020, 101)], at(2030, 50)).rating is Rating.WORSENING
    assert rate(DOWN, at(2015, 100), [at(2020, 50)], at(2030, 50)).rating is Rating.ACHIEVED


@pytest.mark.parametrize("baseline", [0, -20])
def test_a_baseline_without_growth_rate_is_rated_by_the_straight_path(baseline: int) -> None:
    found = rate(UP, at(2020, baseline), [at(2025, baseline + 20)], at(2030, baseline + 40))
    assert (found.way, found.rating, found.ratio) == (Way.LINEAR, Rating.ON_TRACK, 1)


def test_a_target_of_zero_is_rated_by_the_straight_path() -> None:
    found = rate(DOWN, at(2020, 100), [at(2025, 70)], at(2030, 0))
    assert (found.way, found.rating) == (Way.LINEAR, Rating.MODERATE)


@pytest.mark.parametrize(
    ("latest", "rating"),
    [(116, Rating.ON_TRACK), (106, Rating.MODERATE), (101, Rating.INSUFFICIENT), (99, Rating.WORSENING)],
)
def test_without_a_target_fixed_rates_decide(latest: int, rating: Rating) -> None:
    assert rate(UP, at(2015, 100), [at(2024, latest)]).rating is rating


@pytest.mark.parametrize(
    ("latest", "rating"),
    [(105, "on_track"), (95, "on_track"), (110, "moderate"), (81, "insufficient"), (130, "worsening")],
)
def test_what_shall_stay_is_rated_by_its_distance(latest: int, rating: str) -> None:
    assert rate(KEEP, at(2015, 100), [at(2024, latest)]).rating == rating


def test_says_why_nothing_could_be_rated() -> None:
    assert rate(UP, None, []).lack is Lack.NO_BASELINE
    assert rate(UP, at(2020, 1), [at(2020, 2), at(2019, 3)]).lack is Lack.NO_VALUE
    assert rate(UP, at(2020, 1), [at(2021, 2)], at(2020, 5)).lack is Lack.TARGET_BEFORE_BASELINE
    assert rate(UP, at(2020, 0), [at(2021, 2)]).lack is Lack.ZERO_BASELINE
    assert rate(UP, at(2020, 1), [at(2021, "1e30")]).lack is Lack.OUT_OF_RANGE


def test_the_first_reading_stands_in_for_a_missing_baseline() -> None:
    found = rate(UP, None, [at(2024, 20), at(2020, 10)], at(2030, 30))
    assert found.baseline == at(2020, 10)


def test_tells_the_latest_pace_and_the_needed_one() -> None:
    found = rate(UP, at(2020, 12), [at(2024, 36), at(2025, 38), at("2024.5", 37)], at(2030, 60))
    assert (found.recent_pace, found.needed_pace) == (2, Decimal("4.4"))
    assert found.fast_enough is False


def test_a_target_whose_time_is_over_was_missed() -> None:
    assert rate(UP, at(2020, 1), [at(2025, 5)], at(2024, 9)).missed
    assert not rate(UP, at(2020, 1), [at(2025, 9)], at(2024, 9)).missed


def test_the_required_path_ends_at_the_target() -> None:
    times = [Decimal(2020), Decimal(2025), Decimal(2030)]
    line = required_path(at(2020, 10), at(2030, 40), times, Way.LINEAR)
    curve = required_path(at(2020, 10), at(2030, 40), times, Way.GROWTH)
    assert [row.value for row in line] == [10, 25, 40]
    assert [round(row.value, 9) for row in curve] == [10, 20, 40]
    assert required_path(at(2020, 10), at(2020, 40), times, Way.LINEAR) == []


# -- for all -----------------------------------------------------------------------------------------------------------

values = st.decimals(-10_000, 10_000, places=2)
directions = st.sampled_from(Direction)


@given(directions, values, values, values, values, st.integers(1, 40), st.integers(1, 40))
def test_a_better_value_is_never_rated_worse(
    direction: Direction, start: Decimal, one: Decimal, other: Decimal, aim: Decimal, years: int, whole: int
) -> None:
    assume(direction is not KEEP)
    better, worse = (max, min) if direction is UP else (min, max)
    for target in (None, Reading(Decimal(whole), aim)):
        good = rate(direction, at(0, start), [Reading(Decimal(years), better(one, other))], target)
        bad = rate(direction, at(0, start), [Reading(Decimal(years), worse(one, other))], target)
        if good.rating is Rating.UNKNOWN:
            assert bad.rating is Rating.UNKNOWN
        else:
            assert RANKS.index(good.rating) <= RANKS.index(bad.rating)


@given(
    directions,
    values,
    st.lists(values, min_size=1, max_size=5),
    st.none() | values,
    st.sampled_from(["0.001", "0.5", "3", "1000", "1e9"]),
)
def test_a_scaled_indicator_is_rated_the_same(
    direction: Direction, start: Decimal, later: list[Decimal], aim: Decimal | None, factor: str
) -> None:
    def scaled(by: Decimal) -> Rating:
        readings = [Reading(Decimal(year), value * by) for year, value in enumerate(later, start=1)]
        return rate(direction, at(0, start * by), readings, None if aim is None else at(10, aim * by)).rating

    assert scaled(Decimal(1)) is scaled(Decimal(factor))


@given(directions, st.none() | values, st.lists(st.tuples(st.integers(0, 40), values), max_size=6), st.none() | values)
def test_any_numbers_give_an_answer(
    direction: Direction, start: Decimal | None, later: list[tuple[int, Decimal]], aim: Decimal | None
) -> None:
    found = rate(
        direction,
        None if start is None else at(0, start),
        [at(*row) for row in later],
        None if aim is None else at(20, aim),
    )
    assert (found.rating is Rating.UNKNOWN) == (found.lack is not Lack.NOTHING)
    assert found.rating is Rating.UNKNOWN or (found.latest and found.observed is not None) or found.way is Way.DISTANCE


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 50))
def test_growth_leads_from_the_first_to_the_last_value(first: int, last: int, years: int) -> None:
    found = growth(Decimal(first), Decimal(last), Decimal(years))
    assert Decimal(first) * (1 + found) ** years == pytest.approx(Decimal(last), rel=Decimal("1e-15"))
