"""The scheme: cells for any places."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.places.scheme import WIDTH, scheme

PLACES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=24)


def test_four_in_a_square_lie_beside_two_each() -> None:
    plan = scheme(((0, 0), (1, 0), (0, 1), (1, 1)))

    assert plan is not None
    assert [sorted(cell.beside) for cell in plan.cells] == [[1, 2], [0, 3], [0, 3], [1, 2]]
    assert plan.height == pytest.approx(WIDTH)


def test_far_places_are_not_beside_each_other() -> None:
    plan = scheme(((0, 0), (0.1, 0), (0.9, 0), (1, 0)))

    assert plan is not None
    assert [sorted(cell.beside) for cell in plan.cells] == [[1], [0], [3], [2]]


@pytest.mark.parametrize("places", [[], [(0.5, 0.5)], [(0.5, 0.5), (0.5, 0.5)], [(0, 0), (float("nan"), 0)]])
def test_there_is_none_of_fewer_than_two_places(places: list[tuple[float, float]]) -> None:
    assert scheme(tuple(places)) is None


def test_districts_at_the_same_place_each_have_a_cell() -> None:
    plan = scheme(((0.2, 0.2), (0.2, 0.2), (0.8, 0.8), (0.8, 0.8)))

    assert plan is not None
    centres = [cell.centre for cell in plan.cells]
    assert len(set(centres)) == 4
    assert all(len(cell.corners) >= 3 for cell in plan.cells)


@settings(deadline=None)
@given(PLACES)
def test_any_places_give_cells_inside_the_drawing(places: list[tuple[float, float]]) -> None:
    plan = scheme(tuple(places))

    if plan is None:
        return
    assert len(plan.cells) == len(places)
    for cell in plan.cells:
        assert all(-1 <= x <= WIDTH + 1 and -1 <= y <= plan.height + 1 for x, y in cell.corners)


@settings(deadline=None)
@given(PLACES)
def test_to_lie_beside_is_mutual(places: list[tuple[float, float]]) -> None:
    plan = scheme(tuple(places))

    for place, cell in enumerate(plan.cells if plan else ()):
        for other in cell.beside:
            assert plan is not None
            near = plan.cells[other].beside
            gap = hypot(*(a - b for a, b in zip(cell.centre, plan.cells[other].centre, strict=True)))
            assert place in near or gap > 0
