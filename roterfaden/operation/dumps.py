"""A consistent copy of the database while others write, and its way back in one transaction. Per engine."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper
from django.db.transaction import atomic
from django.utils.translation import gettext as _


class DumpError(Exception):
    """The copy could not be made or put back; the text says why and what to do."""


class Engine(Protocol):
    """What a backup needs of a database."""

    member: str

    def dump(self, target: Path) -> dict[str, int]:
        """Write a copy; gives the rows of each table in exactly this copy."""

    def load(self, source: Path) -> None:
        """Put the copy in place of everything there is: all or nothing, also for those who read meanwhile."""


def engine(vendor: str = "") -> Engine:
    """The engine of the configured database."""
    return Postgres() if (vendor or connection.vendor) == "postgresql" else SQLite()


class SQLite:
    """SQLite's online backup: a snapshot in one step (WAL: nobody waits), put back as one transaction."""

    member = "database.sqlite3"

    def dump(self, target: Path) -> dict[str, int]:
        with closing(sqlite3.connect(self._path())) as live, closing(sqlite3.connect(target)) as copy:
            # All pages in one step: in several, a busy writer would make the copy begin anew for ever.
            live.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
            return {name: int(copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in _tables(copy)}  # noqa: S608

    def load(self, source: Path) -> None:
        connection.close()
        with closing(sqlite3.connect(source)) as copy:
            state = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if state != "ok":
                raise DumpError(_("die Datenbank in der Sicherung ist beschädigt: %(state)s") % {"state": state})
            self._put(copy)

    def _put(self, copy: sqlite3.Connection) -> None:
        with closing(sqlite3.connect(self._path(), timeout=30)) as live:
            try:
                copy.backup(live, pages=-1)
            except sqlite3.Error as error:
                text = _("die Datenbank ist in Gebrauch (%(error)s); bitte den Dienst anhalten und wiederholen")
                raise DumpError(text % {"error": error}) from None
            live.execute("PRAGMA journal_mode=WAL")
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _path(self) -> str:
        return str(connection.settings_dict["NAME"])


def _tables(copy: sqlite3.Connection) -> list[str]:
    rows = copy.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [str(name) for (name,) in rows]


class Postgres:
    """PostgreSQL's own programs, with the rows counted in the very snapshot that is dumped."""

    member = "database.dump"

    def dump(self, target: Path) -> dict[str, int]:
        program = _program("pg_dump")
        with atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = str(cursor.fetchone()[0])
            options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
            _run([program, *options], "pg_dump")
            return _counts(cursor)

    def load(self, source: Path) -> None:
        connection.close()
        options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        # Rather fail than wait for ever behind a visitor's transaction.
        lock = {"PGOPTIONS": "-c lock_timeout=30s"}
        _run([_program("pg_restore"), *options, f"--dbname={_name()}", str(source)], "pg_restore", lock)


def _counts(cursor: CursorWrapper) -> dict[str, int]:
    names = sorted(connection.introspection.table_names(cursor))
    counts = {}
    for name in names:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
        counts[name] = int(cursor.fetchone()[0])
    return counts


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        text = _("%(name)s fehlt. Abhilfe: sudo apt install postgresql-client (so neu wie der Server)")
        raise DumpError(text % {"name": name})
    return found


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(command: Iterable[str], name: str, more: dict[str, str] | None = None) -> None:
    """Run one of PostgreSQL's programs against our database. The password goes by environment, never by argument."""
    config: dict[str, Any] = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {variable: str(config[key]) for variable, key in names.items() if config.get(key)}
    done = subprocess.run(  # noqa: S603
        list(command), env={**os.environ, **given, **(more or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        if "max_locks_per_transaction" in done.stderr:
            raise DumpError(
                _(
                    "Der Datenbankserver hat zu wenig Platz für Sperren; die Daten sind, wie sie waren. Abhilfe: in"
                    " postgresql.conf max_locks_per_transaction verdoppeln (üblich sind 64), den Server neu starten"
                    " und es noch einmal versuchen"
                )
            )
        raise DumpError(_("%(name)s ist gescheitert: %(why)s") % {"name": name, "why": _why(done.stderr)})


def _why(said: str) -> str:
    """The line that names the fault; the last ones often only repeat the command."""
    lines = said.strip().splitlines() or ["no message"]
    return next((line for line in lines if "ERROR:" in line), lines[-1])


def row_counts() -> dict[str, int]:
    """Rows of each table of the live database."""
    with connection.cursor() as cursor:
        return _counts(cursor)


def is_empty() -> bool:
    """Whether a restore would overwrite nothing: no tables yet, or nobody and nothing in them."""
    try:
        return not any(count for name, count in row_counts().items() if name in _TELLING)
    except DatabaseError:
        return True


#: Tables that have rows as soon as a portal is used; migrations alone leave them empty.
_TELLING = frozenset({settings.AUTH_USER_MODEL.lower().replace(".", "_"), "council_source", "council_paper"})
