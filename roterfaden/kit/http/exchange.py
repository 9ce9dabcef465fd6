"""One question and its whole answer: address rules, redirects, caps on bytes and time."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx
from django.utils.translation import gettext as _

from roterfaden.kit.http.addresses import Policy, is_disguised, literal
from roterfaden.kit.http.answer import Answer
from roterfaden.kit.http.budget import Budget, spending
from roterfaden.kit.http.errors import RefusedError, TooLargeError, UnreachableError, UnreadableError
from roterfaden.kit.http.network import Resolver, system_resolver
from roterfaden.kit.http.transport import GuardedTransport

MEGABYTE = 1024 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Names as DNS and certificates have them (IDNA is already applied); underscores occur in practice.
HOST_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})")
LINE_BREAKS = re.compile(r"[\r\n\x00]")
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Caps:
    """What one exchange may cost at most. `body` counts what is left after decompression."""

    body: int = 64 * MEGABYTE
    seconds: float = 60.0
    redirects: int = 5
    #: A single pause of the server; the whole may take `seconds`.
    pause: float = 30.0

    @property
    def wire(self) -> int:
        """Bytes on the wire, with room for headers, TLS and the lengths of chunks."""
        return self.body + self.body // 8 + MEGABYTE


@dataclass(frozen=True)
class Question:
    """What is asked. `public_only`: the allow list does not count (an address that a stranger gave us)."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] | None = None
    content: bytes = b""
    public_only: bool = False
    #: Return what came up to the cap instead of refusing the answer (robots.txt, RFC 9309 section 2.5).
    cut: bool = False
    #: Called with the address of a redirect that leaves the origin, before it is followed; may raise.
    leaving: Callable[[httpx.URL], None] | None = None


class GuardedClient:
    """Asks one question at a time. Redirects are judged like new addresses; what a stranger names must be public."""

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        caps: Caps | None = None,
        proxy: str = "",
        resolver: Resolver = system_resolver,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.policy = policy or Policy()
        self.caps = caps or Caps()
        self.clock = clock
        self.allowed = transport or GuardedTransport(self.policy, resolver=resolver, proxy=proxy)
        self.public = transport or GuardedTransport(Policy(), resolver=resolver, proxy=proxy)

    def ask(self, question: Question, caps: Caps | None = None) -> Answer:
        """The answer, whatever its status, or a FetchError."""
        caps = caps or self.caps
        begun = self.clock()
        purse = Budget(question.url, begun + caps.seconds, caps.wire, self.clock)
        with spending(purse):
            answer = self._follow(question, caps, purse)
        return Answer(answer.url, answer.status, answer.headers, answer.body, self.clock() - begun)

    def close(self) -> None:
        """Close kept connections."""
        self.allowed.close()
        self.public.close()

    def _follow(self, question: Question, caps: Caps, purse: Budget) -> Answer:
        first = url = checked_url(question.url, question.url)
        for _hop in range(caps.redirects + 1):
            transport = self.public if question.public_only or not same_place(first, url) else self.allowed
            answer = self._one(transport, url, question, caps, purse)
            target = answer.headers.get("location", "")
            if answer.status not in REDIRECTS or not target or question.method not in ("GET", "HEAD"):
                return answer
            former, url = url, redirected(question.url, url, target)
            if question.leaving and (former.scheme, former.netloc) != (url.scheme, url.netloc):
                question.leaving(url)
        raise RefusedError(question.url, _("mehr als {count} Weiterleitungen").format(count=caps.redirects))

    def _one(
        self, transport: httpx.BaseTransport, url: httpx.URL, question: Question, caps: Caps, purse: Budget
    ) -> Answer:
        pauses = dict.fromkeys(("connect", "read", "write", "pool"), caps.pause)
        request = httpx.Request(
            question.method, url, headers=_headers(question), content=question.content, extensions={"timeout": pauses}
        )
        try:
            response = transport.handle_request(request)
            try:
                body = read_body(response, question, caps, purse)
            finally:
                response.close()
        except httpx.TimeoutException:
            purse.seconds()
            raise UnreachableError(question.url, _("keine Antwort")) from None
        except httpx.HTTPError as error:
            raise UnreachableError(question.url, str(error)) from error
        except (httpx.StreamError, httpx.InvalidURL) as error:
            raise UnreadableError(question.url, str(error)) from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(str(url), response.status_code, headers, body)


def checked_url(text: str, asked: str) -> httpx.URL:
    """`text` as an address that may be tried at all: http(s), a host, no user, no number in disguise."""
    try:
        url = httpx.URL(text.strip())
        port = url.port
    except (httpx.InvalidURL, ValueError, TypeError):
        raise RefusedError(asked, _("keine gültige Adresse")) from None
    if url.scheme not in DEFAULT_PORTS or not url.host:
        raise RefusedError(asked, _("nur http und https sind erlaubt"))
    if url.userinfo:
        raise RefusedError(asked, _("die Adresse enthält Zugangsdaten"))
    host = url.raw_host.decode("ascii")
    if (literal(host) is None and not HOST_NAME.fullmatch(host)) or port == 0 or (port or 80) > 65_535:
        raise RefusedError(asked, _("keine gültige Adresse"))
    if is_disguised(host):
        raise RefusedError(asked, _("ungewöhnliche Schreibweise einer IP-Adresse"))
    return url.copy_with(fragment=None)


def redirected(asked: str, url: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads; never from https back to http."""
    try:
        target = checked_url(str(url.join(location)), asked)
    except (httpx.InvalidURL, ValueError):
        raise RefusedError(asked, _("Weiterleitung auf eine ungültige Adresse")) from None
    if url.scheme == "https" and target.scheme == "http":
        raise RefusedError(asked, _("Weiterleitung von https auf http"))
    return target


def same_place(first: httpx.URL, other: httpx.URL) -> bool:
    """Whether `other` is the very host and port that was asked for, or its https twin."""
    if first.host != other.host:
        return False
    mine, theirs = (url.port or DEFAULT_PORTS[url.scheme] for url in (first, other))
    return mine == theirs or (first.port is None and other.port is None)


def read_body(response: httpx.Response, question: Question, caps: Caps, purse: Budget) -> bytes:
    """The decompressed body, read as a stream so that no cap is passed by more than a block."""
    if question.method == "HEAD" or response.status_code in (204, 304):
        return b""
    # A test's transport may answer with a body that httpx has already read and unpacked.
    ready = response.is_stream_consumed
    unpack = _unpacker("" if ready else response.headers.get("content-encoding", ""), question.url)
    body = bytearray()
    for block in [response.content] if ready else response.iter_raw():
        purse.seconds()
        while block:
            plain, block = unpack(block, caps.body - len(body) + 1)
            body += plain
            if len(body) > caps.body:
                if question.cut:
                    return bytes(body[: caps.body])
                size = caps.body // MEGABYTE
                raise TooLargeError(question.url, _("mehr als {size} MB").format(size=size))
    return bytes(body)


Unpack = Callable[[bytes, int], tuple[bytes, bytes]]


def _unpacker(encoding: str, url: str) -> Unpack:
    """A function (block, room) → (plain bytes, rest of the block)."""
    names = [name for name in (part.strip().lower() for part in encoding.split(",")) if name not in ("", "identity")]
    if not names:
        return lambda block, room: (block, b"")
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableError(url, _("unbekannte Kompression {name}").format(name=encoding))
    return _inflater(url)


def _inflater(url: str) -> Unpack:
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)

    def unpack(block: bytes, room: int) -> tuple[bytes, bytes]:
        try:
            plain = inflate.decompress(block, room)
        except zlib.error as error:
            raise UnreadableError(url, str(error)) from None
        return plain, inflate.unconsumed_tail

    return unpack


def _headers(question: Question) -> list[tuple[bytes, bytes]]:
    """Names in lower case; values as bytes without line breaks, as an ETag that we send back is a stranger's text."""
    given = {name.lower(): value for name, value in (question.headers or {}).items()}
    defaults = {"accept-encoding": "gzip", "accept": "*/*", "connection": "keep-alive"}
    return [
        (name.encode(), LINE_BREAKS.sub("", value).encode("utf-8", "replace"))
        for name, value in (defaults | given).items()
    ]
