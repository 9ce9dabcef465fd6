"""Reading processes. What hides one has one home: `visible_to`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q, Subquery
from django.utils import timezone

PUBLIC = ("public", "closed")


def may_see_all(user: Any) -> bool:
    """The participation office sees drafts and what is hidden."""
    return bool(user is not None and user.is_active and user.has_perm("participation.view_process"))


class ProcessQuerySet(models.QuerySet[Any]):
    """Processes."""

    def visible_to(self, user: Any = None) -> ProcessQuerySet:
        """What may be shown; templates are nobody's but the office's. Only the back office passes a user."""
        return self if may_see_all(user) else self.filter(state__in=PUBLIC, is_template=False)

    def running(self, now: datetime | None = None) -> ProcessQuerySet:
        """Those with a phase that runs now in which something can be done."""
        return self.filter(_running(now), state="public")

    def coming(self, now: datetime | None = None) -> ProcessQuerySet:
        """Those in which something can be done later, and nothing now."""
        return self.filter(~_running(now), _coming(now), state="public")

    def answering(self, now: datetime | None = None) -> ProcessQuerySet:
        """Those in which nothing can be done any more and the city still has something to do: its turn is not over
        before somebody closes the process.
        """
        return self.filter(~_running(now), ~_coming(now), _begun(now), state="public")

    def over(self, now: datetime | None = None) -> ProcessQuerySet:
        """Those that are closed, and those in which nothing could be done online and nothing will."""
        idle = ~_running(now) & ~_coming(now) & ~_begun(now)
        return self.filter(Q(state="closed") | idle, state__in=PUBLIC)

    def soonest_end_first(self, now: datetime | None = None) -> ProcessQuerySet:
        """Running ones, those with the least time left first; without an end last."""
        ends = _phases().running(now).filter(process=OuterRef("pk")).exclude(module="").order_by()
        end = ends.values("process").annotate(first=Min("end")).values("first")
        found = self.annotate(ends_at=Subquery(end)).order_by(F("ends_at").asc(nulls_last=True), "pk")
        return cast(ProcessQuerySet, found)

    def soonest_start_first(self, now: datetime | None = None) -> ProcessQuerySet:
        """Coming ones, the next first."""
        moment = now or timezone.now()
        ahead = _phases().filter(process=OuterRef("pk"), start__gt=moment).exclude(module="").order_by()
        start = ahead.values("process").annotate(first=Min("start")).values("first")
        found = self.annotate(starts_at=Subquery(start)).order_by(F("starts_at").asc(nulls_last=True), "pk")
        return cast(ProcessQuerySet, found)


class PhaseQuerySet(models.QuerySet[Any]):
    """Phases."""

    def running(self, now: datetime | None = None) -> PhaseQuerySet:
        """Those whose time it is: start included, end excluded."""
        moment = now or timezone.now()
        return self.filter(Q(end=None) | Q(end__gt=moment), start__lte=moment)


def _running(now: datetime | None) -> Q:
    return Q(Exists(_phases().running(now).filter(process=OuterRef("pk")).exclude(module="")))


def _coming(now: datetime | None) -> Q:
    moment = now or timezone.now()
    return Q(Exists(_phases().filter(process=OuterRef("pk"), start__gt=moment).exclude(module="")))


def _begun(now: datetime | None) -> Q:
    moment = now or timezone.now()
    return Q(Exists(_phases().filter(process=OuterRef("pk"), start__lte=moment).exclude(module="")))


def _phases() -> Any:
    from roterfaden.participation.models import Phase

    return Phase.objects.all()
