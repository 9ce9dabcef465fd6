"""Backup and restore of a whole portal while it runs: database, files, and a note that the index is made anew."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from roterfaden.operation import archive, dumps
from roterfaden.operation.archive import ArchiveError, Manifest
from roterfaden.operation.models import JobRun, Lease, WorkerBeat
from roterfaden.operation.preparing import make_folders, prepare
from roterfaden.operation.serving import PID_FILE

Say = Callable[[str], object]
#: Written by running processes between the restore and the count.
RESTLESS = frozenset({"operation_lease", "operation_workerbeat", "operation_jobrun", "django_session"})


@dataclass(frozen=True)
class Restored:
    """What a restore brought back: rows as the backup counted them, and as the database counts them now."""

    rows: dict[str, int]
    found: dict[str, int]

    def differences(self) -> dict[str, tuple[int, int]]:
        """Tables whose rows differ, apart from those that running processes write at any time."""
        pairs = {name: (count, self.found.get(name, 0)) for name, count in self.rows.items() if name not in RESTLESS}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def backup(target: Path) -> Manifest:
    """Write the portal into `target`. Visitors and imports go on meanwhile."""
    engine = dumps.engine()
    with tempfile.TemporaryDirectory(dir=_place_for(target), prefix=".backup-") as folder:
        dump = Path(folder) / engine.member
        rows = engine.dump(dump)
        members = {engine.member: dump, **_files()}
        manifest = Manifest(
            created=timezone.now().isoformat(timespec="seconds"),
            engine=connection.vendor,
            database=engine.member,
            rows=rows,
            migrations=_applied(),
            sha256={name: archive.sha256_of(path) for name, path in members.items()},
            version=version("roterfaden"),
            notes={"index": "made anew by restore"},
        )
        archive.write(target, manifest, members)
    return manifest


def _place_for(target: Path) -> Path:
    if not target.parent.is_dir():
        raise ArchiveError(_("den Ordner %(folder)s gibt es nicht") % {"folder": target.parent})
    if target.is_dir():
        raise ArchiveError(_("%(file)s ist ein Ordner") % {"file": target})
    return target.parent


def _files() -> dict[str, Path]:
    """Uploaded and mirrored files by their name in the archive."""
    root = Path(settings.MEDIA_ROOT)
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink())
    return {archive.FILES + path.relative_to(root).as_posix(): path for path in paths}


def _applied() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def check(source: Path) -> Manifest:
    """The manifest, if this version can restore the archive into the configured database; else ArchiveError."""
    manifest = archive.read_manifest(source)
    if manifest.engine != connection.vendor:
        names = {"theirs": manifest.engine, "ours": connection.vendor}
        raise ArchiveError(_("die Sicherung ist von %(theirs)s, DATABASE_URL nennt aber %(ours)s") % names)
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    unknown = [name for name in manifest.migrations if name not in known and _is_ours(name)]
    if unknown:
        text = _("die Sicherung ist von einer neueren Version (Migration %(name)s); spielen Sie zuerst diese ein")
        raise ArchiveError(text % {"name": unknown[0]})
    return manifest


def _is_ours(name: str) -> bool:
    return name.split(".")[0] in {app.split(".")[-1] for app in settings.INSTALLED_APPS}


def restore(source: Path, say: Say) -> Restored:
    """Put the archive in place of everything there is. It is unpacked and verified before anything is touched."""
    manifest = check(source)
    make_folders()
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".restore-") as folder:
        unpacked = Path(folder)
        archive.unpack(source, manifest, unpacked)
        say(_("Archiv geprüft: %(count)s Einträge") % {"count": len(manifest.sha256)})
        files = unpacked / "files"
        files.mkdir(exist_ok=True)
        _swap(files, Path(settings.MEDIA_ROOT))
        try:
            dumps.engine().load(unpacked / manifest.database)
        except BaseException:
            _swap(files, Path(settings.MEDIA_ROOT))  # back again: database and files belong together
            raise
        found = dumps.row_counts()
    _tidy()
    say(_("Datenbank und Dateien sind zurück"))
    prepare(say)
    _rebuild_index(say)
    _wake_server()
    return Restored(manifest.rows, found)


def _swap(new: Path, current: Path) -> None:
    """Exchange two folders of one disk by renaming."""
    aside = new.with_name("aside")
    current.rename(aside)
    new.rename(current)
    aside.rename(new)


def _tidy() -> None:
    """What the copied database says about processes is about processes of another time."""
    Lease.objects.all().delete()
    WorkerBeat.objects.all().delete()
    JobRun.objects.filter(outcome=JobRun.Outcome.RUNNING).update(outcome=JobRun.Outcome.LOST, finished=timezone.now())
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.READY)


def _rebuild_index(say: Say) -> None:
    """The restore itself is done: an index that cannot be made now is said, not failed."""
    say(_("Der Suchindex wird neu aufgebaut …"))
    try:
        call_command("reindex", verbosity=0, stdout=StringIO())
    except CommandError as error:
        say(_("Der Suchindex fehlt noch (%(error)s). Abhilfe: roterfaden reindex") % {"error": error})


def _wake_server() -> None:
    """Tell a running `roterfaden serve` of this folder to start its processes anew: their caches are of yesterday."""
    path = Path(settings.HOME) / PID_FILE
    try:
        os.kill(int(path.read_text()), signal.SIGHUP)
    except (OSError, ValueError):
        return
