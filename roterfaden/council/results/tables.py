"""Tables of votes whose cells ran together: "JaNeinEnthaltungCDU111SPD5Gesamt1511".

Systems that strip the markup of a table leave its digits without borders. Such a table counts only if exactly one
reading adds up: every way of cutting the digits of each row into cells and every way of cutting the total is tried, and
the rows must sum to the total in each column. Two conventions exist: zeros are written in every cell of every row, or
in none of them. One person has one vote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from roterfaden.council.results.board import Board, Cells, any_of
from roterfaden.council.results.reading import GroupVotes, Votes

MAX_TABLES = 6
MAX_ROWS = 20
MAX_DIGITS = 7
LARGEST_NUMBER = 199

HEADER = re.compile(r"Ja\s?Nein\s?Enthaltung(?:en)?", re.IGNORECASE)
TOTAL = re.compile(r"(?:Gesamt|Ergebnis|Summe|Insgesamt)\s?:?\s?(\d[\d ]{0,14})")
#: Digits that belong to a name and not to a cell.
PARTY_NUMBER = re.compile(r"90(?=\s?/)")
ROW = re.compile(r"([^\d]+)([\d ]*)")
PERSON = re.compile(r"(?:BM|Bürgermeister|Hr\.?|Herr|Frau|Fr\.)")
#: Names that ran together as the cells between them are blank: "FDPHr. Muster1".
GLUED = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=^BM)(?=[A-ZÄÖÜ])|(?<=[A-ZÄÖÜ])(?=Hr\b|Herr\b|Frau\b)")
#: Digits directly before these would be the number of the next part of the text ("Gesamt18902. Einstimmig").
NEXT_PART = re.compile(r"\s?[.)]")


@dataclass(frozen=True)
class Table:
    """A table found in a text: where it stands, and its votes if exactly one reading adds up."""

    start: int
    end: int
    votes: Votes | None
    groups: tuple[GroupVotes, ...] = ()


def find_tables(text: str, limit: int = MAX_TABLES) -> Iterator[Table]:
    """The flattened tables of a text, at most `limit`; those whose total cannot be told have no votes."""
    headers = list(HEADER.finditer(text))[: limit + 1]
    for number, header in enumerate(headers[:limit]):
        end = headers[number + 1].start() if number + 1 < len(headers) else len(text)
        yield read_table(text, header.start(), header.end(), end)


def read_table(text: str, start: int, body: int, end: int) -> Table:
    """Read the table whose header stands at `start`, its rows from `body`, nothing of it behind `end`."""
    total = TOTAL.search(text, body, end)
    if total is None:
        return Table(start, end, None)
    rows = split_rows(text[body : total.start()])
    if not rows or NEXT_PART.match(text, total.end()):
        return Table(start, total.end(), None)
    votes, groups = solve(tuple(rows), total.group(1).strip())
    return Table(start, total.end(), votes, groups)


def split_rows(body: str) -> list[tuple[str, str]]:
    """Names and digits of the rows; empty where the body is no table of reasonable size."""
    masked = PARTY_NUMBER.sub("##", body)
    rows: list[tuple[str, str]] = []
    for match in ROW.finditer(masked):
        *blank, name = GLUED.split(match.group(1).replace("##", "90").strip())
        rows.extend((other, "") for other in blank)
        rows.append((name, match.group(2).strip()))
    if len(rows) > MAX_ROWS or any(len(digits) > MAX_DIGITS or len(name) > 60 for name, digits in rows):
        return []
    return rows


def solve(rows: tuple[tuple[str, str], ...], total: str) -> tuple[Votes | None, tuple[GroupVotes, ...]]:
    """The one total that adds up, and the groups whose cells are certain then; (None, ()) if none or several do."""
    found: dict[Cells, list[tuple[Cells, ...]]] = {}
    for full in (True, False):
        options = [row_options(name, digits, full) for name, digits in rows]
        for target in totals(total, full):
            viable = add_up(options, target)
            if viable:
                found.setdefault(target, [()] * len(rows))
                found[target] = [(*old, *new) for old, new in zip(found[target], viable, strict=True)]
    if len(found) != 1:
        return None, ()
    target, viable = next(iter(found.items()))
    return Votes(*target), certain_groups(rows, viable)


def certain_groups(rows: tuple[tuple[str, str], ...], viable: list[tuple[Cells, ...]]) -> tuple[GroupVotes, ...]:
    """The votes of those rows that fit the total in one way only."""
    single = [(name, set(cells)) for (name, _), cells in zip(rows, viable, strict=True)]
    return tuple(GroupVotes(name, *cells.pop()) for name, cells in single if len(cells) == 1 and cells != {(0, 0, 0)})


def add_up(options: list[tuple[Cells, ...]], target: Cells) -> list[tuple[Cells, ...]]:
    """For each row those of its options that occur in some way of reaching the target; empty if none reaches it."""
    if not all(options) or sum(target) not in grand_totals(options):
        return []
    board = Board.of(target)
    return board.viable(options) if board else []


def grand_totals(options: list[tuple[Cells, ...]]) -> set[int]:
    """All sums over all cells that the rows can have: a quick way to drop most targets."""
    sums = 1
    for row in options:
        sums = any_of(sums << sum(cells) for cells in row)
    return {number for number in range(sums.bit_length()) if sums >> number & 1}


@cache
def row_options(name: str, digits: str, full: bool) -> tuple[Cells, ...]:
    """The ways of reading one row: `full` with zeros written in three cells, else without any zero."""
    readings = cuts(digits, full)
    if not full:
        readings = frozenset(cells for cells in readings if "0" not in digits.split() and no_zero_cell(cells, digits))
    if PERSON.match(name):
        readings = frozenset(cells for cells in readings if sum(cells) <= 1)
    return tuple(sorted(readings))


def no_zero_cell(cells: Cells, digits: str) -> bool:
    """Whether the digits were cut without a cell of their own for a zero."""
    written = "".join(str(number) for number in cells if number)
    return written == digits.replace(" ", "")


def totals(digits: str, full: bool) -> frozenset[Cells]:
    """The ways of reading the row of totals (zeros may be written there although the other rows leave them out)."""
    return cuts(digits, full)


@cache
def cuts(digits: str, full: bool) -> frozenset[Cells]:
    """All ways of cutting digits into cells in order. `full`: exactly three; else one to three, the rest left blank."""
    if not digits:
        return frozenset() if full else frozenset({(0, 0, 0)})
    found: set[Cells] = set()
    for size in (3,) if full else (1, 2, 3):
        for parts in cut(digits, size):
            found.update(placed(parts))
    return frozenset(found)


def cut(digits: str, size: int) -> Iterator[tuple[int, ...]]:
    """Cut digits into `size` numbers. Digits that stand apart are numbers already."""
    apart = digits.split()
    if len(apart) > 1:
        words = [apart] if len(apart) == size else []
    else:
        ends = combinations(range(1, len(digits)), size - 1)
        words = [[digits[a:b] for a, b in zip((0, *end), (*end, len(digits)), strict=True)] for end in ends]
    for parts in words:
        if all((len(part) == 1 or part[0] != "0") and int(part) <= LARGEST_NUMBER for part in parts):
            yield tuple(int(part) for part in parts)


def placed(parts: tuple[int, ...]) -> Iterator[Cells]:
    """The numbers in their order, in every choice of columns."""
    for columns in combinations(range(3), len(parts)):
        cells = [0, 0, 0]
        for column, number in zip(columns, parts, strict=True):
            cells[column] = number
        yield cells[0], cells[1], cells[2]
