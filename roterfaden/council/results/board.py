"""All sums of votes that rows can reach, as bits of one number: fast enough to try every reading of a table.

A state (yes, no, abstentions) is one bit. Adding a row's cells moves all states at once by one shift; a mask keeps
those out that would leave the board, which is as large as the total that must be reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Cells = tuple[int, int, int]

#: A board of more states is no council's vote.
MAX_STATES = 40_000


def repeated(pattern: int, stride: int, count: int) -> int:
    """`pattern` repeated `count` times, each `stride` bits further on."""
    return pattern * (((1 << stride * count) - 1) // ((1 << stride) - 1))


@dataclass(frozen=True)
class Board:
    """The board of one total."""

    target: Cells
    masks: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]

    @classmethod
    def of(cls, target: Cells) -> Board | None:
        """The board of a total, or None if it is too large."""
        yes, no, abstentions = (size + 1 for size in target)
        if yes * no * abstentions > MAX_STATES:
            return None
        inner = tuple(repeated((1 << room) - 1, abstentions, yes * no) for room in range(abstentions, 0, -1))
        plane = no * abstentions
        middle = tuple(repeated((1 << abstentions * room) - 1, plane, yes) for room in range(no, 0, -1))
        outer = tuple((1 << plane * room) - 1 for room in range(yes, 0, -1))
        return cls(target, (outer, middle, inner))

    def offset(self, cells: Cells) -> int:
        """How far the cells move a state."""
        return (cells[0] * (self.target[1] + 1) + cells[1]) * (self.target[2] + 1) + cells[2]

    def room_for(self, cells: Cells) -> int:
        """The states that can take the cells without leaving the board."""
        if any(number > limit for number, limit in zip(cells, self.target, strict=True)):
            return 0
        return self.masks[0][cells[0]] & self.masks[1][cells[1]] & self.masks[2][cells[2]]

    def viable(self, options: list[tuple[Cells, ...]]) -> list[tuple[Cells, ...]]:
        """For each row the options that lead to the target in some way; empty if there is no way at all."""
        moves = [[(cells, self.offset(cells), self.room_for(cells)) for cells in row] for row in options]
        before = [1]
        for row in moves:
            before.append(any_of((before[-1] & room) << offset for _, offset, room in row))
        after = 1 << self.offset(self.target)
        if not before[-1] & after:
            return []
        found: list[tuple[Cells, ...]] = []
        for row, states in zip(reversed(moves), reversed(before[:-1]), strict=True):
            found.append(tuple(cells for cells, offset, room in row if (states & room) << offset & after))
            after = any_of(after >> offset & room for _, offset, room in row)
        return found[::-1]


def any_of(values: Iterable[int]) -> int:
    """All bits that any of the numbers has."""
    result = 0
    for value in values:
        result |= value
    return result
