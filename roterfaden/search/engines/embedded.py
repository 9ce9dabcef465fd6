"""The embedded engine: tantivy in a folder of ours.

Every index is a folder of its own below the root; the file CURRENT names the one in use and is replaced atomically, so
that a rebuild that is killed leaves nothing but a folder that the next one clears away.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
import tantivy

from roterfaden.search.engines.base import FORMAT, MOST_HITS, Counts, Found, NotReady, Precision, Request
from roterfaden.search.engines.compile import Compiler, restricted, sampled
from roterfaden.search.engines.schema import SAMPLES, packed, schema, unpacked
from roterfaden.search.registry import Document
from roterfaden.search.suppressed import suppressed_uids

log = structlog.get_logger(__name__)

#: Memory of a writer; the smallest the index accepts for one thread is 15 MB.
HEAP = 24_000_000
MOST_VALUES = 1_000


class EmbeddedWriter:
    """Writes into one folder."""

    def __init__(self, index: tantivy.Index) -> None:
        self._writer = index.writer(heap_size=HEAP, num_threads=1)

    def replace(self, uids: Sequence[str], documents: Iterable[Document]) -> None:
        """Take the documents with these keys out, put `documents` in."""
        for uid in uids:
            self._writer.delete_documents_by_term("uid", uid)
        for document in documents:
            self._writer.add_document(packed(document))

    def commit(self) -> None:
        """Make everything written so far visible."""
        self._writer.commit()

    def close(self) -> None:
        """Wait until the folder is in order."""
        self._writer.wait_merging_threads()


class EmbeddedEngine:
    """Searches and writes the index below `root`. One instance a process; opened when first needed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._opened: tuple[Any, tantivy.Index] | None = None

    def ready(self) -> bool:
        """Whether the index in use can be read."""
        try:
            self._index()
        except NotReady:
            return False
        return True

    def search(self, request: Request) -> Found:
        """Find. A damaged index is told from a wrong query by nothing: no query of ours is wrong."""
        hidden = suppressed_uids()
        with _damage_is_not_ready():
            searcher = self._index().searcher()
            if not request.query:
                return Found()
            found = self._search(searcher, request, hidden)
            if not found.total and request.query.wanted:
                found = self._search(searcher, request, hidden, forgiving=True)
            if not found.total and len(request.query.wanted) > 1:
                found = self._search(searcher, request, hidden, forgiving=True, relaxed=True)
        return found

    def create(self) -> None:
        """An empty index in place of whatever there is."""
        with self.rebuilder():
            pass

    @contextmanager
    def writer(self) -> Iterator[EmbeddedWriter]:
        """Write to the index in use."""
        writer = EmbeddedWriter(self._index())
        try:
            yield writer
        finally:
            writer.close()

    @contextmanager
    def rebuilder(self) -> Iterator[EmbeddedWriter]:
        """Write a new index beside the one in use, then put it in its place."""
        name = f"{FORMAT}-{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        folder = self.root / name
        folder.mkdir(parents=True)
        try:
            writer = EmbeddedWriter(tantivy.Index(schema(), path=str(folder)))
            yield writer
            writer.commit()
            writer.close()
            self._use(name)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._clear(keep=name)

    def _use(self, name: str) -> None:
        new = self.root / f".{name}"
        with new.open("w", encoding="ascii") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.root / "CURRENT")

    def _clear(self, keep: str) -> None:
        for path in self.root.iterdir():
            if path.is_dir() and path.name != keep:
                shutil.rmtree(path, ignore_errors=True)

    def _current(self) -> Path:
        try:
            name = (self.root / "CURRENT").read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            raise NotReady("no index") from None
        if not name.startswith(f"{FORMAT}-") or "/" in name:
            raise NotReady("an index of another format")
        return self.root / name

    def _index(self) -> tantivy.Index:
        """The index in use as its last commit left it. A rebuild may take the folder away just now: ask again."""
        try:
            return self._opened_index(self._current())
        except NotReady:
            return self._opened_index(self._current())

    def _opened_index(self, folder: Path) -> tantivy.Index:
        """The index in a folder, opened once a process and followed from then on."""
        with self._lock, _damage_is_not_ready():
            state = (os.getpid(), folder, _stamp(folder / "meta.json"))
            if self._opened and self._opened[0] == state:
                return self._opened[1]
            if self._opened and self._opened[0][:2] == state[:2]:
                index = self._opened[1]
            else:
                index = tantivy.Index.open(str(folder))
                index.config_reader("manual")
            index.reload()
            self._opened = (state, index)
            return index

    def _search(
        self,
        searcher: tantivy.Searcher,
        request: Request,
        hidden: list[str],
        *,
        forgiving: bool = False,
        relaxed: bool = False,
    ) -> Found:
        compiler = Compiler(searcher, forgiving)
        query = compiler.compile(request.query, relaxed)
        within = restricted(query, request.filters, hidden)
        order: Any = {"order_by_field": "day"} if request.newest_first else {"weight_by_field": "weight"}
        result: Any = searcher.search(within, request.limit, offset=request.offset, **order)
        hits = [unpacked(searcher.doc(address)) for _, address in result.hits]
        found = Found(result.count, hits, relaxed=relaxed, unknown=tuple(compiler.unknown))
        return replace(found, counts=_counts(searcher, query, request, hidden, result.count)) if result.count else found


def _counts(searcher: tantivy.Searcher, query: Any, request: Request, hidden: list[str], total: int) -> Counts:
    """Counts of each facet within all other filters, estimated from a sample where there are very many hits."""
    estimated = total > MOST_HITS
    open_facets = [key for key in request.facets if key not in request.filters]
    values = _values(searcher, restricted(query, request.filters, hidden), open_facets, estimated)
    for key in set(request.facets) & set(request.filters):
        others = {other: value for other, value in request.filters.items() if other != key}
        values |= _values(searcher, restricted(query, others, hidden), [key], estimated)
    return Counts(values, Precision.ESTIMATED if estimated else Precision.EXACT)


def _values(searcher: tantivy.Searcher, query: Any, keys: list[str], estimated: bool) -> dict[str, Any]:
    terms = {"terms": {"field": "facets", "size": MOST_VALUES}}
    answer = searcher.aggregate(sampled(query) if estimated else query, {"values": terms})
    found: dict[str, list[tuple[str, int]]] = {key: [] for key in keys}
    for bucket in answer["values"]["buckets"]:
        key, _, value = str(bucket["key"]).partition("=")
        if key in found:
            found[key].append((value, int(bucket["doc_count"]) * (SAMPLES if estimated else 1)))
    return found


def _stamp(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


@contextmanager
def _damage_is_not_ready() -> Iterator[None]:
    """Whatever goes wrong while reading an index means that it must be built anew."""
    try:
        yield
    except NotReady:
        raise
    except BaseException as error:
        # The library's panics are no Exceptions.
        if not isinstance(error, ValueError | OSError | RuntimeError) and type(error).__name__ != "PanicException":
            raise
        with contextlib.suppress(Exception):
            log.error("search_index_damaged", error=str(error))
        raise NotReady(str(error)) from error
