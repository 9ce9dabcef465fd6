"""Reads the demonstration's sources without a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from roterfaden.council.sources.base import Finding, Json, Remembered
from roterfaden.demo.source import DemoSource
from roterfaden.demo.transport import DemoTransport
from roterfaden.kit.http import Answer, Manners, PoliteClient, polite_client

SITE_URL = "http://127.0.0.1:8000"
ANCHOR = date(2026, 5, 13)


@dataclass
class DemoDesk:
    """A desk over the demonstration as it stands on `today`."""

    today: date = ANCHOR
    anchor: date = ANCHOR
    since: datetime | None = None
    findings: list[Finding] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        transport = DemoTransport(DemoSource(self.anchor, self.today, SITE_URL))
        self.client: PoliteClient = polite_client(transport=transport, manners=Manners(interval=0))

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, *, validate: Callable[[Answer], None] | None = None
    ) -> Answer:
        return self.client.get(url, headers, validate=validate)

    def remembered(self, url: str) -> Remembered | None:
        return None

    def report(self, finding: Finding) -> None:
        self.findings.append(finding)

    def incomplete(self, what: str, why: str) -> None:
        self.gaps.append(what)

    def watched(self, kind: str) -> list[str]:
        return []


def of_type(objects: list[Json], name: str) -> list[Json]:
    """The objects of an OParl type."""
    return [obj for obj in objects if obj["type"].endswith(f"/{name}")]
