"""The reader's side of a run: fetching, what was remembered, and what was noticed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from roterfaden.council.models import Meeting, PageState, Paper, Source
from roterfaden.council.models.base import PUBLIC_STATES
from roterfaden.council.sources.base import Finding, Remembered
from roterfaden.kit.http import Answer, PoliteClient

#: Examples kept of each finding; the count is exact.
EXAMPLES = 20
#: A paper without a final answer is looked at again for so long.
WATCH = timedelta(days=400)


@dataclass
class Findings:
    """Findings of a run, counted by code."""

    codes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        """Count a finding and keep the first examples."""
        entry = self.codes.setdefault(finding.code, {"count": 0, "examples": []})
        entry["count"] += 1
        if len(entry["examples"]) < EXAMPLES:
            entry["examples"].append({"url": finding.url[:500], "detail": finding.detail[:500]})


@dataclass
class SourceDesk:
    """`sources.base.Desk` over a polite client and the database."""

    source: Source
    client: PoliteClient
    now: datetime
    since: datetime | None = None
    #: A run that was killed began then: what it read anew is not asked for again.
    resumed_from: datetime | None = None
    reader: str = ""
    findings: Findings = field(default_factory=Findings)
    gaps: list[tuple[str, str]] = field(default_factory=list)
    pulse: Callable[[], None] = lambda: None

    def get(
        self, url: str, headers: Mapping[str, str] | None = None, *, validate: Callable[[Answer], None] | None = None
    ) -> Answer:
        """See `Desk.get`."""
        self.pulse()
        if self.resumed_from and self.since is None and self._is_fresh(url):
            return Answer(url=url, status=304)
        return self.client.get(url, headers, validate=validate)

    def remembered(self, url: str) -> Remembered | None:
        """See `Desk.remembered`."""
        state = PageState.objects.filter(source=self.source, url=url[:2000], reader=self.reader).first()
        if state is None:
            return None
        return Remembered(state.etag, state.last_modified, state.digest, state.next_url)

    def report(self, finding: Finding) -> None:
        """See `Desk.report`."""
        self.findings.add(finding)

    def incomplete(self, what: str, why: str) -> None:
        """See `Desk.incomplete`."""
        self.gaps.append((what, why))

    def watched(self, kind: str) -> list[str]:
        """See `Desk.watched`."""
        recent = self.now - WATCH
        rows: QuerySet[Any]
        if kind == "Paper":
            rows = Paper.objects.filter(Q(date__gte=recent.date()) | Q(next_date__isnull=False) | Q(date__isnull=True))
        else:
            rows = Meeting.objects.filter(start__gte=recent)
        keys = rows.filter(source=self.source, state__in=PUBLIC_STATES).order_by("-pk").values_list("key", flat=True)
        return [self.source.full_id(key) for key in keys]

    def _is_fresh(self, url: str) -> bool:
        return PageState.objects.filter(
            source=self.source, url=url[:2000], reader=self.reader, read_at__gte=self.resumed_from
        ).exists()
