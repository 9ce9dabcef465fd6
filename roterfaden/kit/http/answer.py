"""What an address answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roterfaden.kit import json

CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """An answer, read to its end. `url` is the last one after redirects; names of headers are lower-case."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    elapsed: float = 0.0

    def text(self) -> str:
        """The body as text, by the declared charset (UTF-8 where none is); what cannot be decoded is replaced."""
        found = CHARSET.search(self.headers.get("content-type", ""))
        try:
            return self.body.decode(found[1] if found else "utf-8-sig", "replace")
        except (LookupError, ValueError):
            return self.body.decode("utf-8-sig", "replace")

    def json(self) -> Any:
        """The body as JSON; raises `kit.json.JsonError`."""
        return json.parse(self.body)
