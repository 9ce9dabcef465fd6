"""How allauth behaves here."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from roterfaden.accounts import mails
from roterfaden.accounts.limits import visitors_address
from roterfaden.accounts.roles import BACK_OFFICE


class VerifiedByClick(EmailVerificationStage):  # type: ignore[misc,unused-ignore]
    """Who signed up confirms the address first; accounts that administrators made have none to confirm."""

    def handle(self) -> Any:
        """On with accounts that never had an address of allauth's. No user: an address that has an account signs up
        again, and is answered like everybody else.
        """
        user = self.login.user
        if user is not None and not EmailAddress.objects.filter(user_id=user.pk).exists():
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc,unused-ignore]
    """Residents sign up with a mail address; staff get their accounts and roles from administrators."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """As the city wishes (ROTERFADEN_SIGNUP)."""
        return bool(settings.SIGNUP_OPEN)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """A name that tells nothing: allauth would take it from the mail address."""
        user.username = user.username or f"b-{secrets.token_hex(8)}"

    def get_login_stages(self) -> list[str]:
        """Allauth's, with our confirmation."""
        ours = f"{VerifiedByClick.__module__}.{VerifiedByClick.__name__}"
        theirs = f"{EmailVerificationStage.__module__}.{EmailVerificationStage.__name__}"
        return [ours if path == theirs else path for path in super().get_login_stages()]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to work, residents to their own page."""
        is_staff = request.user.has_perm(BACK_OFFICE)
        return settings.LOGIN_REDIRECT_URL if is_staff else reverse("people:mine")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """To the own page."""
        return reverse("people:mine")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the own page."""
        return reverse("people:mine")

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address that our own limits count; it is kept nowhere."""
        return visitors_address(request) or "unknown"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox, in our words: retried, and seen by operators if it fails."""
        mails.send(template_prefix, email, context)
