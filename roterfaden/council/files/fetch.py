"""Fetching one file: what its addresses answer, told apart by what follows from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from roterfaden.council.models import File
from roterfaden.kit.http import Answer, Caps, FetchError, Manners, PoliteClient, polite_client

MEGABYTE = 1024 * 1024
CAPS = Caps(body=60 * MEGABYTE, seconds=120)
#: A file that fails comes back to the queue anyway, so the client itself does not insist.
MANNERS = Manners(attempts=3, total=180)
#: The host could not answer now: asking later may help (RFC 9110).
TRANSIENT = frozenset({408, 423, 425})


class Result(Enum):
    """What fetching came to."""

    BODY = "body"
    SAME = "same"
    ABSENT = "absent"
    IMPOSSIBLE = "impossible"
    LATER = "later"


@dataclass(frozen=True)
class Fetched:
    """A result with its reason for people, or with the bytes."""

    result: Result
    reason: str = ""
    body: bytes = b""
    etag: str = ""

    @property
    def sha256(self) -> str:
        """The name of the content."""
        return hashlib.sha256(self.body).hexdigest()


def files_client() -> PoliteClient:
    """The polite client with the caps for files."""
    return polite_client(caps=CAPS, manners=MANNERS)


def fetch(client: PoliteClient, file: File, etag: str = "") -> Fetched:
    """Ask the download address, then the other one where the first is not there. `etag`: only if it changed."""
    fetched = Fetched(Result.ABSENT, _("die Quelle nennt keine Adresse"))
    for url in dict.fromkeys(url for url in (file.download_url, file.access_url) if url):
        fetched = _ask(client, file, url, etag)
        if fetched.result is not Result.ABSENT:
            break
    return fetched


def _ask(client: PoliteClient, file: File, url: str, etag: str) -> Fetched:
    headers = {"if-none-match": etag} if etag else {}
    try:
        # The allow list speaks for the source's own host. An address elsewhere is what a stranger wrote.
        answer = client.get(url, headers, public_only=not _same_host(url, file.source.url))
    except FetchError as error:
        return Fetched(Result.IMPOSSIBLE if error.permanent else Result.LATER, str(error)[:200])
    return _judged(answer, conditional=bool(etag))


def _judged(answer: Answer, conditional: bool) -> Fetched:
    status = answer.status
    if status in (200, 203):
        return Fetched(Result.BODY, body=answer.body, etag=answer.headers.get("etag", "")[:300])
    if status == 304 and conditional:
        return Fetched(Result.SAME)
    if status in TRANSIENT:
        return Fetched(Result.LATER, f"HTTP {status}")
    if status in (401, 403):
        return Fetched(Result.ABSENT, _("die Quelle gibt die Datei nicht heraus (HTTP {status})").format(status=status))
    return Fetched(Result.ABSENT, _("die Quelle liefert die Datei nicht (HTTP {status})").format(status=status))


def _same_host(url: str, other: str) -> bool:
    try:
        return urlsplit(url).netloc.lower() == urlsplit(other).netloc.lower()
    except ValueError:
        return False
