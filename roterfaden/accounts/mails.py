"""What accounts write to people: words here, the outbox is a higher room's (`carry`)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from roterfaden.accounts import limits
from roterfaden.accounts.models import Person
from roterfaden.accounts.people import folded

#: Mails about an account to one address in a day: against mail bombs, yet enough for whoever lost a password twice.
A_DAY = 10


@dataclass(frozen=True)
class Letter:
    """A mail in words, in the language at hand. `path`: where its button leads."""

    subject: StrOrPromise
    lines: tuple[StrOrPromise, ...]
    path: str = ""
    button: StrOrPromise = ""
    why: StrOrPromise = ""


Carry = Callable[["Person | str", str, Letter], None]
_carriers: list[Carry] = []


def carry(function: Carry) -> Carry:
    """Register the outbox (as a decorator): to whom, unique key, words."""
    _carriers[:] = [function]
    return function


def tell(person: Person, key: str, letter: Letter) -> None:
    """Write to a person, once for each key. In the transaction of the change."""
    for carrier in _carriers:
        carrier(person, key, letter)


def send(prefix: str, address: str, context: Mapping[str, Any]) -> None:
    """Write what allauth asks for; an address that had its mails for today gets no more, and nobody is told."""
    name = prefix.rpartition("/")[2]
    letter = _LETTERS[name](context) if name in _LETTERS else _changed(name)
    if limits.is_within_limit("account-mail", folded(address), A_DAY):
        for carrier in _carriers:
            carrier(folded(address), f"account:{secrets.token_urlsafe(16)}", letter)


def _path(context: Mapping[str, Any], name: str) -> str:
    """Only the path: its host came with the request, and ours is put in front."""
    return urlsplit(str(context.get(name, ""))).path


def _confirm(context: Mapping[str, Any]) -> Letter:
    return Letter(
        _("Bitte bestätigen Sie Ihre E-Mail-Adresse"),
        (_("Jemand – vermutlich Sie – hat im Beteiligungsportal ein Konto mit dieser Adresse angelegt."),),
        _path(context, "activate_url"),
        _("Adresse bestätigen"),
        _("Waren Sie das nicht? Dann tun Sie nichts: Ohne Bestätigung kann niemand das Konto benutzen."),
    )


def _reset(context: Mapping[str, Any]) -> Letter:
    return Letter(
        _("Neues Passwort wählen"),
        (_("Jemand – vermutlich Sie – möchte für Ihr Konto ein neues Passwort wählen."),),
        _path(context, "password_reset_url"),
        _("Neues Passwort wählen"),
        _("Waren Sie das nicht? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist."),
    )


def _exists(context: Mapping[str, Any]) -> Letter:
    return Letter(
        _("Sie haben schon ein Konto"),
        (
            _("Jemand – vermutlich Sie – wollte mit dieser Adresse ein Konto anlegen. Es gibt aber schon eines."),
            _("Haben Sie Ihr Passwort vergessen? Dann wählen Sie hier ein neues."),
        ),
        reverse("account_reset_password"),
        _("Neues Passwort wählen"),
        _("Waren Sie das nicht? Dann tun Sie nichts: An Ihrem Konto ist nichts geändert."),
    )


def _unknown(context: Mapping[str, Any]) -> Letter:
    return Letter(
        _("Zu dieser Adresse gibt es kein Konto"),
        (
            _("Jemand – vermutlich Sie – hat für diese Adresse ein neues Passwort verlangt. Es gibt hier kein Konto."),
            _("Vielleicht haben Sie sich mit einer anderen Adresse angemeldet."),
        ),
        reverse("account_login"),
        _("Zur Anmeldung"),
        _("Waren Sie das nicht? Dann tun Sie nichts: Diese Adresse speichern wir nicht."),
    )


def _changed(name: str) -> Letter:
    """Something about the safety of an account changed: whoever it was, the owner hears of it."""
    what = {
        "password_changed": _("Das Passwort Ihres Kontos wurde geändert."),
        "password_set": _("Für Ihr Konto wurde ein Passwort gesetzt."),
        "password_reset": _("Das Passwort Ihres Kontos wurde zurückgesetzt."),
        "email_changed": _("Die E-Mail-Adresse Ihres Kontos wurde geändert."),
        "email_deleted": _("Eine E-Mail-Adresse wurde von Ihrem Konto entfernt."),
        "email_confirm": _("Die E-Mail-Adresse Ihres Kontos wurde bestätigt."),
        "totp_activated": _("Für Ihr Konto wurde eine Authentifizierungs-App eingerichtet."),
        "totp_deactivated": _("Für Ihr Konto wurde die Authentifizierungs-App abgeschaltet."),
        "recovery_codes_generated": _("Für Ihr Konto wurden neue Wiederherstellungscodes gemacht."),
        "webauthn_added": _("Für Ihr Konto wurde ein Passkey hinzugefügt."),
        "webauthn_removed": _("Von Ihrem Konto wurde ein Passkey entfernt."),
    }.get(name, _("An der Sicherheit Ihres Kontos hat sich etwas geändert."))
    return Letter(
        _("Ihr Konto hat sich geändert"),
        (what,),
        reverse("account_login"),
        _("Zur Anmeldung"),
        _("Waren Sie das nicht? Dann wählen Sie bitte sofort ein neues Passwort."),
    )


_LETTERS: dict[str, Callable[[Mapping[str, Any]], Letter]] = {
    "email_confirmation": _confirm,
    "email_confirmation_signup": _confirm,
    "password_reset_key": _reset,
    "account_already_exists": _exists,
    "unknown_account": _unknown,
}
