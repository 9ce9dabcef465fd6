"""One run over one source, from the first request to the report."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, OperationalError
from django.utils import timezone

from roterfaden.council.derive import derive_pending
from roterfaden.council.models import IdAlias, ImportRun, PageState, Source
from roterfaden.council.sources.base import Finding, Page, Reader, UnpublishedError
from roterfaden.council.sources.registry import READERS
from roterfaden.council.sync.desk import SourceDesk
from roterfaden.council.sync.flatten import Flattener, Node
from roterfaden.council.sync.ids import Ids
from roterfaden.council.sync.resolve import Resolver
from roterfaden.council.sync.system import write_system
from roterfaden.council.sync.vanish import ImplausibleError, Vanish
from roterfaden.council.sync.writer import Writer, abnormal_of, owners_of
from roterfaden.kit.http import FetchError, PoliteClient
from roterfaden.search.indexer import drain

#: Called with (what is being done, how much of it, of how much or None).
Progress = Callable[[str, int, int | None], None]
#: An unfinished run this young is gone on with.
RESUME_WITHIN = timedelta(days=2)


def silent(_what: str, _done: int, _total: int | None) -> None:
    """No progress shown."""


@dataclass
class Engine:
    """Reads one source once. `run()` returns the finished ImportRun; it raises only for bugs and full disks."""

    source: Source
    client: PoliteClient
    mode: str
    progress: Progress = silent
    now: datetime = field(default_factory=timezone.now)
    pulse: Callable[[], None] = lambda: None

    def run(self) -> ImportRun:
        """Read, write, judge what vanished, derive, index; then report."""
        began = time.perf_counter()
        self._prepare()
        try:
            outcome, message = self._read()
        except (OperationalError, DatabaseError, OSError) as error:
            self._finish(ImportRun.Outcome.FAILED, explain(error), began)
            raise
        indexed = time.perf_counter()
        self._index()
        self.figures["index_seconds"] = round(time.perf_counter() - indexed, 2)
        return self._finish(outcome, message, began)

    def _prepare(self) -> None:
        self.figures: dict[str, Any] = {}
        resumed = self._resumed_from()
        self.import_run = ImportRun.objects.create(source=self.source, mode=self.mode)
        since = self.source.last_complete_at - timedelta(days=1) if self.source.last_complete_at else None
        self.desk = SourceDesk(
            self.source,
            self.client,
            self.now,
            since=since if self.mode == "incremental" else None,
            resumed_from=resumed,
            pulse=self.pulse,
        )
        self.reader: Reader = READERS[self.source.kind](self.source.url, self.desk)
        self.desk.reader = self.reader.version
        aliases = dict(IdAlias.objects.filter(source=self.source).values_list("alias", "key"))
        self.ids = Ids(self.source.base, tuple(self.source.former_bases), aliases)
        self.resolver = Resolver(self.source, self.now)
        self.resolver.load_hidden()
        self.flattener = Flattener(self.ids, self.desk.report)
        self.writer = Writer(self.source, self.import_run, self.ids, self.resolver, self.desk.report)
        self.writer.abnormal, self.writer._owners = abnormal_of(self.source), owners_of(self.source)
        self.seen: set[tuple[str, str]] = set()
        self.types_read: set[str] = set()
        self.done: dict[str, int] = {}

    def _resumed_from(self) -> datetime | None:
        """When the run began that was killed, if there is one to go on with."""
        last = ImportRun.objects.filter(source=self.source).first()
        if last and last.outcome == ImportRun.Outcome.RUNNING and last.started > timezone.now() - RESUME_WITHIN:
            ImportRun.objects.filter(source=self.source, outcome=ImportRun.Outcome.RUNNING).update(
                outcome=ImportRun.Outcome.INCOMPLETE, finished=timezone.now(), message="abgebrochen"
            )
            return last.started
        return None

    # --- reading ----------------------------------------------------------------------------------------------------

    def _read(self) -> tuple[str, str]:
        try:
            system = self.reader.system()
            write_system(self.source, system)
            for body in system.get("body", []):
                self._take("Body", body)
            for page in self.reader.pages():
                self._page(page)
        except FetchError as error:
            self.desk.report(Finding("reading-broken", error.url, str(error)))
            self.desk.incomplete(error.url, str(error))
        outcome, message = self._judge()
        self.progress("Ableiten", 0, None)
        derive_pending(progress=lambda done, total: self.progress("Ableiten", done, total))
        return outcome, message

    def _page(self, page: Page) -> None:
        self.types_read.add(page.kind)
        if page.unchanged:
            self._unchanged(page)
            return
        groups = [self.flattener.flatten(obj, page.kind, page.body) for obj in page.objects]
        top = [(group[0].oparl_type, group[0].key) for group in groups if group and not group[0].deleted]
        self.seen.update(top)
        self.writer.write_page((group for group in groups if group), page, self._state(page, top))
        self._count(page.kind, len(page.objects), page.total)

    def _unchanged(self, page: Page) -> None:
        """What stood there last time still stands – also what was missing meanwhile, which must be read again."""
        state = PageState.objects.filter(source=self.source, url=page.url[:2000]).first()
        keys = [(kind, key) for kind, key in state.keys] if state else []
        self.seen.update(keys)
        if back := [pair for pair in keys if pair in self.writer.abnormal]:
            self._revive(back)
        self._count(page.kind, len(keys), None)

    def _revive(self, keys: list[tuple[str, str]]) -> None:
        for kind, key in keys:
            with suppress(UnpublishedError):
                if body := self.reader.one(self.source.full_id(key), kind):
                    self._take(kind, body)

    def _take(self, oparl_type: str, obj: dict[str, Any]) -> None:
        """Write one object that is on no page."""
        nodes: list[Node] = self.flattener.flatten(obj, oparl_type)
        if nodes:
            self.seen.add((oparl_type, nodes[0].key))
            self.writer.write_page([nodes], None, None)

    def _state(self, page: Page, keys: list[tuple[str, str]]) -> PageState | None:
        """What to remember of a page: not of OParl's filtered lists, whose address is another each day."""
        is_filtered = self.desk.since is not None and self.source.kind == Source.Kind.OPARL
        if is_filtered or not page.digest:
            return None
        return PageState(
            source=self.source,
            url=page.url[:2000],
            etag=page.etag[:300],
            last_modified=page.last_modified[:80],
            digest=page.digest,
            reader=self.reader.version,
            keys=[list(pair) for pair in keys],
            next_url=page.next_url[:2000],
            read_at=timezone.now(),
        )

    def _count(self, kind: str, number: int, total: int | None) -> None:
        self.done[kind] = self.done.get(kind, 0) + number
        self.progress(kind, self.done[kind], total)
        self.pulse()

    # --- judging and reporting --------------------------------------------------------------------------------------

    def _judge(self) -> tuple[str, str]:
        """Outcome and message; what vanished is judged only after a full reading without gaps."""
        if self.desk.gaps:
            return ImportRun.Outcome.INCOMPLETE, "; ".join(f"{what}: {why}" for what, why in self.desk.gaps[:5])
        if self.desk.since is not None:
            return ImportRun.Outcome.COMPLETE, ""
        vanish = Vanish(self.desk, self.reader, self.resolver, self._take)
        try:
            vanish.settle(self.seen, self.types_read)
        except ImplausibleError as error:
            return ImportRun.Outcome.STOPPED, str(error)
        finally:
            for oparl_type, counts in vanish.counts.items():
                self.writer.counts[oparl_type].update({name: n for name, n in counts.items() if n})
        return ImportRun.Outcome.COMPLETE, ""

    def _index(self) -> None:
        drain(limit_seconds=600, progress=lambda done, total: self.progress("Suchindex", done, total))

    def _finish(self, outcome: str, message: str, began: float) -> ImportRun:
        counters = self.client.counters
        self.figures |= {
            "seconds": round(time.perf_counter() - began, 2),
            "peak_mb": peak_mb(),
            "requests": counters.requests,
            "not_modified": counters.not_modified,
            "bytes": counters.bytes,
            "retries": counters.retries,
            "longest_transaction_ms": round(self.writer.longest * 1000),
            "stubs": self.resolver.stubs,
        }
        run, finished = self.import_run, timezone.now()
        run.outcome, run.message, run.finished = outcome, message, finished
        run.counts = self._all_counts()
        run.findings, run.figures = self.desk.findings.codes, self.figures
        run.save()
        if outcome == ImportRun.Outcome.COMPLETE:
            self.source.last_complete_at = self.now
            if self.desk.since is None:
                self.source.last_full_at = self.now
        self.source.next_run_at = finished + timedelta(hours=self.source.every_hours)
        self.source.save(update_fields=["last_complete_at", "last_full_at", "next_run_at"])
        return run

    def _all_counts(self) -> dict[str, dict[str, int]]:
        kinds = {**dict.fromkeys(self.done), **dict.fromkeys(self.writer.counts)}
        seen = {kind: {"seen": number} for kind, number in self.done.items()}
        return {
            kind: seen.get(kind, {}) | {name: n for name, n in self.writer.counts[kind].items() if n} for kind in kinds
        }


def explain(error: Exception) -> str:
    """A database or disk error in words."""
    text = str(error).lower()
    if "full" in text or "no space" in text:
        return (
            "Kein Platz mehr auf dem Datenträger. Was gelesen war, ist gespeichert; "
            "nach dem Freiräumen noch einmal starten."
        )
    if "locked" in text:
        return "Die Datenbank war zu lange belegt. Was gelesen war, ist gespeichert; noch einmal starten."
    return f"{type(error).__name__}: {error}"


def peak_mb() -> int:
    """The highest memory use of this process so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
