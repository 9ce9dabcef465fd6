"""Staff need a second factor before they see the back office."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

BACK_OFFICE = "/verwaltung/"


class SecondFactor:
    """Sends whoever logged in with a password alone to the set-up of a second factor (ROTERFADEN_STAFF_MFA)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, unless the back office is asked for without a second factor."""
        asked = request.path_info.startswith(BACK_OFFICE) and settings.STAFF_MFA and request.user.is_authenticated
        if not asked or is_mfa_enabled(request.user):
            return self.get_response(request)
        text = _("Für die Verwaltung brauchen Sie einen zweiten Faktor. Richten Sie ihn hier ein.")
        messages.info(request, text)
        return redirect(f"{reverse('mfa_activate_totp')}?next={BACK_OFFICE}")
