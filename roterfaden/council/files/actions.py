"""Reading files: one worker at a time, one file after the other, each in a short transaction of its own.

Nothing is fetched inside a transaction. A kill loses at most the file at hand, which then still waits.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from roterfaden.council.files import mirror, queue, storing
from roterfaden.council.files.extract import Extracted, extract
from roterfaden.council.files.fetch import Fetched, Result, fetch, files_client
from roterfaden.council.models import File, FileText, Source
from roterfaden.kit.http import PoliteClient
from roterfaden.operation.leases import Busy, Held, lease

LEASE = "council.files"
#: Longer than one file takes at most (180 s for fetching, twice; 60 s for reading).
LEASE_LENGTH = timedelta(minutes=10)
RENEW_SECONDS = 60.0
BATCH = 50
#: After so many files of one source in a row that could not be fetched now, the rest of it waits for the next run.
PATIENCE = 3

Report = Callable[[int], None]
Extract = Callable[[bytes, str], Extracted]


@dataclass
class FileReader:
    """Reads files. `tally` counts what became of them."""

    client: PoliteClient
    held: Held
    #: Also copy files of sources that are not mirrored as a whole.
    mirror_all: bool = False
    extract: Extract = extract
    clock: Callable[[], float] = time.monotonic
    tally: Counter[str] = field(default_factory=Counter)
    failures: Counter[int] = field(default_factory=Counter)
    renewed: float = field(default_factory=time.monotonic)

    def read(self, file: File) -> None:
        """Fetch a file, read its text, copy it if wanted, write what was found."""
        self._renew()
        wants_copy = self._wants_copy(file)
        unchanged_entry = bool(file.fetched_at and file.changed_at <= file.fetched_at)
        conditional = unchanged_entry and not (wants_copy and not file.mirror_path)
        fetched = fetch(self.client, file, file.content_etag if conditional else "")
        self.failures[file.source_id] = self.failures[file.source_id] + 1 if fetched.result is Result.LATER else 0
        what: str = self._settle(file, fetched, wants_copy)
        self.tally[what] += 1

    def _settle(self, file: File, fetched: Fetched, wants_copy: bool) -> str:
        now = timezone.now()
        if fetched.result is Result.LATER:
            storing.store_delay(file, fetched.reason, now)
        elif fetched.result is Result.SAME:
            storing.store_same(file, now)
        elif fetched.result is Result.BODY:
            return self._settle_body(file, fetched, wants_copy)
        else:
            absent = fetched.result is Result.ABSENT
            state = File.TextState.ABSENT if absent else File.TextState.UNREADABLE
            insist = wants_copy and not file.mirror_path
            storing.store_failure(file, state, fetched.reason, now, insist)
        return str(fetched.result.value)

    def _settle_body(self, file: File, fetched: Fetched, wants_copy: bool) -> str:
        path = mirror.keep(fetched.body) if wants_copy else ""
        known = file.content_sha256 == fetched.sha256 and file.text_state != File.TextState.WAITING
        if known:
            storing.store_same(file, timezone.now(), fetched.etag, path)
            return "same"
        extracted = self.extract(fetched.body, file.mime_type)
        changed = self._is_real_change(file, fetched, extracted)
        content = storing.Content(fetched.sha256, fetched.etag, extracted, path, changed)
        storing.store_content(file, content, timezone.now())
        return str(extracted.state)

    def _is_real_change(self, file: File, fetched: Fetched, extracted: Extracted) -> bool:
        """Whether other bytes are another file. Some systems print the PDF anew for each request: then the text is the
        same, and a second request gives yet other bytes."""
        if not file.content_sha256 or file.content_sha256 == fetched.sha256:
            return False
        before = FileText.objects.filter(file=file).values_list("text", flat=True).first() or ""
        if before != extracted.text:
            return True
        again = fetch(self.client, file)
        return again.result is not Result.BODY or again.sha256 == fetched.sha256

    def _wants_copy(self, file: File) -> bool:
        """A file that was copied once is copied again when it changes: its copy must be what its hash says."""
        return self.mirror_all or file.source.mirror_files or bool(file.mirror_path)

    def tired_sources(self) -> list[int]:
        """Sources that do not answer at the moment."""
        return [source for source, count in self.failures.items() if count >= PATIENCE]

    def _renew(self) -> None:
        if self.clock() - self.renewed > RENEW_SECONDS:
            self.held.renew()
            self.renewed = self.clock()


def read_waiting(
    limit: int | None = None,
    *,
    seconds: float | None = None,
    source: Source | None = None,
    client: PoliteClient | None = None,
    report: Report = lambda done: None,
) -> Counter[str]:
    """Read files that wait or are due again, up to `limit` or for `seconds`. Raises Busy where another worker is.

    What became of them is counted: read, empty, unreadable, absent, impossible, same, later.
    """
    queues = [
        lambda: queue.waiting(timezone.now(), source),
        lambda: queue.due_again(timezone.now(), source),
        lambda: queue.to_mirror(timezone.now(), source),
    ]
    return _run(queues, False, limit, seconds, client, report)


def mirror_files(
    limit: int | None = None,
    *,
    source: Source | None = None,
    client: PoliteClient | None = None,
    report: Report = lambda done: None,
) -> Counter[str]:
    """Copy the files that have no copy yet, whatever the source's setting says; those that wait are read as well."""
    queues = [
        lambda: queue.waiting(timezone.now(), source),
        lambda: queue.to_mirror(timezone.now(), source, every_source=True),
    ]
    return _run(queues, True, limit, None, client, report)


def work(seconds: float) -> int:
    """A slice of work for the scheduler. How many files were treated; 0 also where another worker is at it."""
    try:
        return read_waiting(seconds=seconds).total()
    except Busy:
        return 0


def is_work_waiting() -> bool:
    """A cheap question for the scheduler."""
    now = timezone.now()
    return any(rows.exists() for rows in (queue.waiting(now), queue.due_again(now), queue.to_mirror(now)))


Queue = Callable[[], "QuerySet[File]"]


def _run(
    queues: list[Queue],
    mirror_all: bool,
    limit: int | None,
    seconds: float | None,
    client: PoliteClient | None,
    report: Report,
) -> Counter[str]:
    end = time.monotonic() + seconds if seconds is not None else None
    with lease(LEASE, LEASE_LENGTH) as held, client or files_client() as polite:
        reader = FileReader(polite, held, mirror_all)
        for number, file in enumerate(_next_files(queues, reader), 1):
            reader.read(file)
            report(number)
            if (limit is not None and number >= limit) or (end is not None and time.monotonic() >= end):
                break
        return reader.tally


def _next_files(queues: list[Queue], reader: FileReader) -> Iterator[File]:
    """File after file, each once in a run; a file that was read leaves its queue by what is written of it.

    Sources that do not answer are left out.
    """
    seen: set[int] = set()
    for rows in queues:
        while batch := [f for f in rows().exclude(source__in=reader.tired_sources())[:BATCH] if f.pk not in seen]:
            for file in batch:
                if file.source_id not in reader.tired_sources():
                    seen.add(file.pk)
                    yield file
