"""Why an address could not be read, in words for the run report."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FetchError(Exception):
    """An address could not be read. `permanent`: asking again will not help. `str()` is a sentence for people."""

    permanent: bool = False
    sentence: ClassVar[str | Promise] = _("Die Adresse konnte nicht gelesen werden")

    def __init__(self, url: str, detail: str = "", *, permanent: bool | None = None) -> None:
        self.url = url
        self.detail = detail
        if permanent is not None:
            self.permanent = permanent
        super().__init__(url, detail)

    def __str__(self) -> str:
        sentence = str(self.sentence)
        return f"{sentence}: {self.detail}" if self.detail else sentence


class RefusedError(FetchError):
    """The address is not allowed: not public, not http(s), or a redirect that leads astray."""

    permanent = True
    sentence = _("Die Adresse ist nicht erlaubt")


class RobotsError(FetchError):
    """The host's robots.txt asks us not to read it."""

    permanent = True
    sentence = _("Die robots.txt der Quelle untersagt das Lesen")


class TooLargeError(FetchError):
    """More bytes than the cap, compressed or not."""

    permanent = True
    sentence = _("Die Antwort ist zu groß")


class TooSlowError(FetchError):
    """The answer was not complete when its time was up."""

    sentence = _("Die Antwort war nach der erlaubten Zeit nicht vollständig")


class UnreachableError(FetchError):
    """No connection, or one that broke."""

    sentence = _("Die Adresse ist nicht erreichbar")


class UnreadableError(FetchError):
    """An answer arrived, but its content is broken (cut, not JSON …)."""

    sentence = _("Die Antwort ist nicht lesbar")


class StatusError(FetchError):
    """The host says that it cannot answer now (5xx, 429), also after all retries."""

    sentence = _("Die Quelle meldet einen Fehler")

    def __init__(self, url: str, status: int) -> None:
        self.status = status
        super().__init__(url, f"HTTP {status}")
