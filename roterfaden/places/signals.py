"""What happens here, for rooms above that keep something about districts (the search index)."""

from __future__ import annotations

from django.dispatch import Signal

#: Sent in the transaction of the change. `keys`: primary keys of districts; `gone`: they are deleted.
districts_changed = Signal()
