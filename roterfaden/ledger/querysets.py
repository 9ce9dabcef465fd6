"""Reading entries."""

from __future__ import annotations

from typing import Any

from django.db import models

from roterfaden.kit.things import Ref

#: Whose kind of thing an entry itself is (`ledger.erased` speaks of entries).
ENTRY = "entry"


class EntryQuerySet(models.QuerySet[Any]):
    """Entries are public for ever; what of them is shown says `ledger.showing`."""

    def about(self, subject: Ref) -> EntryQuerySet:
        """What was logged about a thing."""
        return self.filter(subject_kind=subject.kind, subject_key=subject.key)

    def erasures_of(self, numbers: list[int]) -> EntryQuerySet:
        """The entries that say why others were erased."""
        return self.filter(kind="ledger.erased", subject_kind=ENTRY, subject_key__in=[str(n) for n in numbers])
