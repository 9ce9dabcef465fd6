"""Login through a broker that speaks OpenID Connect (for BundID, a city's Keycloak …), by settings alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from roterfaden.settings.env import Reader, SettingError

#: Our facts and the claims they come from, unless ROTERFADEN_OIDC_CLAIMS says otherwise; dots lead into objects.
CLAIMS = "birthdate=birthdate street=address.street_address postal_code=address.postal_code locality=address.locality"
FACTS = ("resident", "district", "age_band", "birthdate", "street", "postal_code", "locality")


@dataclass(frozen=True)
class Broker:
    """Where to log in, and which claim tells what. Without an issuer there is no such login."""

    name: str
    issuer: str
    claims: dict[str, str]
    locality: str
    providers: dict[str, Any]

    @property
    def origins(self) -> list[str]:
        """The broker's origin, for the Content-Security-Policy."""
        parts = urlsplit(self.issuer)
        return [f"{parts.scheme}://{parts.netloc}"] if self.issuer else []


def broker(env: Reader) -> Broker:
    """The settings of ROTERFADEN_OIDC_…"""
    issuer = env.text(
        "ROTERFADEN_OIDC_ISSUER", "", "Address of an OpenID Connect broker for logins (BundID …). Empty: none."
    ).rstrip("/")
    name = env.text("ROTERFADEN_OIDC_NAME", "BundID", "Name of that login on screen.")
    client = env.text("ROTERFADEN_OIDC_CLIENT", "", "Our client id at the broker.")
    secret = env.text("ROTERFADEN_OIDC_SECRET", "", "Our client secret at the broker.")
    scope = env.words("ROTERFADEN_OIDC_SCOPE", "openid address", "Scopes to ask for: only what a rule needs.")
    claims = _claims(
        env.words(
            "ROTERFADEN_OIDC_CLAIMS",
            CLAIMS,
            "Which claim tells what: `fact=claim`, facts are resident, district, age_band, birthdate, street,"
            " postal_code, locality.",
        )
    )
    locality = env.text("ROTERFADEN_OIDC_LOCALITY", "Hannover", "The claim `locality` of somebody who lives here.")
    if issuer and not client:
        raise SettingError("ROTERFADEN_OIDC_CLIENT", "is missing")
    return Broker(name, issuer, claims, locality, _providers(issuer, name, client, secret, scope))


def _claims(words: list[str]) -> dict[str, str]:
    found = dict(word.split("=", 1) for word in words if "=" in word)
    if len(found) != len(words) or set(found) - set(FACTS):
        raise SettingError("ROTERFADEN_OIDC_CLAIMS", f"write fact=claim, with facts of: {', '.join(FACTS)}")
    return found


def _providers(issuer: str, name: str, client: str, secret: str, scope: list[str]) -> dict[str, Any]:
    if not issuer:
        return {}
    app = {
        "provider_id": "broker",
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True, "scope": scope},
    }
    return {"openid_connect": {"APPS": [app]}}
