"""The light of a measure: each rule by an example, and what holds for every case."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.methods.lights import GRACE, Aim, Case, Step, is_stale, judge, next_look, progress, share

TODAY = date(2026, 11, 22)


def day(shift: int) -> date:
    return TODAY + timedelta(days=shift)


RUNNING = Case("running", begun=day(-300), end=day(300))


@pytest.mark.parametrize(
    ("case", "light", "rule"),
    [
        (Case("fulfilled", steps=(Step("a", day(-99)),)), "done", "over"),
        (Case("regular"), "done", "over"),
        (Case("dropped"), "stalled", "dropped"),
        (Case("notBegun"), "notBegun", "notBegun"),
        (Case("planned", start=day(30)), "notBegun", "notBegun"),
        (Case("planned", start=day(-GRACE)), "notBegun", "notBegun"),
        (Case("planned", start=day(-GRACE - 1)), "late", "startMissed"),
        (Case("notBegun", steps=(Step("a", day(-1)),)), "late", "milestoneOverdue"),
        (RUNNING, "onTrack", "onTrack"),
        (Case("running", steps=(Step("a", day(0)),)), "onTrack", "onTrack"),
        (Case("running", steps=(Step("a", day(-1)),)), "late", "milestoneOverdue"),
        (Case("running", steps=(Step("a", day(-GRACE)),)), "late", "milestoneOverdue"),
        (Case("running", steps=(Step("a", day(-GRACE - 1)),)), "stalled", "milestoneOverdue"),
        (Case("running", steps=(Step("a", day(-99), day(-50), day(-51)),)), "onTrack", "onTrack"),
        (Case("running", steps=(Step("a", day(10), day(10 + GRACE)),)), "onTrack", "onTrack"),
        (Case("running", steps=(Step("a", day(10), day(11 + GRACE)),)), "late", "milestoneShifted"),
        (Case("running", end=day(-1)), "late", "endOverdue"),
        (Case("running", end=day(-GRACE - 1)), "stalled", "endOverdue"),
        (Case("running", end=day(5), end_forecast=day(90)), "late", "endShifted"),
        (Case("running", aims=(Aim("x"), Aim("y", True))), "onTrack", "onTrack"),
        (Case("running", aims=(Aim("x", True), Aim("y", False))), "late", "targetMissed"),
    ],
)
def test_the_rule(case: Case, light: str, rule: str) -> None:
    verdict = judge(case, TODAY)
    assert (verdict.light, verdict.rule) == (light, rule)


def test_the_verdict_names_the_milestone_that_hangs_longest() -> None:
    case = Case("running", steps=(Step("early", day(-40)), Step("late", day(-20))))
    assert (judge(case, TODAY).reason.name, judge(case, TODAY).reason.days) == ("early", 40)


days = st.integers(-400, 400).map(day)
maybe = st.none() | days
steps = st.builds(Step, st.text(max_size=3), days, maybe, maybe)
cases = st.builds(
    Case,
    st.sampled_from(["notBegun", "planned", "running", "fulfilled", "regular", "dropped"]),
    maybe,
    maybe,
    maybe,
    maybe,
    st.lists(steps, max_size=4).map(tuple),
    st.lists(st.builds(Aim, st.text(max_size=3), st.none() | st.booleans()), max_size=3).map(tuple),
)


@given(cases)
def test_every_case_has_one_light_and_only_the_last_question_decides(case: Case) -> None:
    verdict = judge(case, TODAY)
    assert [check.fits for check in verdict.checks] == [False] * (len(verdict.checks) - 1) + [True]
    assert verdict.light == verdict.checks[-1].light


@given(cases, st.integers(1, 500))
def test_time_alone_changes_nothing_before_the_next_look(case: Case, ahead: int) -> None:
    look = next_look(case, TODAY)
    later = day(ahead)
    if look is None or later < look:
        assert judge(case, later).light == judge(case, TODAY).light


@given(cases)
def test_an_open_measure_never_gets_better_by_waiting(case: Case) -> None:
    order = ["done", "notBegun", "onTrack", "late", "stalled"]
    before, after = (order.index(judge(case, moment).light) for moment in (TODAY, day(30)))
    assert after >= before


@given(st.lists(steps, max_size=8))
def test_percentages_are_between_0_and_100_and_full_only_when_all_is_reached(rows: list[Step]) -> None:
    percent = progress(rows)
    if not rows:
        assert percent is None
    else:
        assert percent is not None
        assert 0 <= percent <= 100
        assert (percent == 100) == all(row.actual for row in rows)


def test_shares_of_money_are_rounded_down_and_need_both_amounts() -> None:
    assert share(Decimal("2"), Decimal("3")) == 66
    assert share(Decimal("251300"), Decimal("240000")) == 104
    assert share(None, Decimal(1)) is share(Decimal(1), None) is share(Decimal(1), Decimal(0)) is None


def test_a_report_goes_stale_the_day_after_its_time() -> None:
    assert is_stale(day(-90), None, TODAY, 90) == 0
    assert is_stale(day(-97), None, TODAY, 90) == 7
    assert is_stale(None, day(-91), TODAY, 90) == 1
    assert is_stale(None, None, TODAY, 90) == 0
