"""What all checks of one run share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from roterfaden.council.conformance.fetch import Client
from roterfaden.council.conformance.findings import Findings
from roterfaden.council.conformance.register import Register

#: Tells how far a step is: what is done, how many are done, how many there are (None: unknown).
Progress = Callable[[str, int, int | None], None]


def silent(step: str, done: int, total: int | None) -> None:
    """No progress."""


@dataclass(frozen=True)
class Options:
    """How thorough. `sample`: single objects, dangling links and files asked a type; `limit`: objects read a list."""

    full: bool = False
    limit: int = 0
    sample: int = 8
    files: bool = True
    #: Only this host is asked (`host:port`); empty: any. What lies elsewhere is not checked.
    only_host: str = ""

    @property
    def at_most(self) -> int:
        """Size of samples, 0 for all."""
        return 0 if self.full else self.sample


@dataclass
class Run:
    """One check of one endpoint."""

    url: str
    version: str
    client: Client
    findings: Findings
    register: Register
    options: Options
    now: datetime
    progress: Progress = silent
    lists: dict[str, str] = field(default_factory=dict)
    #: Sentences on what was left out.
    skipped: list[str] = field(default_factory=list)
    truncated: bool = False

    def add(self, code: str, url: str, subject: str = "", detail: str = "") -> None:
        """Note a finding."""
        self.findings.add(code, url, subject, detail)
