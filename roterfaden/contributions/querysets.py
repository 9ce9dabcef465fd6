"""Reading contributions. What hides one has one home: `visible_to`."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from roterfaden.kit.things import Ref

#: Shown with their words; `SHOWN` ones leave at least a sentence in the list they hang in.
PUBLIC = ("public",)
SHOWN = ("public", "hidden")


def may_see_all(user: Any) -> bool:
    """The office and moderators see what waits and what is hidden."""
    return bool(user is not None and user.is_active and user.has_perm("contributions.view_contribution"))


class ContributionQuerySet(models.QuerySet[Any]):
    """Contributions."""

    def visible_to(self, user: Any = None) -> ContributionQuerySet:
        """What may be shown with its words. Only the back office passes a user."""
        return self if may_see_all(user) else self.filter(state__in=PUBLIC)

    def standing(self) -> ContributionQuerySet:
        """What a list shows: public ones, hidden ones as the sentence that they are hidden, and so withdrawn ones
        below which others have answered.
        """
        return self.filter(Q(state__in=SHOWN) | Q(state="withdrawn", reply_count__gt=0))

    def on(self, ref: Ref, kind: str) -> ContributionQuerySet:
        """Of one kind about one thing, top level alone."""
        return self.filter(on_kind=ref.kind, on_key=ref.key, kind=kind, parent=None)

    def in_area(self, area: Ref) -> ContributionQuerySet:
        """Everything under the rules of one thing (a process), comments on its ideas included."""
        return self.filter(area_kind=area.kind, area_key=area.key)

    def owed(self) -> ContributionQuerySet:
        """Public ones that were promised an answer and have none."""
        return self.filter(state__in=PUBLIC, answer_due__isnull=False, answered_at=None)
