"""How often hints may be asked for: a bucket for each visitor in the cache, without a row in the database."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from roterfaden.accounts.limits import network_of

A_MINUTE = 60


def may_ask(request: HttpRequest) -> bool:
    """Whether this network has asked less than so often in this minute. Its name is a keyed hash, gone in a minute."""
    minute = timezone.now().strftime("%Y%m%d%H%M")
    named = f"{minute}:{network_of(request)}".encode()
    key = f"ideas.hints:{hmac.new(settings.SECRET_KEY.encode(), named, hashlib.sha256).hexdigest()[:32]}"
    cache.add(key, 0, 120)
    try:
        return bool(cache.incr(key) <= A_MINUTE)
    except ValueError:  # the cache threw it away in between
        return True
