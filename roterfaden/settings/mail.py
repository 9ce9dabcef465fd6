"""Mail settings from one address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from roterfaden.settings.env import SettingError

NAME = "ROTERFADEN_MAIL_URL"
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True)
class Mail:
    """What Django needs to send mail."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    ssl: bool = False


def mail(url: str) -> Mail:
    """The settings for an address; an empty one means files in ROTERFADEN_HOME/mails."""
    if not url:
        return Mail("django.core.mail.backends.filebased.EmailBackend")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingError(NAME, "not an address") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SettingError(NAME, "does not look like smtp+starttls://user:password@host:587")
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        ssl=parts.scheme == "smtps",
    )
