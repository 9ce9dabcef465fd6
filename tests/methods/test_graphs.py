"""Circles are found, and only circles."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from roterfaden.methods.graphs import circle

pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14)


def has_circle(edges: list[tuple[int, int]]) -> bool:
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for start, end in edges:
        sorter.add(start, end)
    try:
        sorter.prepare()
    except CycleError:
        return True
    return False


@given(pairs)
def test_a_circle_is_found_exactly_where_there_is_one(edges: list[tuple[int, int]]) -> None:
    assert bool(circle(edges)) == has_circle(edges)


@given(pairs)
def test_what_is_found_is_a_circle_of_the_edges(edges: list[tuple[int, int]]) -> None:
    found = circle(edges)
    for start, end in zip(found, found[1:] + found[:1], strict=True):
        assert (start, end) in edges


def test_a_long_chain_is_no_problem() -> None:
    chain = [(number, number + 1) for number in range(50_000)]
    assert circle(chain) == []
    assert len(circle([*chain, (50_000, 0)])) == 50_001
