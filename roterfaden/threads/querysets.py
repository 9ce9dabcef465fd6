"""Reading threads and stations. What hides a thread has one home: `visible_to`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from roterfaden.kit.things import Ref

#: Shown on every face; a merged thread only says where it went.
PUBLIC = ("public", "closed")


def may_see_all(user: Any) -> bool:
    """Editors see drafts and what is hidden."""
    return bool(user is not None and user.is_active and user.has_perm("threads.view_thread"))


class ThreadQuerySet(models.QuerySet[Any]):
    """Threads."""

    def visible_to(self, user: Any = None) -> ThreadQuerySet:
        """What may be shown; strangers (None) see what is public. Only the back office passes a user."""
        return self if may_see_all(user) else self.filter(state__in=PUBLIC)

    def with_open_promise(self, overdue_on: date | None = None) -> ThreadQuerySet:
        """Those that have promised something and not kept it yet; with a day: not by that day."""
        promises = _stations().filter(thread=OuterRef("pk"), due__isnull=False, fulfilled__isnull=True)
        return self.filter(Exists(promises.filter(due__lt=overdue_on) if overdue_on else promises))


class StationQuerySet(models.QuerySet[Any]):
    """Stations."""

    def visible_to(self, user: Any = None) -> StationQuerySet:
        """Stations of threads that may be shown."""
        return self if may_see_all(user) else self.filter(thread__state__in=PUBLIC)

    def of(self, ref: Ref) -> StationQuerySet:
        """Stations at a thing."""
        return self.filter(kind=ref.kind, key=ref.key)


def _stations() -> models.QuerySet[Any]:
    from roterfaden.threads.models import Station

    return Station.objects.all()
