"""How far two words are apart in typing errors."""

from __future__ import annotations


def is_within(left: str, right: str, most: int) -> bool:
    """Whether at most `most` letters were left out, added, mistaken or swapped with their neighbour."""
    if abs(len(left) - len(right)) > most:
        return False
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if last and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most
