"""Several notices in one mail: once a week for those who want it so, and at once where very many come together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery
from django.utils import timezone

from roterfaden.kit.dates import BERLIN
from roterfaden.notices.models import Digest, Notice, State

BATCH = 500
#: From so many waiting notices on a follower gets them in one mail: an import must not fill a mailbox.
MANY = 5


def last_moment(now: datetime) -> datetime:
    """The latest moment at which weekly mails are due, at the city's clock (also across the change of the clocks)."""
    here = now.astimezone(BERLIN)
    day = here.date() - timedelta(days=(here.weekday() - settings.DIGEST_DAY) % 7)
    moment = datetime.combine(day, time(settings.DIGEST_HOUR), BERLIN)
    return moment if moment <= now else datetime.combine(day - timedelta(days=7), time(settings.DIGEST_HOUR), BERLIN)


def week_of(moment: datetime) -> str:
    """The name of a weekly mail: 2026-W47."""
    year, week, _day = moment.astimezone(BERLIN).isocalendar()
    return f"{year}-W{week:02d}"


def is_due(now: datetime | None = None) -> bool:
    """Whether notices are gathered for a weekly mail whose time has come."""
    now = now or timezone.now()
    return _gathered(last_moment(now)).exists()


def gather(now: datetime | None = None, batch: int = BATCH) -> int:
    """Make the weekly mails that are due, one for each follower and week. How many followers."""
    moment = last_moment(now or timezone.now())
    after, count = 0, 0
    while followers := _followers(moment, after, batch):
        with transaction.atomic():
            _gather_for(followers, moment)
        after, count = followers[-1], count + len(followers)
    return count


def bundle(now: datetime) -> int:
    """Where many notices wait for one follower, they become one mail. How many followers."""
    waiting = Notice.objects.filter(state=State.WAITING, attempts=0, next_attempt_at__lte=now)
    many = waiting.values("follower").annotate(number=Count("pk"), first=Min("pk")).filter(number__gt=MANY)
    rows = list(many.order_by("follower")[:BATCH])
    for row in rows:
        with transaction.atomic():
            digest, _new = Digest.objects.get_or_create(
                follower_id=row["follower"], key=f"n{row['first']}", defaults={"next_attempt_at": now}
            )
            waiting.filter(follower=row["follower"]).update(state=State.GATHERED, digest=digest)
    return len(rows)


def _gathered(moment: datetime) -> QuerySet[Notice]:
    """Notices for the mail of that moment; those that came later wait for the next one."""
    return Notice.objects.filter(state=State.GATHERED, digest=None, created_at__lt=moment)


def _followers(moment: datetime, after: int, batch: int) -> list[int]:
    rows = _gathered(moment).filter(follower_id__gt=after).order_by("follower_id")
    return list(rows.values_list("follower_id", flat=True).distinct()[:batch])


def _gather_for(followers: Sequence[int], moment: datetime) -> None:
    """Their digests of this week, and the notices that go into them. A mail that has left takes no more: those wait."""
    week, now = week_of(moment), timezone.now()
    Digest.objects.bulk_create(
        [Digest(follower_id=pk, key=week, next_attempt_at=now) for pk in followers], ignore_conflicts=True
    )
    fresh = Digest.objects.filter(follower=OuterRef("follower"), key=week, state=State.WAITING, attempts=0)
    rows = _gathered(moment).filter(Exists(fresh), follower__in=followers)
    rows.update(digest=Subquery(fresh.values("pk")[:1]))
