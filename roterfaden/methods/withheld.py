"""k-anonymous counts of people by group, beside their total. No Django: usable as a library.

Surveys have more (`suppression`: margins of several tables); here the rule itself must not give a count away.

A count below k could point at people, so it is withheld. With the total published, one withheld count would follow from
the others; so the smallest counts from k on are withheld as well. The rule, in full:

1. No count is below k → all are published.
2. Else every count up to t is withheld, where t is the smallest count that is at least k (all, where there is none).
3. The total is published where it is at least k.

Why no withheld count can be computed, by somebody who knows the rule, too: which cells are withheld depends on their
values alone, all values up to t are among them, and any two withheld cells may have swapped their values without a
change of what is published; at least two of these values differ. Where all cells are below k, one unit may have moved
from one cell to another. `tests/methods/test_withheld.py` tries every table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

K = 5


@dataclass(frozen=True)
class Published:
    """What may be shown: counts by cell (None: withheld), and the total (None: withheld)."""

    cells: Mapping[str, int | None]
    total: int | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is withheld."""
        return self.total is not None and None not in self.cells.values()


def publish(counts: Mapping[str, int], k: int = K) -> Published:
    """The counts that may be published; the cells exclude each other and add up to the total."""
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count cannot be negative")
    total = sum(counts.values())
    shown_total = total if total >= k else None
    if all(count >= k for count in counts.values()):
        return Published(dict(counts), shown_total)
    edge = min((count for count in counts.values() if count >= k), default=total)
    cells = {name: None if count <= edge else count for name, count in counts.items()}
    return Published(cells, shown_total)
