"""Reading ideas. What hides one has one home: the contribution's `visible_to`, and that of its process."""

from __future__ import annotations

from typing import Any

from django.db import models

from roterfaden.contributions.models import Contribution
from roterfaden.contributions.querysets import ContributionQuerySet
from roterfaden.participation.models import Process


class IdeaQuerySet(models.QuerySet[Any]):
    """Ideas."""

    def visible_to(self, user: Any = None) -> IdeaQuerySet:
        """Those whose words and whose process may be shown."""
        shown = Contribution.objects.visible_to(user).filter(kind="idea")
        processes = Process.objects.visible_to(user)
        return self.filter(contribution__in=shown, process__in=processes)


def ideas_of(process: Process) -> ContributionQuerySet:
    """The public ideas of a process that may be shown, with what is particular to them: one query."""
    return Contribution.objects.on(process.ref, "idea").visible_to().select_related("idea", "idea__district")
