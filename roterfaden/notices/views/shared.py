"""What the views share: secret pages are kept out of caches, search engines and the addresses that browsers pass on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from roterfaden.kit.things import LONGEST_KEY, Ref, Thing, kinds
from roterfaden.kit.things import thing as load
from roterfaden.notices.rendering import where_they_went

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """An answer for one person: nobody keeps it, nobody lists it.

    Its address goes nowhere by the portal's Referrer-Policy `same-origin`. Not `no-referrer`: browsers then send
    `Origin: null` with the page's forms, and the check against forged requests refuses them.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


def followable(kind: str, key: str) -> tuple[Ref, Thing]:
    """A public thing that one may follow, where it is now; anything else is not found."""
    known = kinds.get(kind)
    if known is None or not known.follow or not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
        raise Http404
    asked = Ref(kind, key)
    ref = where_they_went([asked])[asked]
    found = load(ref)
    if found is None:
        raise Http404
    return ref, found
