"""Once a day the followers of a thing hear how many new comments and questions it has: a digest, not a flood."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from roterfaden.contributions.kinds import COMMENT, QUESTION, TALK, is_place
from roterfaden.contributions.models import Contribution
from roterfaden.kit.dates import BERLIN
from roterfaden.kit.things import Ref
from roterfaden.notices.actions import News, announce_many

PLURAL = {COMMENT: "comments", QUESTION: "questions"}


def announce_yesterday(today: date | None = None) -> int:
    """Announce what became public yesterday, by thing; a second time announces nothing. How many things."""
    day = (today or timezone.localdate()) - timedelta(days=1)
    start = datetime.combine(day, time.min, BERLIN)
    end = datetime.combine(day + timedelta(days=1), time.min, BERLIN)
    found: defaultdict[Ref, dict[str, int]] = defaultdict(dict)
    rows = Contribution.objects.visible_to().filter(kind__in=TALK, published_at__gte=start, published_at__lt=end)
    for kind, key, own, number in rows.order_by().values_list("on_kind", "on_key", "kind").annotate(Count("pk")):
        found[Ref(kind, key)][PLURAL[own]] = number
    news = [News(f"talk:{ref}:{day}", ref, numbers) for ref, numbers in sorted(found.items()) if _is_told(ref)]
    announce_many("talk.new", news)
    return len(news)


def _is_told(ref: Ref) -> bool:
    from roterfaden.contributions.registry import kinds

    return is_place(ref.kind) or ref.kind in kinds
