"""Everything between installed packages and a portal that can serve: folders, tables, roles, static files.

Called by `roterfaden prepare`, `demo` and the upgrade. What is up to date is skipped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

Say = Callable[[str], object]
#: What rooms write into a new database: each says in a sentence what it made, or nothing.
_first_contents: list[Callable[[], str]] = []


def with_first_content(make: Callable[[], str]) -> None:
    """Let a room make its first content; `make` is called at every start and must bear that."""
    if make not in _first_contents:
        _first_contents.append(make)


def prepare(say: Say) -> None:
    """Bring folders, database, roles and static files up to date. `say` gets one sentence for each thing done."""
    make_folders()
    if count := len(unapplied()):
        say(_("Datenbank: %(count)s Migrationen …") % {"count": count})
        call_command("migrate", interactive=False, verbosity=0)
    call_command("sync_roles", verbosity=0)
    for make in _first_contents:
        if sentence := make():
            say(sentence)
    if collect_static():
        say(_("Statische Dateien: gesammelt"))


def make_folders() -> None:
    """The folders that the settings name."""
    for folder in (settings.HOME, settings.MEDIA_ROOT, settings.SEARCH_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)


def unapplied() -> list[str]:
    """The migrations that the database lacks, as "app.name"."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def collect_static() -> bool:
    """Copy the static files to STATIC_ROOT if one of them changed since the last time."""
    stamp = settings.HOME / "static.stamp"
    wanted = _static_signature()
    if stamp.exists() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)
    return True


def static_is_current() -> bool:
    """Whether STATIC_ROOT holds what the source folders hold."""
    stamp = settings.HOME / "static.stamp"
    return stamp.exists() and stamp.read_text() == _static_signature()


def _static_signature() -> str:
    """SHA-256 over name, size and time of every static file, and over how they are stored."""
    result = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            result.update(f"{getattr(storage, 'prefix', '')}/{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return result.hexdigest()
