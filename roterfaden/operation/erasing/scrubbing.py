"""What is deleted in rows still stands in free pages, the write-ahead log and full-text segments: here it goes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from roterfaden.operation.erasing.columns import spellings

BLOCK = 1024 * 1024


@contextmanager
def overwriting() -> Iterator[None]:
    """Deleted bytes are overwritten with zeros at once (SQLite); for transactions that erase."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA secure_delete = OFF")


def scrub() -> bool:
    """Empty free pages, full-text segments and write-ahead log. False where readers kept the log from being emptied.

    Not within a transaction. On PostgreSQL the tables are rewritten; its write-ahead log and backups end by retention.
    """
    cache.clear()
    if connection.vendor == "sqlite":
        return _scrub_sqlite()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL)")
    return True


def remains(texts: Sequence[str]) -> list[Path]:
    """Files of the portal whose bytes hold one of the texts: database, write-ahead log, index, files, mails, logs."""
    wanted = {spelled.encode() for text in texts for spelled in spellings(text)}
    return sorted({path for path in _files() if wanted and _holds(path, wanted)})


def _scrub_sqlite() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        for name in _fulltext_tables():
            # Segments keep deleted words until they are merged.
            cursor.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'optimize\')')  # noqa: S608 – from the schema
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA secure_delete = OFF")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not cursor.fetchone()[0]


def _fulltext_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        return [row[0] for row in cursor.fetchall()]


def _files() -> Iterator[Path]:
    database = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        yield from (path for path in map(Path, (database, f"{database}-wal", f"{database}-shm")) if path.exists())
    for folder in {Path(settings.HOME), Path(settings.MEDIA_ROOT), Path(settings.SEARCH_ROOT)}:
        for place, _folders, names in os.walk(folder):
            yield from (Path(place) / name for name in names)


def _holds(path: Path, wanted: set[bytes]) -> bool:
    """In blocks that overlap by the longest text."""
    overlap = max(map(len, wanted))
    try:
        with path.open("rb") as file:
            tail = b""
            while block := file.read(BLOCK):
                if any(text in tail + block for text in wanted):
                    return True
                tail = block[-overlap:]
    except OSError:
        return False
    return False
