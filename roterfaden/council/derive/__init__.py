"""Computes what follows from the sources' words: outcomes, who had the last word, relations, places, dates.

The sync writes what a source says and notes the papers concerned (`PendingDerivation`, in the same transaction);
`derive_pending` takes them off that list in small transactions and writes only what is different. docs/outcomes.md
tells the rules.
"""

from roterfaden.council.derive.batch import derive_items, derive_papers
from roterfaden.council.derive.pending import derive_pending, mark_overdue

__all__ = ["derive_items", "derive_papers", "derive_pending", "mark_overdue"]
