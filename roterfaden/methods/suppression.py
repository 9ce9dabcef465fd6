"""Which cells of a table of counts may be published, so that none below `k` is shown or can be computed.

A cell is published only if it counts at least `k`; zero is no exception, for "nobody in this district" tells of
everybody there. A hidden cell must not follow from the total and the published ones either: hidden cells of a line are
shown as one sum, there are at least two of them, and the sum leaves each of them room for `k` and more. Everybody may
know this rule: the proofs below do not rest on its being secret.

* `line`: counts that add up to a known total (choice, scale). Hidden cells with the lower bounds that are known of them
  can each take any value between their bound and bound + room; room >= k, so none is fixed, nor known to be below k.
* `several`: counts of yes out of a known number each (several choices), the number of all yes perhaps known too.
* `groups`: the same line for parts of all (districts). What is left when the published parts are taken from all is
  a part, too ("rest"): it is checked like them. All parts and all together hide the same columns, so differences
  between parts and all give sums of published cells and nothing else; for the hidden block with all its margins known
  the bounds of a two-way table hold exactly (Fréchet): max(0, row + column - all) to min(row, column).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

K = 5
G = TypeVar("G", bound=Hashable)
#: A hidden set for a whole line that shows nothing.
Hidden = frozenset[int]


@dataclass(frozen=True)
class Groups:
    """What is published of a line for parts of all: the cells in `hidden` for none, `rest` gathers the other parts."""

    hidden: Hidden
    shown: tuple[Hashable, ...]
    #: Counts of all who are in no shown part; None where nobody is left.
    rest: tuple[int, ...] | None


def line(counts: Sequence[int], k: int = K, bounds: Sequence[int] | None = None) -> Hidden | None:
    """The places to hide; None: not even the total may be published. `bounds`: what is known already of each cell."""
    low = list(bounds) if bounds else [0] * len(counts)
    if sum(counts) < k:
        return None
    hidden = {place for place, count in enumerate(counts) if count < k}
    if not hidden:
        return frozenset()
    for place in sorted(range(len(counts)), key=lambda place: (counts[place], place)):
        if _has_room(counts, low, hidden, k):
            return frozenset(hidden)
        hidden.add(place)
    return frozenset(hidden) if _has_room(counts, low, hidden, k) else None


def _has_room(counts: Sequence[int], low: Sequence[int], hidden: set[int], k: int) -> bool:
    return len(hidden) > 1 and sum(counts[place] - low[place] for place in hidden) >= k


def several(counts: Sequence[int], number: int, k: int = K, bounds: Sequence[int] | None = None) -> Hidden | None:
    """The same for counts out of `number` each: those who did not choose are a cell, too."""
    low = list(bounds) if bounds else [0] * len(counts)
    if number < k:
        return None
    hidden = {place for place, count in enumerate(counts) if count < k or number - count < k}
    if not hidden:
        return frozenset()
    for place in sorted(range(len(counts)), key=lambda place: (min(counts[place], number - counts[place]), place)):
        if _is_free(counts, low, number, hidden, k):
            return frozenset(hidden)
        hidden.add(place)
    return frozenset(hidden) if _is_free(counts, low, number, hidden, k) else None


def _is_free(counts: Sequence[int], low: Sequence[int], number: int, hidden: set[int], k: int) -> bool:
    """Whether each hidden cell keeps a range of k, if the sum of all yes were known."""
    total = sum(counts[place] for place in hidden)
    floor = sum(low[place] for place in hidden)
    for place in hidden:
        most = min(number, total - (floor - low[place]))
        least = max(low[place], total - number * (len(hidden) - 1))
        if most - least < k:
            return False
    return len(hidden) > 1


def groups(parts: Mapping[G, Sequence[int]], k: int = K, hidden: Hidden = frozenset(), number: bool = False) -> Groups:
    """The most that may be published of a line for parts of all. `hidden`: what is hidden of all together.

    `number`: the counts are yes answers out of the last count of each row (several choices), which is no cell itself.
    """
    rows = {part: tuple(counts) for part, counts in parts.items()}
    if not rows:
        return Groups(hidden, (), None)
    width = len(next(iter(rows.values()))) - number
    total = [sum(row[place] for row in rows.values()) for place in range(width)]
    rising = [place for place in sorted(range(width), key=lambda place: (total[place], place)) if place not in hidden]
    best = Groups(hidden, (), None)
    # Columns that all together show but no part does: not for several choices, whose margins would bind too much.
    for more in range(1 if number else len(rising)):
        tried = _parted(rows, hidden | frozenset(rising[:more]), width, k, number)
        if len(tried.shown) * (width - len(tried.hidden)) > len(best.shown) * (width - len(best.hidden)):
            best = tried
    return best


def _parted(rows: Mapping[G, tuple[int, ...]], hidden: Hidden, width: int, k: int, number: bool) -> Groups:
    """With these columns hidden: parts go into the rest, the smallest first, until all that is left can be shown."""
    nothing = Groups(hidden, (), None)
    if len(hidden) == 1:
        return nothing
    cells = [place for place in range(width) if place not in hidden]
    shown = sorted((part for part, row in rows.items() if _is_safe(row, cells, hidden, k, number)), key=str)
    while shown:
        rest = _left(rows, shown)
        whole = [rows[part] for part in shown] + ([rest] if rest else [])
        if (rest is None or _is_safe(rest, cells, hidden, k, number)) and _block_is_free(whole, hidden, k, number):
            return Groups(hidden, tuple(shown), rest)
        shown.remove(min(shown, key=lambda part: (sum(rows[part]), str(part))))
    return nothing


def _left(rows: Mapping[G, tuple[int, ...]], shown: Sequence[G]) -> tuple[int, ...] | None:
    others = [row for part, row in rows.items() if part not in shown]
    return tuple(map(sum, zip(*others, strict=True))) if others else None


def _is_safe(row: Sequence[int], cells: Sequence[int], hidden: Hidden, k: int, number: bool) -> bool:
    if number:
        return row[-1] >= k and all(k <= row[place] <= row[-1] - k for place in cells)
    covered = not hidden or sum(row[place] for place in hidden) >= k
    return covered and all(row[place] >= k for place in cells)


def _block_is_free(rows: Sequence[Sequence[int]], hidden: Hidden, k: int, number: bool) -> bool:
    """Whether each hidden cell keeps a range of k although rows and columns of the block add up to known sums."""
    if not hidden:
        return True
    if number:
        bare = [0] * len(rows[0])
        return all(_is_free(row, bare, row[-1], set(hidden), k) for row in rows)
    across = [sum(row[place] for place in hidden) for row in rows]
    down = {place: sum(row[place] for row in rows) for place in hidden}
    whole = sum(across)
    return all(min(row, down[place]) - max(0, row + down[place] - whole) >= k for row in across for place in hidden)


def grown(shown: Sequence[int], counts: Sequence[int], draw: Callable[[int], int], k: int = K) -> tuple[int, ...]:
    """What may be shown while answers still come in: "at least so many" for each cell, 0 for nothing.

    `shown` is what was shown before, `draw(n)` a secret random number below n. A shown number stays behind the true one
    by k or more and rises by k or more, so between any two publications, the final one included, a cell differs by
    nothing or by k and more. It lags by an unknown amount, and together the cells keep room for k: no number of one
    person's day can be computed, although everybody may count how many took part.
    """
    new = [_risen(old, count, draw, k) for old, count in zip(shown, counts, strict=True)]
    room = sum(counts) - sum(known(value, k) for value in new)
    return tuple(new) if room >= k and len(new) > 1 else tuple(shown)


def _risen(old: int, count: int, draw: Callable[[int], int], k: int) -> int:
    value = count - k - draw(k)
    return value if value >= max(k, old + k) and draw(2) else old


def known(shown: int, k: int = K) -> int:
    """What everybody knows of a cell of which `shown` was shown while answers came in: a lower bound."""
    return shown + k if shown else 0
