"""Reads the text of one file: `python -m roterfaden.council.files.child LIMITS < file > answer.json`.

This is the process that touches hostile PDFs: no database, no settings, little memory, little time, and it may write
nothing but its short answer. It imports nothing of ours that would need Django. See `extract` for the other end.

Answer: {"state": "read" | "empty" | "unreadable", "reason": code, "pages": number or null, "read": pages read,
"text": pages joined by form feeds}.
"""

from __future__ import annotations

import json
import logging
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from roterfaden.kit.html import plain_text, safe_text

PAGE_BREAK = "\f"
#: A word that the end of a line cuts: joined if it goes on in lower case, except in "Vor-\nund Nachteile".
CUT_WORD = re.compile(r"(?<=[a-zäöüß])-\n(?!(?:und|oder|bzw|sowie|als|bis|statt|noch|wie)\b)(?=[a-zäöüß])")
LETTER = re.compile(r"[^\W\d_]")
#: Fewer letters than these on a whole document are dust on a scan.
FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Limits:
    """What the child may use. The parent sends them as JSON, so that tests can be short."""

    memory: int = 512 * 1024 * 1024
    cpu_seconds: int = 20
    #: After so long the pages read so far are the answer.
    enough_seconds: float = 15.0
    pages: int = 5_000
    characters: int = 2_000_000
    answer: int = 16 * 1024 * 1024


@dataclass(frozen=True)
class Reading:
    """What the child found."""

    state: str
    reason: str = ""
    pages: int | None = None
    read: int = 0
    text: str = ""


class Unreadable(Exception):
    """The file cannot be read; `str()` is the code of the reason."""


def main() -> None:
    """Limit this process, read standard input, answer on standard output."""
    limits = Limits(**json.loads(sys.argv[1])) if len(sys.argv) > 1 else Limits()
    confine(limits)
    logging.disable(logging.CRITICAL)
    reading = read(sys.stdin.buffer.read(), limits)
    sys.stdout.buffer.write(json.dumps(asdict(reading)).encode())


def confine(limits: Limits) -> None:
    """Set the limits for good: soft and hard, no core dump, no files beyond the answer."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.answer),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def read(body: bytes, limits: Limits) -> Reading:
    """The reading of `body`, whatever it is."""
    try:
        return _READERS[kind_of(body)](body, limits)
    except Unreadable as reason:
        return Reading("unreadable", str(reason))
    except MemoryError:
        return Reading("unreadable", "memory")
    except RecursionError:
        return Reading("unreadable", "broken")


def kind_of(body: bytes) -> str:
    """What the bytes are, by what they begin with: names and MIME types of council systems are often wrong."""
    head = body[:1024]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%PDF-" in head:
        return "pdf"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")) and b"<html" in start[:1000]:
        return "html"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return "empty" if not body.strip() else "text" if _is_text(body) else "unknown"


_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "office"),
    (b"PK\x05\x06", "office"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
)


def _is_text(body: bytes) -> bool:
    sample = body[:65_536]
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", sample)


def _pdf(body: bytes, limits: Limits) -> Reading:
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = pypdf.PdfReader(BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        pages = len(reader.pages)
        if pages > limits.pages:
            raise Unreadable("pages")
        texts = list(_page_texts(reader, pages, limits))
    except DependencyError:
        raise Unreadable("encrypted") from None
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError, AssertionError):
        raise Unreadable("broken") from None
    return _reading(texts, pages, limits)


def _page_texts(reader: Any, pages: int, limits: Limits) -> Iterator[str]:
    """The text of one page after the other, until time or room is over. A broken page is an empty one."""
    begun, room = time.process_time(), limits.characters
    for number in range(pages):
        text = _page_text(reader, number)[:room]
        room -= len(text)
        yield text
        if room <= 0 or time.process_time() - begun >= limits.enough_seconds:
            return


def _page_text(reader: Any, number: int) -> str:
    try:
        return tidy(str(reader.pages[number].extract_text()))
    except (MemoryError, RecursionError):
        raise
    except Exception:
        # pypdf meets broken pages with many kinds of errors; the other pages may still be whole.
        return ""


def tidy(text: str) -> str:
    """A page's text as people read it: no unseen characters, cut words joined, no trailing spaces, few empty lines."""
    lines = "\n".join(
        line.strip() for line in safe_text(text.replace("\u00ad\n", "").replace("\u00ad", "")).split("\n")
    )
    return re.sub(r"\n{3,}", "\n\n", CUT_WORD.sub("", lines)).strip()


def _reading(texts: list[str], pages: int, limits: Limits) -> Reading:
    text = PAGE_BREAK.join(texts)
    if len(LETTER.findall(text[:10_000])) < FEWEST_LETTERS and not LETTER.search(text, 10_000):
        return Reading("empty", "", pages, len(texts))
    reason = "cut" if len(texts) < pages or len(text) >= limits.characters else ""
    return Reading("read", reason, pages, len(texts), text)


def _html(body: bytes, limits: Limits) -> Reading:
    return _words(plain_text(decoded(body)), limits)


def _text(body: bytes, limits: Limits) -> Reading:
    return _words(decoded(body), limits)


def _words(text: str, limits: Limits) -> Reading:
    tidied = tidy(text[: limits.characters]).replace(PAGE_BREAK, "\n")
    if len(LETTER.findall(tidied[:10_000])) < FEWEST_LETTERS:
        return Reading("empty")
    return Reading("read", "cut" if len(text) > limits.characters else "", None, 0, tidied)


def decoded(body: bytes) -> str:
    """Text in UTF-8, else in Windows-1252, which old systems write."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _refusing(code: str) -> Callable[[bytes, Limits], Reading]:
    def refuse(_body: bytes, _limits: Limits) -> Reading:
        raise Unreadable(code)

    return refuse


_READERS: dict[str, Callable[[bytes, Limits], Reading]] = {
    "pdf": _pdf,
    "html": _html,
    "text": _text,
    "image": lambda _body, _limits: Reading("empty"),
    "empty": _refusing("nothing"),
    "office": _refusing("office"),
    "unknown": _refusing("unknown"),
}

if __name__ == "__main__":
    main()
