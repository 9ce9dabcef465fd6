"""Limits on forms that send mail: for each network and for each address, without keeping either.

What is counted is a keyed hash with a random salt of the day. Salts and counters are deleted after 7 days at the
latest; once a salt is gone, nobody can find out whom its hashes meant.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from datetime import date, timedelta

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from roterfaden.notices.models import DailySalt, Tally

#: A library or a school shares one address among many people, so this is generous.
A_DAY_FROM_ONE_NETWORK = 60
#: Nobody needs more letters of ours in a day than this; more would be a mail bomb.
A_DAY_TO_ONE_ADDRESS = 5
KEPT = timedelta(days=7)


def network_of(request: HttpRequest) -> str:
    """The visitor's network: an IPv4 address, or the 64 bits of IPv6 that one household has."""
    try:
        address = ipaddress.ip_address((get_client_ip(request) or "").strip())
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def is_within_limit(what: str, who: str, most: int) -> bool:
    """Count one more time for `who` today; whether that is still within the limit. Atomic in the database."""
    today = timezone.localdate()
    digest = _digest(what, who, today)
    Tally.objects.bulk_create([Tally(digest=digest, day=today)], ignore_conflicts=True)
    return bool(Tally.objects.filter(digest=digest, count__lt=most).update(count=F("count") + 1))


def forget() -> int:
    """Delete salts of former days and counters that are 7 days old. How many counters."""
    today = timezone.localdate()
    DailySalt.objects.filter(day__lt=today).delete()
    count, _each = Tally.objects.filter(day__lt=today - KEPT).delete()
    return count


def _digest(what: str, who: str, day: date) -> str:
    key = f"{settings.SECRET_KEY}{_salt(day)}".encode()
    return hmac.new(key, f"{what}\n{who}".encode(), hashlib.sha256).hexdigest()


def _salt(day: date) -> str:
    row = DailySalt.objects.filter(day=day).first()
    if row is None:
        DailySalt.objects.bulk_create([DailySalt(day=day, salt=secrets.token_urlsafe(32))], ignore_conflicts=True)
        row = DailySalt.objects.get(day=day)
    return row.salt
