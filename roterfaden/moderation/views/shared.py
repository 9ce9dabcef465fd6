"""What the views share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from roterfaden.accounts import limits
from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.moderation import registry
from roterfaden.moderation.registry import Target

View = Callable[..., HttpResponseBase]
#: Reports from one network in a day; a school or a library shares one.
A_DAY_FROM_ONE_NETWORK = 30
#: Reports of one thing from one network in a day: an argument, not a bombardment.
A_DAY_ABOUT_ONE_THING = 3
#: Wrong codes from one network in a day.
A_DAY_OF_WRONG_CODES = 20


def private(view: View) -> View:
    """An answer for one person: nobody keeps it, nobody lists it (compare `notices.views.shared`)."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


def public_target(kind: str, key: str) -> Target:
    """What everybody can see and therefore report; anything else is not found."""
    if kind not in registry.target_kinds or not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
        raise Http404
    found = registry.target(Ref(kind, key))
    if found is None or not found.is_public:
        raise Http404
    return found


def is_within_limits(request: HttpRequest, target: Target) -> bool:
    """Whether this network may still report, and this thing once more."""
    network = limits.network_of(request)
    if not limits.is_within_limit("report about", f"{network}\n{target.ref}", A_DAY_ABOUT_ONE_THING):
        return False
    return limits.is_within_limit("report", network, A_DAY_FROM_ONE_NETWORK)
