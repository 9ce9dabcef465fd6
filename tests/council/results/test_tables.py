"""Flattened tables of votes: only a table with exactly one reading counts."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.results import GroupVotes, Votes, parse
from roterfaden.council.results.board import Board
from roterfaden.council.results.tables import cuts, solve

HEAD = "JaNeinEnthaltung"


def test_one_reading_counts() -> None:
    read = parse(f"{HEAD}BM1ABC92SPD6XYZ11FDP1Gesamt1542")
    assert (read.outcome, read.basis, read.votes) == ("adopted", "counts", Votes(15, 4, 2))


def test_groups_are_told_where_their_cells_are_certain() -> None:
    read = parse(f"{HEAD}BM1CDU84SPD4B‘90/Die Grünen3FDP2Gesamt1840")
    assert read.votes == Votes(18, 4, 0)
    assert GroupVotes("CDU", 8, 4, 0) in read.groups or read.groups == ()


def test_two_readings_count_nothing() -> None:
    # 12, 2 and 0 for 14 votes; but also 1, 2 and 20 … whatever adds up, nobody can tell.
    read = parse(f"{HEAD}CDU13SPD7Grüne3FDP2Herr Muster1Gesamt2420")
    assert (read.outcome, read.votes, read.groups) == ("none", None, ())


def test_a_total_that_no_reading_reaches_counts_nothing() -> None:
    assert parse(f"{HEAD}CDU3SPD4Gesamt2410").votes is None


def test_a_rejection_is_read_from_a_table_too() -> None:
    read = parse(f"{HEAD}CDU 3 9 0SPD 0 6 0Gesamt 3 15 0")
    assert (read.outcome, read.votes) == ("rejected", Votes(3, 15, 0))
    assert read.groups == (GroupVotes("CDU", 3, 9, 0), GroupVotes("SPD", 0, 6, 0))


def test_zeros_written_in_every_cell_leave_no_cell_blank() -> None:
    read = parse(f"{HEAD}BM100CDU1400SPD022FDP300Ergebnis:1822")
    assert read.votes == Votes(18, 2, 2)
    assert read.groups[2] == GroupVotes("SPD", 0, 2, 2)


def test_one_person_has_one_vote() -> None:
    assert parse(f"{HEAD}Hr. Muster11CDU9Gesamt1010").votes is None


def test_the_number_of_a_party_is_no_count() -> None:
    read = parse(f"{HEAD}Bündnis 90/Die Grünen3CDU84Gesamt1140")
    assert read.votes == Votes(11, 4, 0)


def test_an_open_table_leaves_the_parts_open() -> None:
    open_table = f"{HEAD}CDU13SPD7Grüne3FDP2Herr Muster1Gesamt2420"
    assert parse(f"a) {open_table}b) einstimmig, 0 Enthaltungen").outcome == "none"


def test_a_word_behind_an_open_table_decides() -> None:
    read = parse(f"{HEAD}CDU13SPD7Grüne3FDP2Gesamt2230Damit ist der Antrag abgelehnt.")
    assert (read.outcome, read.votes) == ("rejected", None)


def test_a_total_followed_by_the_next_part_cannot_be_told() -> None:
    assert parse(f"1. {HEAD}BM1ABC92SPD6XYZ11FDP1Gesamt15422. einstimmig").outcome == "none"


@pytest.mark.parametrize("tail", ["", "Gesamt", "Gesamt: ", "Summe 1 2 3 4 5 6"])
def test_a_table_without_a_readable_total_counts_nothing(tail: str) -> None:
    assert parse(f"{HEAD}CDU13SPD7{tail}").outcome == "none"


def test_cuts_keep_digits_in_order_and_have_no_leading_zero() -> None:
    assert cuts("10", full=False) == frozenset({(10, 0, 0), (0, 10, 0), (0, 0, 10), (1, 0, 0), (0, 1, 0)})
    assert cuts("100", full=True) == frozenset({(1, 0, 0)})


Cell = st.integers(0, 12)
Row = st.tuples(Cell, Cell, Cell)


def flat(cells: tuple[int, int, int]) -> str:
    return "".join(str(number) for number in cells if number)


@given(st.lists(Row, min_size=1, max_size=5))
def test_the_true_reading_is_never_lost(rows: list[tuple[int, int, int]]) -> None:
    """Whatever table is flattened: if a total comes out, it is the true one."""
    total = tuple(sum(column) for column in zip(*rows, strict=True))
    named = tuple((f"Partei{chr(97 + i)}", flat(row)) for i, row in enumerate(rows))
    votes, groups = solve(named, "".join(map(str, total)))
    assert votes in (None, Votes(*total))
    for group in groups:
        row = rows[[name for name, _ in named].index(group.name)]
        assert (group.yes, group.no, group.abstentions) == row


@given(st.lists(st.lists(Row, min_size=1, max_size=3), min_size=1, max_size=3), Row)
def test_the_board_finds_what_trying_everything_finds(
    options: list[list[tuple[int, int, int]]], target: tuple[int, int, int]
) -> None:
    board = Board.of(target)
    assert board is not None
    ways = [way for way in product(*options) if tuple(map(sum, zip(*way, strict=True))) == target]
    expected = [{way[i] for way in ways} for i in range(len(options))] if ways else []
    assert [set(row) for row in board.viable([tuple(row) for row in options])] == expected


def test_a_board_of_impossible_size_is_refused() -> None:
    assert Board.of((199, 199, 199)) is None
