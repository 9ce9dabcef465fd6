"""Charts: round axes, well-formed pictures without styles of their own, honest gaps."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.kit.charts import Bar, BarChart, LineChart, Point, Series, draw_bars, draw_lines, scale_for

numbers = st.floats(-1e15, 1e15, allow_nan=False)


def series(*values: float, first: int = 2020, kind: str = "line") -> Series:
    points = [Point(first + place, value, str(first + place), f"{value} %") for place, value in enumerate(values)]
    return Series("Anteil", points, kind)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


@given(st.lists(numbers, max_size=20), st.booleans())
def test_an_axis_encloses_all_values_with_few_rising_ticks(values: list[float], zero: bool) -> None:
    scale = scale_for(values, zero=zero)
    assert scale.low < scale.high
    assert all(-1e-6 <= scale.share(value) <= 1 + 1e-6 for value in values)
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert len(scale.ticks) <= 6


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([12, 38, 60], (0, 20, 40, 60)),
        ([0.1, 0.4], (0, 0.1, 0.2, 0.3, 0.4)),
        ([98, 99, 101], (98, 99, 100, 101)),
        ([], (0, 0.25, 0.5, 0.75, 1)),
        ([-5, 5], (-5, -2.5, 0, 2.5, 5)),
    ],
)
def test_ticks_are_round_numbers(values: list[float], ticks: tuple[float, ...]) -> None:
    assert scale_for(values).ticks == pytest.approx(ticks)


def test_what_no_number_is_does_not_reach_the_axis() -> None:
    assert scale_for([1, math.nan, math.inf, 3]).high == 3


@given(st.lists(numbers, max_size=60), st.none() | numbers, st.booleans())
def test_any_chart_is_well_formed_and_inside_its_picture(values: list[float], aim: float | None, small: bool) -> None:
    target = None if aim is None else Point(2100, aim, "2100", "Ziel")
    svg = draw_lines(LineChart("Linie", [series(*values), series(*values[:2], kind="way")], target, small))
    if not values and target is None:
        assert svg == ""
        return
    root = parsed(svg)
    for circle in root.iter("circle"):
        assert 0 <= float(circle.attrib["cx"][:-1]) <= 100
        assert 0 <= float(circle.attrib["cy"][:-1]) <= 100


def test_texts_are_escaped_and_nothing_brings_its_own_style() -> None:
    chart = LineChart('<b> & "', [Series("x", [Point(1, 2, "<i>", "</svg><script>")])])
    svg = draw_lines(chart)
    assert parsed(svg).attrib["aria-label"] == '<b> & "'
    assert "<script" not in svg
    assert not re.search(r"\s(style|on\w+)=", svg)


def test_a_gap_in_the_data_is_drawn_as_one() -> None:
    points = [Point(year, 1.0, str(year), "1") for year in (2015, 2016, 2017, 2021, 2022)]
    lines = [line.attrib["class"] for line in parsed(draw_lines(LineChart("", [Series("", points)]))).iter("polyline")]
    assert lines == ["", "gap", ""]


def test_provisional_values_and_the_target_look_different() -> None:
    points = [Point(1, 1, "1", "1"), Point(2, 2, "2", "2", draft=True)]
    root = parsed(draw_lines(LineChart("", [Series("", points)], Point(3, 3, "3", "Ziel 3"))))
    assert [circle.attrib["class"] for circle in root.iter("circle")] == ["dot", "draft", "aim"]
    assert [text.text for text in root.iter("text")][:2] == ["2", "Ziel 3"]


def test_long_series_are_a_line_with_one_dot() -> None:
    root = parsed(draw_lines(LineChart("", [series(*range(100))])))
    assert len(list(root.iter("circle"))) == 1


def test_labels_of_times_do_not_overlap() -> None:
    root = parsed(draw_lines(LineChart("", [series(1, 2, 3)], Point(2022.1, 3, "2022", "Ziel"))))
    below = [text for text in root.iter("text") if text.attrib["y"] == "97%"]
    assert [text.text for text in below] == ["2022", "2020"]


@given(st.lists(st.lists(numbers, max_size=3), max_size=20))
def test_any_bars_are_well_formed_and_have_no_negative_height(values: list[list[float]]) -> None:
    svg = draw_bars(BarChart("Balken", [Bar(str(place), row) for place, row in enumerate(values)]))
    if not any(values):
        assert svg == ""
        return
    rows = list(parsed(svg).iter("rect"))
    assert len(rows) == sum(map(len, values))
    assert all(float(row.attrib["height"][:-1]) >= 0 for row in rows)


def test_bars_stand_on_zero() -> None:
    root = parsed(draw_bars(BarChart("", [Bar("a", [10], ["10"]), Bar("b", [-10], ["-10"])])))
    up, down = root.iter("rect")
    assert float(up.attrib["y"][:-1]) + float(up.attrib["height"][:-1]) == pytest.approx(float(down.attrib["y"][:-1]))


@pytest.mark.parametrize(("label", "shown"), [("2024", 6), ("Bothfeld-Vahrenheide", 2), ("x" * 200, 1)])
def test_long_labels_do_not_stand_on_each_other(label: str, shown: int) -> None:
    chart = BarChart("Anteile", [Bar(f"{label}", [1.0, 2.0]) for _number in range(6)])
    assert draw_bars(chart).count(">" + label + "<") == shown
