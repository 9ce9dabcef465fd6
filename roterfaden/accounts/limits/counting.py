"""Counters of a day, under a keyed hash with a random salt of the day.

Salts go with their day, counters after 7 days at the latest; once a salt is gone, nobody can find out whom its hashes
meant. No address and no IP address is ever stored.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from roterfaden.accounts.models import DailySalt, Tally
from roterfaden.kit.dates import BERLIN

#: A library or a school shares one address among many people, so this is generous.
A_DAY_FROM_ONE_NETWORK = 60
#: Where the browser did no work for us (no JavaScript), machines are harder to tell: still enough for people.
A_DAY_WITHOUT_WORK = 20
#: Nobody needs more letters of ours in a day than this; more would be a mail bomb.
A_DAY_TO_ONE_ADDRESS = 5
#: Contributions, supports, reports of one person: more than anybody writes with a clear head.
A_DAY_OF_ONE_PERSON = 100
KEPT = timedelta(days=7)


class TooMany(Exception):
    """The limit of the day is reached; the middleware answers 429 with `seconds` as Retry-After."""

    def __init__(self, what: str, seconds: int) -> None:
        super().__init__(what)
        self.what = what
        self.seconds = seconds


def is_within_limit(what: str, who: str, most: int) -> bool:
    """Count one more time for `who` today; whether that is still within the limit. Atomic in the database."""
    today = timezone.localdate()
    digest = _digest(what, who, today)
    Tally.objects.bulk_create([Tally(digest=digest, day=today)], ignore_conflicts=True)
    return bool(Tally.objects.filter(digest=digest, count__lt=most).update(count=F("count") + 1))


def take_one(what: str, who: str, most: int) -> None:
    """Count one more time for `who`. Raises TooMany where the limit of the day is reached."""
    if not is_within_limit(what, who, most):
        raise TooMany(what, _seconds_left())


def forget() -> int:
    """Delete salts of former days and counters that are 7 days old. How many counters."""
    today = timezone.localdate()
    DailySalt.objects.filter(day__lt=today).delete()
    count, _each = Tally.objects.filter(day__lt=today - KEPT).delete()
    return count


def _seconds_left() -> int:
    """Until the city's clock strikes midnight: then all counters begin anew."""
    now = timezone.now()
    midnight = datetime.combine(timezone.localdate(now) + timedelta(days=1), time(), BERLIN)
    return max(1, int((midnight - now).total_seconds()))


def _digest(what: str, who: str, day: date) -> str:
    key = f"{settings.SECRET_KEY}{_salt(day)}".encode()
    return hmac.new(key, f"{what}\n{who}".encode(), hashlib.sha256).hexdigest()


def _salt(day: date) -> str:
    row = DailySalt.objects.filter(day=day).first()
    if row is None:
        DailySalt.objects.bulk_create([DailySalt(day=day, salt=secrets.token_urlsafe(32))], ignore_conflicts=True)
        row = DailySalt.objects.get(day=day)
    return row.salt
