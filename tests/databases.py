"""Test databases from a template: the migrations run once for a state of the migrations, not once for each process.

The template is a SQLite file in the temporary folder, or a database on the PostgreSQL server, named after the digest
of all migrations. Whoever comes first makes it, under a lock; all others copy it, in a second instead of a minute.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

ROOT = Path(__file__).resolve().parent.parent


def provide(config: dict[str, Any]) -> None:
    """Put a fresh, migrated database where Django's test settings (`config["TEST"]`) expect one."""
    with _lock():
        if config["ENGINE"].endswith("sqlite3"):
            _copy_file(Path(config["TEST"]["NAME"]))
        else:
            _copy_on_server(config["TEST"]["NAME"])


def anew() -> None:
    """What a test with real transactions wrote is gone, what the migrations wrote is there, sequences included.

    A copy takes a tenth of a second to half a second; emptying some 300 tables and writing their rows again took six.
    """
    connections.close_all()
    provide({**default_config(), "TEST": {"NAME": str(connection.settings_dict["NAME"])}})


def default_config() -> dict[str, Any]:
    """The settings of the test database, with the suffix of this process."""
    config: dict[str, Any] = settings.DATABASES[DEFAULT_DB_ALIAS]
    return config


def digest() -> str:
    """Of everything that the shape of the database follows from."""
    found = hashlib.sha256()
    for path in sorted((ROOT / "roterfaden").rglob("migrations/*.py")):
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    for name in ("uv.lock", "roterfaden/accounts/roles.py", "tests/databases.py"):
        found.update((ROOT / name).read_bytes())
    return found.hexdigest()[:16]


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"roterfaden-templates-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def _lock() -> Iterator[None]:
    with (_folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _copy_file(target: Path) -> None:
    template = _folder() / f"{digest()}.sqlite3"
    if not template.exists():
        with tempfile.TemporaryDirectory(dir=_folder()) as home:
            _migrate({"ROTERFADEN_HOME": home, "DATABASE_URL": ""})
            made = Path(home) / "roterfaden.sqlite3"
            made.rename(template)
    for leftover in (target, *(target.with_name(target.name + end) for end in ("-wal", "-shm"))):
        leftover.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template, target)


def _copy_on_server(target: str) -> None:
    import psycopg
    from psycopg.sql import SQL, Identifier

    template, url = f"roterfaden_template_{digest()}", os.environ["DATABASE_URL_TEST"]
    with psycopg.connect(_server(url), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone()
        if not known:
            raw = f"{template}_new"
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(raw)))
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(raw)))
            with tempfile.TemporaryDirectory() as home:
                _migrate({"ROTERFADEN_HOME": home, "DATABASE_URL": _named(url, raw)})
            connection.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(raw), Identifier(template)))
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(target)))
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(target), Identifier(template)))


def _named(url: str, name: str) -> str:
    """The same server with another database."""
    head, _slash, tail = url.rpartition("/")
    _old, question, options = tail.partition("?")
    return f"{head}/{name}{question}{options}"


def _server(url: str) -> str:
    return _named(url, "postgres").replace("postgres://", "postgresql://", 1)


def _migrate(environ: dict[str, str]) -> None:
    """Tables and roles. In processes of their own, so that this one's connections and settings stay as they are."""
    known = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for name in ("migrate", "sync_roles"):
        command = [sys.executable, "-m", "roterfaden.cli", name, "-v0"]
        subprocess.run(command, cwd=ROOT, env={**known, **environ}, check=True)
