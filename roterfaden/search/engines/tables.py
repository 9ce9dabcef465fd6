"""The shared index in PostgreSQL: a generation is a pair of tables; one row names the one in use.

A rebuild fills tables of a new generation and puts their name into that row, in one transaction.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from roterfaden.search.engines.base import FORMAT, NotReady
from roterfaden.search.models import SharedIndex

#: The key of the one row.
ONLY = 1
_NAME = re.compile(rf"g{FORMAT}_[0-9a-f]{{8}}$")
# Long columns lie apart, so that what is counted and sorted lies close together.
_TABLES = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE {documents} (
    uid text PRIMARY KEY, kind text NOT NULL, pk bigint NOT NULL,
    number_keys text[] NOT NULL, facets text[] NOT NULL,
    url text NOT NULL, title text NOT NULL, number text NOT NULL, context text NOT NULL, body text NOT NULL,
    day date, language text NOT NULL, weight real NOT NULL, title_vector tsvector NOT NULL, vector tsvector NOT NULL
) WITH (toast_tuple_target = 512);
CREATE TABLE {words} (word text PRIMARY KEY);
"""
_INDEXES = """
CREATE INDEX ON {documents} USING gin (vector);
CREATE INDEX ON {documents} USING gin (title_vector);
CREATE INDEX ON {documents} USING gin (number_keys);
CREATE INDEX ON {documents} USING gin (facets);
CREATE INDEX ON {documents} (day DESC NULLS LAST, uid);
CREATE INDEX ON {words} USING gin (word gin_trgm_ops);
"""


@dataclass(frozen=True)
class Tables:
    """The names of one generation's tables; they are made by us, never typed by anybody."""

    name: str

    @property
    def documents(self) -> str:
        """The table of documents."""
        return f"search_document_{self.name}"

    @property
    def words(self) -> str:
        """The table of all words, for typing errors."""
        return f"search_word_{self.name}"


def in_use(connection: BaseDatabaseWrapper) -> Tables:
    """The generation in use, or NotReady."""
    name = SharedIndex.objects.using(connection.alias).filter(pk=ONLY).values_list("name", flat=True).first()
    if name is None or not _NAME.match(name):
        raise NotReady("no index of this format")
    return Tables(name)


def make(connection: BaseDatabaseWrapper) -> Tables:
    """The tables of a new generation, without indexes yet."""
    tables = Tables(f"g{FORMAT}_{secrets.token_hex(4)}")
    with connection.cursor() as cursor:
        cursor.execute(_TABLES.format(documents=tables.documents, words=tables.words))
    return tables


def index(connection: BaseDatabaseWrapper, tables: Tables) -> None:
    """Index a filled generation."""
    # A vacuumed table can be counted by its index alone; a transaction of somebody else's allows no vacuum.
    tidy = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES.format(documents=tables.documents, words=tables.words))
        for name in (tables.documents, tables.words):
            cursor.execute(f"{tidy} {name}")


def use(connection: BaseDatabaseWrapper, tables: Tables) -> None:
    """Put a generation into use."""
    SharedIndex.objects.using(connection.alias).update_or_create(pk=ONLY, defaults={"name": tables.name})


def drop_others(connection: BaseDatabaseWrapper, keep: Tables) -> None:
    """Drop the tables of every other generation, also those that a killed rebuild left behind."""
    with connection.cursor() as cursor:
        cursor.execute(r"SELECT tablename FROM pg_tables WHERE tablename ~ '^search_(document|word)_g\d+_[0-9a-f]{8}$'")
        for (name,) in cursor.fetchall():
            if name not in {keep.documents, keep.words}:
                cursor.execute(f'DROP TABLE IF EXISTS "{name}"')
