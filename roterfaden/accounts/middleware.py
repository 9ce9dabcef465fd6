"""Staff need a second factor before they see the back office; whoever does too much in a day is told so."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.accounts.limits import TooMany
from roterfaden.accounts.roles import BACK_OFFICE as ACCESS

BACK_OFFICE = "/verwaltung/"
#: What was typed is shown again if it is longer than this; never secrets.
SHORT = 20
UNSHOWN = ("csrfmiddlewaretoken", "challenge", "address", "password", "password1", "password2", "token")


class SecondFactor:
    """Sends whoever logged in with a password alone to the set-up of a second factor (ROTERFADEN_STAFF_MFA)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, unless the back office is asked for without a second factor, or by a resident."""
        if not request.path_info.startswith(BACK_OFFICE) or not request.user.is_authenticated:
            return self.get_response(request)
        if not request.user.has_perm(ACCESS):
            # Wagtail would send them to the login, which would send them here again.
            raise PermissionDenied
        if not settings.STAFF_MFA or is_mfa_enabled(request.user):
            return self.get_response(request)
        text = _("Für die Verwaltung brauchen Sie einen zweiten Faktor. Richten Sie ihn hier ein.")
        messages.info(request, text)
        return redirect(f"{reverse('mfa_activate_totp')}?next={BACK_OFFICE}")


class TooManyRequests:
    """Answers TooMany with 429, Retry-After and what was typed, so that nothing is lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponseBase | None:
        """The page for TooMany; nothing for any other exception."""
        return too_many(request, problem) if isinstance(problem, TooMany) else None


def too_many(request: HttpRequest, problem: TooMany) -> HttpResponseBase:
    """429 in the portal's words."""
    kept = [text for name, text in request.POST.items() if len(str(text)) > SHORT and _is_shown(name)]
    values = {"shared": problem.what == "network", "hours": max(1, round(problem.seconds / 3600)), "kept": kept}
    response = render(request, "429.html", values, status=429)
    response["Retry-After"] = str(problem.seconds)
    response["Cache-Control"] = "private, no-store"
    return response


def _is_shown(name: str) -> bool:
    return not name.endswith(UNSHOWN)
