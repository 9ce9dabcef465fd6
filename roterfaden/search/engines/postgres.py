"""The shared engine: PostgreSQL's full-text search over words of our analyser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import structlog
from django.db import ProgrammingError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import UndefinedTable

from roterfaden.search.analysis import clean, number_keys
from roterfaden.search.engines import sql
from roterfaden.search.engines import tables as generations
from roterfaden.search.engines.base import EXCERPT_SOURCE, Found, NotReady, Request
from roterfaden.search.engines.reading import Reading
from roterfaden.search.engines.schema import weight
from roterfaden.search.engines.tables import Tables
from roterfaden.search.engines.tsvector import vector
from roterfaden.search.registry import Document
from roterfaden.search.suppressed import suppressed_uids

log = structlog.get_logger(__name__)

#: Words that typing errors are compared with, and how many of them a writer remembers.
MIN_WORD, MAX_WORD, MOST_KNOWN = 4, 60, 200_000


class PostgresWriter:
    """Writes into the tables of one generation. Each replacement is a transaction of its own."""

    def __init__(self, database: BaseDatabaseWrapper, tables: Tables) -> None:
        self._database = database
        self._names = {"documents": tables.documents, "words": tables.words}
        self._known: set[str] = set()
        self._words: set[str] = set()

    def replace(self, uids: Sequence[str], documents: Iterable[Document]) -> None:
        """Take the documents with these keys out, put `documents` in."""
        rows = [self._row(document) for document in documents]
        with transaction.atomic(using=self._database.alias), self._database.cursor() as cursor:
            if uids:
                cursor.execute(sql.DELETE.format(**self._names), [list(uids)])
            if rows:
                cursor.executemany(sql.INSERT.format(**self._names), rows)
            if self._words:
                cursor.execute(sql.INSERT_WORDS.format(**self._names), [sorted(self._words)])
        self._remember()

    def commit(self) -> None:
        """Nothing is left to do: every replacement is committed."""

    def _remember(self) -> None:
        """Words written once are not written again by this writer."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        self._known |= self._words
        self._words = set()

    def _row(self, document: Document) -> list[Any]:
        title, body = clean(document.title, 2_000), clean(document.body)
        titles = vector(" ".join((*document.numbers, title)))
        everything = vector(" ".join((*document.numbers, title, "\n", document.context, "\n", body)))
        fresh = everything.words - self._known
        self._words.update(word for word in fresh if MIN_WORD <= len(word) <= MAX_WORD and word.isalpha())
        number = document.numbers[0] if document.numbers else ""
        keys = list(dict.fromkeys(key for text in document.numbers for key in number_keys(text)))
        facets = [f"{key}={value}" for key, value in (("kind", document.kind), *document.facets)]
        texts = [clean(text, 2_000) for text in (document.url, title, number, document.context)]
        searched = [document.date, document.language[:20], weight(document), titles.text, everything.text]
        return [document.uid, document.kind, document.pk, keys, facets, *texts, body[:EXCERPT_SOURCE], *searched]


class PostgresEngine:
    """Searches and writes the index in the database."""

    def __init__(self, database: BaseDatabaseWrapper | None = None) -> None:
        self.database: Any = database or connection

    def ready(self) -> bool:
        """Whether there is a generation in use."""
        try:
            generations.in_use(self.database)
        except NotReady:
            return False
        return True

    def search(self, request: Request) -> Found:
        """Find."""
        try:
            return self._search(request)
        except ProgrammingError as error:
            if not isinstance(error.__cause__, UndefinedTable):
                raise
        return self._search(request)  # A rebuild dropped the old tables just now.

    def create(self) -> None:
        """An empty index in place of whatever there is."""
        with self.rebuilder():
            pass

    @contextmanager
    def writer(self) -> Iterator[PostgresWriter]:
        """Write to the generation in use."""
        yield PostgresWriter(self.database, generations.in_use(self.database))

    @contextmanager
    def rebuilder(self) -> Iterator[PostgresWriter]:
        """Fill a new generation beside the one in use, then put it in its place."""
        tables = generations.make(self.database)
        writer = PostgresWriter(self.database, tables)
        yield writer
        writer.commit()
        generations.index(self.database, tables)
        generations.use(self.database, tables)
        generations.drop_others(self.database, keep=tables)

    def _search(self, request: Request) -> Found:
        hidden = suppressed_uids()
        tables = generations.in_use(self.database)
        if not request.query:
            return Found()
        with transaction.atomic(using=self.database.alias):
            with self.database.cursor() as cursor:
                cursor.execute(sql.NO_JIT)
            return self._read(Reading(self.database, tables, request, hidden))

    def _read(self, reading: Reading) -> Found:
        found = reading.find()
        wanted = reading.request.query.wanted
        if found.total or not wanted:
            return found
        reading.look_for_similar()
        found = reading.find() if reading.similar else found
        if not found.total and len(wanted) > 1:
            found = reading.find(relaxed=True)
        return replace(found, unknown=reading.unknown)
