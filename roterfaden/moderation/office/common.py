"""What the views of the back office share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from roterfaden.accounts.models import User

SEE = "moderation.view_case"
View = Callable[..., HttpResponse]


def office_view(view: View) -> View:
    """For those who may see cases."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SEE):
            raise PermissionDenied(SEE)
        return view(request, *args, **kwargs)

    return answered


def user_of(request: HttpRequest) -> User:
    """Who is at work; the back office lets nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def number(text: str) -> int | None:
    """A number that a form or an address names."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
