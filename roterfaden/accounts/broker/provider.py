"""Allauth's OpenID Connect, with every check that the standard asks for: signature, nonce, one subject."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponseBase


class BrokerConnection(OpenIDConnectOAuth2Adapter):  # type: ignore[misc,unused-ignore]
    """Talks to the broker."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Both sets of claims must speak of the same subject (OpenID Connect Core 5.3.2)."""
        login = super().complete_login(request, app, token, **kwargs)
        data = login.account.extra_data
        signed, told = data.get("id_token"), data.get("userinfo")
        if not signed:
            raise OAuth2Error("the broker sent no id_token")
        if told and told.get("sub") != signed.get("sub"):
            raise OAuth2Error("two subjects")
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Allauth skips the signature where the token came by TLS; we never do."""
        found: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return found


class Broker(OpenIDConnectProvider):  # type: ignore[misc,unused-ignore]
    """The login through a broker."""

    oauth2_adapter_class = BrokerConnection
    package = "roterfaden.accounts.broker"

    def redirect(
        self, request: HttpRequest, process: Any, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseBase:
        """With a nonce: a token that was sent to somebody else is refused. Visitors add no parameters of theirs."""
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = {"nonce": nonce}
        kwargs["scope"] = self.get_scope()
        response: HttpResponseBase = super().redirect(request, process, next_url, data, nonce=nonce, **kwargs)
        return response


provider_classes = [Broker]
