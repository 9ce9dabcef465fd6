"""What the views share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from roterfaden.accounts.current import person_of

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """An answer for one person: nobody keeps it, nobody lists it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


def for_people(view: View) -> View:
    """Only for people who are known: the view gets the person; strangers are shown the ways in."""

    @wraps(view)
    @private
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = person_of(request)
        return view(request, person, *args, **kwargs) if person is not None else redirect("people:mine")

    return answered
