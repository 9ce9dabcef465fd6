"""Asking the endpoint: what comes back, and what every JSON answer must have."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from roterfaden.council.conformance.findings import Findings
from roterfaden.kit import json
from roterfaden.kit.http.answer import Answer
from roterfaden.kit.http.errors import FetchError

Json = dict[str, Any]


class Fetch(Protocol):
    """Asks one address; raises `kit.http.errors.FetchError` where no answer comes."""

    def __call__(self, url: str, headers: Mapping[str, str], method: str = "GET") -> Answer: ...


@dataclass(frozen=True)
class Reply:
    """What an address answered. `status` 0: nothing came. `value` None: not JSON."""

    url: str
    status: int = 0
    value: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Where the answer came from in the end.
    final: str = ""

    @property
    def failed(self) -> bool:
        """No answer, or a server error: a finding of its own, which says nothing about the address."""
        return not self.status or self.status >= 500

    @property
    def object(self) -> Json | None:
        """The value if it is a JSON object of a good answer."""
        return self.value if self.status == 200 and isinstance(self.value, dict) else None


def is_error_object(value: object) -> bool:
    """Whether a value is OParl's Error object."""
    kind = value.get("type") if isinstance(value, dict) else None
    return isinstance(kind, str) and kind.rstrip("/").lower().endswith("/error")


class Client:
    """Fetches, counts, and notes what is wrong with the answer itself."""

    def __init__(self, fetch: Fetch, findings: Findings) -> None:
        self.fetch = fetch
        self.findings = findings
        self.requests = 0

    def ask(self, url: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer | None:
        """The plain answer, or None (and a finding) where none came."""
        self.requests += 1
        try:
            return self.fetch(url, headers or {}, method)
        except FetchError as error:
            self.findings.add("unreachable", url, detail=str(error))
            return None

    def read(self, url: str) -> Reply:
        """The answer as JSON, its headers checked. Statuses below 500 are left to the caller."""
        answer = self.ask(url)
        if answer is None:
            return Reply(url)
        if answer.status >= 500:
            self.findings.add("server-error", url, detail=f"HTTP {answer.status}")
            return Reply(url, answer.status, None, answer.headers)
        return Reply(url, answer.status, self._parsed(url, answer), answer.headers, answer.url)

    def _parsed(self, url: str, answer: Answer) -> Any:
        self._check_headers(url, answer)
        try:
            return json.parse(answer.body)
        except json.JsonError as error:
            if answer.status == 200:
                self.findings.add("json-invalid", url, detail=str(error))
            return None

    def _check_headers(self, url: str, answer: Answer) -> None:
        """Sections 2.3 (no cookies), 2.4 (JSON in UTF-8 without BOM) and 2.6 (CORS)."""
        kind = answer.headers.get("content-type", "").lower()
        if answer.headers.get("access-control-allow-origin", "") != "*":
            self.findings.add("cors-missing", url)
        if "set-cookie" in answer.headers:
            self.findings.add("cookie", url)
        if answer.body.startswith(codecs.BOM_UTF8):
            self.findings.add("json-bom", url)
        if answer.status == 200 and kind.split(";")[0].strip() != "application/json":
            self.findings.add("content-type", url, detail=kind)
        if "charset=" in kind and "utf-8" not in kind:
            self.findings.add("charset", url, detail=kind)
