"""The two addresses of the login: on the way there, and back."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from roterfaden.accounts.broker.provider import BrokerConnection


@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the broker."""
    return _through(OAuth2LoginView, request, provider_id)


@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the broker."""
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        response: HttpResponseBase = view.adapter_view(BrokerConnection(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response
