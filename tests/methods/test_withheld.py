"""No withheld count can be computed from what is published, also by somebody who knows the rule."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.methods.withheld import publish

NAMES = "abcd"


def published(values: tuple[int, ...], k: int) -> tuple[tuple[int | None, ...], int | None]:
    found = publish(dict(zip(NAMES, values, strict=False)), k)
    return tuple(found.cells.values()), found.total


@pytest.mark.parametrize(("cells", "k"), [(1, 3), (2, 3), (3, 3), (2, 5), (4, 2)])
def test_every_withheld_count_could_have_been_another_one(cells: int, k: int) -> None:
    """All tables with small counts: those that look the same disagree on each withheld cell."""
    alike: dict[object, list[tuple[int, ...]]] = {}
    for values in product(range(2 * k + 2), repeat=cells):
        alike.setdefault(published(values, k), []).append(values)
    for (shown, _total), tables in alike.items():
        for place, cell in enumerate(shown):
            if cell is None:
                assert len({table[place] for table in tables}) > 1, (shown, tables)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(2, 8))
def test_nothing_below_k_is_ever_shown_and_what_is_shown_is_true(values: list[int], k: int) -> None:
    counts = {str(place): value for place, value in enumerate(values)}
    found = publish(counts, k)
    for name, value in found.cells.items():
        assert value is None or value == counts[name] >= k
    assert found.total is None or found.total == sum(values) >= k


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(2, 8))
@settings(max_examples=200)
def test_the_rest_beside_the_total_is_never_one_cell_and_never_below_k(values: list[int], k: int) -> None:
    """Complementary suppression: the difference between total and cells is a crowd of its own."""
    found = publish({str(place): value for place, value in enumerate(values)}, k)
    withheld = [name for name, value in found.cells.items() if value is None]
    if found.total is None or not withheld:
        return
    rest = found.total - sum(value for value in found.cells.values() if value is not None)
    assert len(withheld) > 1
    assert rest >= k


@given(st.permutations([0, 1, 3, 5, 5, 9, 12]))
def test_names_and_order_decide_nothing(values: list[int]) -> None:
    found = publish({str(place): value for place, value in enumerate(values)})
    assert sorted(value for value in found.cells.values() if value is not None) == [9, 12]


def test_a_whole_table_is_published_whole() -> None:
    assert publish({"a": 5, "b": 70}).is_whole
    assert publish({}).total is None


def test_a_negative_count_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        publish({"a": -1})
