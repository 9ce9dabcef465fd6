"""Follows every link of the portal once without a browser, and keeps what every answer said, machines' answers too."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.test import Client

from tests.crawl.walking import is_finite

HREF = re.compile(r"""(?:href|src)=["']([^"']+)["']|<loc>([^<]+)</loc>|"(https?://[^"\s]+)\"""")
LEFT_OUT = re.compile(r"^/(static|media|verwaltung|konto)/")


@dataclass
class Reader:
    """All answers of a portal by their addresses."""

    home: str
    answers: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def follow(self, *starts: str) -> None:
        """Read these addresses and all internal ones that they lead to."""
        waiting = deque(starts)
        while waiting:
            address = waiting.popleft()
            if address not in self.answers:
                waiting.extend(self._links(self.read(address), address))

    def read(self, address: str) -> str:
        """What an address answers: text without the folding, packing and escaping of its format."""
        answer: Any = self.client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.statuses[address] = answer.status_code
        self.answers[address] = plain(body, answer.headers.get("Content-Type", "")) + str(dict(answer.items()))
        if answer.has_header("Location"):
            self.answers[address] += f' href="{answer["Location"]}"'
        return self.answers[address]

    def holding(self, words: str) -> list[str]:
        """The addresses whose answers say this."""
        return [address for address, text in self.answers.items() if words.lower() in text.lower()]

    def _links(self, text: str, here: str) -> Iterator[str]:
        for found in HREF.finditer(text):
            url = urldefrag(urljoin(self.home + here, html.unescape(found[1] or found[2] or found[3]))).url
            address = url.removeprefix(self.home)
            parts = urlsplit(address)
            ours = url.startswith(f"{self.home}/") and not LEFT_OUT.search(parts.path)
            if ours and ("cursor=" in address or is_finite(parts.path, dict(parse_qsl(parts.query)))):
                yield address


def plain(body: bytes, kind: str) -> str:
    """An answer as one text in which a word of several letters is not broken by the format."""
    if "spreadsheet" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    text = body.decode("utf-8", "replace")
    if "calendar" in kind:
        return text.replace("\r\n ", "")
    if "json" in kind:
        return json.dumps(json.loads(text), ensure_ascii=False)
    return text
