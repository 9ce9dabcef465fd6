"""No hidden cell can be computed: every published table is solved by trying all tables that fit it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.methods.suppression import K, groups, grown, known, line, several

SMALL = 2
#: Machines are busy; how long an example takes says nothing.
CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
counts = st.lists(st.integers(0, 40), min_size=1, max_size=7)


def fitting(total: int, width: int) -> Iterator[tuple[int, ...]]:
    """All ways to part a number among cells."""
    for cuts in combinations_with_replacement(range(total + 1), width - 1):
        edges = (0, *cuts, total)
        yield tuple(edges[place + 1] - edges[place] for place in range(width))


@given(counts)
@settings(**CALM)
def test_published_cells_count_k_and_hidden_ones_can_each_be_more_or_less(row: list[int]) -> None:
    hidden = line(row)
    if hidden is None:
        assert sum(row) < K or len(row) == 1
        return
    assert all(count >= K for place, count in enumerate(row) if place not in hidden)
    assert not hidden or (len(hidden) > 1 and sum(row[place] for place in hidden) >= K)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=4))
@settings(max_examples=200, **CALM)
def test_whoever_tries_all_tables_finds_no_hidden_cell_of_a_line(row: list[int]) -> None:
    hidden = line(row, SMALL)
    if hidden is None or not hidden:
        return
    left = sum(row[place] for place in hidden)
    possible = list(fitting(left, len(hidden)))
    for place in range(len(hidden)):
        values = {table[place] for table in possible}
        assert len(values) > SMALL
        assert max(values) >= SMALL


@given(st.lists(st.integers(0, 6), min_size=1, max_size=4), st.integers(0, 8), st.booleans())
@settings(max_examples=200, **CALM)
def test_whoever_tries_all_tables_finds_no_hidden_choice(row: list[int], more: int, all_known: bool) -> None:
    number = max(row) + more
    hidden = several(row, number, SMALL)
    if not hidden:
        assert hidden is None or all(SMALL <= count <= number - SMALL for count in row)
        return
    total = sum(row[place] for place in hidden)
    tables = product(range(number + 1), repeat=len(hidden))
    possible = [table for table in tables if not all_known or sum(table) == total]
    for place in range(len(hidden)):
        assert len({table[place] for table in possible}) > SMALL


def parted(draw: random.Random, parts: int, width: int, most: int) -> dict[str, tuple[int, ...]]:
    return {f"g{part}": tuple(draw.randint(0, most) for _ in range(width)) for part in range(parts)}


@given(st.integers(0, 10**9), st.integers(1, 7), st.integers(2, 5), st.integers(1, 60))
@settings(max_examples=300, **CALM)
def test_parts_and_all_differ_by_no_small_cell(seed: int, parts: int, width: int, most: int) -> None:
    rows = parted(random.Random(seed), parts, width, most)
    total = [sum(row[place] for row in rows.values()) for place in range(width)]
    whole = line(total)
    if whole is None:
        return
    found = groups(rows, hidden=whole)
    assert whole <= found.hidden
    for place in set(range(width)) - found.hidden if found.shown else ():
        known_cells = [rows[str(part)][place] for part in found.shown]
        assert all(count >= K for count in known_cells)
        left = total[place] - sum(known_cells)
        assert left >= K if len(found.shown) < len(rows) else left == 0


@given(st.integers(0, 10**9))
@settings(max_examples=60, **CALM)
def test_whoever_tries_all_tables_finds_no_hidden_cell_of_a_part(seed: int) -> None:
    """Two parts, three columns: everything published (all together, parts, rest, their sums) is held against each."""
    rows = parted(random.Random(seed), 2, 3, 6)
    width = 3
    total = [sum(row[place] for row in rows.values()) for place in range(width)]
    whole = line(total, SMALL)
    if whole is None:
        return
    found = groups(rows, SMALL, whole)
    if not found.shown or not found.hidden:
        return
    blocks = [rows[str(part)] for part in found.shown] + ([found.rest] if found.rest else [])
    sums = [sum(block[place] for place in found.hidden) for block in blocks]
    fits = []
    for table in product(*(list(fitting(left, len(found.hidden))) for left in sums)):
        down = [sum(block[number] for block in table) for number in range(len(found.hidden))]
        places = sorted(found.hidden)
        if all(down[n] == total[place] for n, place in enumerate(places) if place not in whole):
            fits.append(table)
    for block, number in product(range(len(blocks)), range(len(found.hidden))):
        assert len({table[block][number] for table in fits}) > SMALL


def test_one_small_part_drags_another_into_the_rest() -> None:
    rows = {"mitte": (30, 20), "nord": (12, 9), "linden": (40, 2)}
    found = groups(rows)
    assert found.shown == ("mitte",)
    assert found.rest == (52, 11)


def test_a_unanimous_answer_tells_of_everybody_and_is_hidden() -> None:
    assert line([40, 0]) == {0, 1}
    assert several([40, 12, 12], 40) == {0, 1}


@pytest.mark.parametrize("row", [[4], [1, 2], [0, 0, 0], [9]])
def test_too_few_or_a_single_cell_show_nothing(row: Sequence[int]) -> None:
    assert line(row) in (None, frozenset())
    assert line(row) is None or min(row) >= K


@given(st.integers(0, 10**9), st.integers(2, 4))
@settings(max_examples=150, **CALM)
def test_between_two_publications_a_cell_differs_by_nothing_or_k(seed: int, width: int) -> None:
    chance = random.Random(seed)
    true, shown = [0] * width, (0,) * width
    history = [shown]
    for _ in range(40):
        for _ in range(chance.randint(1, 9)):
            true[chance.choice(range(width))] += 1
        shown = grown(shown, true, chance.randrange)
        history.append(shown)
        assert sum(true) - sum(known(value) for value in shown) >= (K if any(shown) else 0)
        assert all(value == 0 or K <= value <= count - K for value, count in zip(shown, true, strict=True))
    final = line(true, bounds=[known(value) for value in shown])
    assert final is not None
    for before, after in zip(history, [*history[1:], tuple(true)], strict=True):
        for place in range(width):
            step = after[place] - before[place]
            assert step == 0 or step >= K or (after == tuple(true) and place in final)
    room = sum(true[place] - known(shown[place]) for place in final)
    assert not final or room >= K


def test_a_lower_bound_from_before_makes_more_be_hidden() -> None:
    """With 12 known to be at least 10, hiding it beside 2 would leave 4 for both."""
    assert line([2, 12, 30]) == {0, 1}
    assert line([2, 12, 30], bounds=[0, 10, 0]) == {0, 1, 2}
