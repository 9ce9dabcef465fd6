"""Backup and restore bring back exactly what was there, while others read and write."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django_tasks import TaskResultStatus

from roterfaden.accounts.models import User
from roterfaden.operation import backups, beats, dumps, keeping
from roterfaden.operation.keeping import keep_apart
from roterfaden.operation.leases import acquire
from roterfaden.operation.models import JobRun, Lease, WorkerBeat
from tests.operation.factories import make_schedule
from tests.operation.test_tasks import write_down

needs_pg_dump = connection.vendor == "postgresql" and shutil.which("pg_dump") is None
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(needs_pg_dump, reason="pg_dump is not installed"),
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and neither static files nor an index: others test those."""
    settings.HOME, settings.MEDIA_ROOT, settings.SEARCH_ROOT = tmp_path, tmp_path / "files", tmp_path / "search"
    monkeypatch.setattr(backups, "prepare", lambda say: None)
    monkeypatch.setattr(backups, "_rebuild_index", lambda say: None)
    (tmp_path / "files" / "papers").mkdir(parents=True)
    return tmp_path


@pytest.fixture(autouse=True)
def one_restore_at_a_time() -> Iterator[None]:
    """A restore locks each table and index in one transaction; two of them are more than a server keeps by default."""
    with (Path(tempfile.gettempdir()) / f"roterfaden-restore-{os.getuid()}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_person(name: str) -> User:
    return User.objects.create_user(name, f"{name}@example.org", "x")


def silent(sentence: str) -> None:
    """Nobody listens."""


def test_rows_and_files_come_back(home: Path) -> None:
    make_person("anna")
    (home / "files" / "papers" / "a.pdf").write_bytes(b"%PDF")
    manifest = backups.backup(home / "b.tar.gz")
    before = dumps.row_counts()
    make_person("ben")
    User.objects.filter(username="anna").delete()
    (home / "files" / "papers" / "a.pdf").unlink()
    (home / "files" / "later.pdf").write_bytes(b"x")
    result = backups.restore(home / "b.tar.gz", silent)
    assert result.differences() == {}
    assert dumps.row_counts() == before
    assert manifest.rows["accounts_user"] == 1
    assert [user.username for user in User.objects.all()] == ["anna"]
    assert [path.name for path in sorted((home / "files").rglob("*.pdf"))] == ["a.pdf"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL counts locks")
def test_a_server_with_too_few_locks_is_told_with_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "pg_restore: error: ERROR:  out of shared memory\nHINT:  Increase max_locks_per_transaction."
    monkeypatch.setattr(dumps.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 1, "", said))
    with pytest.raises(dumps.DumpError, match="max_locks_per_transaction verdoppeln"):
        dumps._run(["pg_restore"], "pg_restore")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("pg_restore: error: ERROR:  relation x\nCommand was: CREATE\n y;", "pg_restore: error: ERROR:  relation x"),
        ("no connection", "no connection"),
        ("", "no message"),
    ],
)
def test_the_fault_is_told_and_not_the_command(said: str, told: str) -> None:
    assert dumps._why(said) == told


def test_a_second_restore_gives_the_same(home: Path) -> None:
    make_person("anna")
    backups.backup(home / "b.tar.gz")
    counts = [backups.restore(home / "b.tar.gz", silent).found for _ in range(2)]
    assert counts[0] == counts[1]


def test_a_backup_while_somebody_writes_is_consistent(home: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            make_person(f"p{number}")
            number += 1
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        manifest = backups.backup(home / "b.tar.gz")
    finally:
        stop.set()
        writer.join()
    assert backups.restore(home / "b.tar.gz", silent).differences() == {}
    assert User.objects.count() == manifest.rows["accounts_user"]


def test_an_open_connection_sees_the_restored_rows(home: Path) -> None:
    """As a web process that goes on running would."""
    backups.backup(home / "b.tar.gz")
    make_person("later")
    seen: list[int] = []
    ready, restored = threading.Event(), threading.Event()

    def read() -> None:
        seen.append(User.objects.count())
        ready.set()
        restored.wait(30)
        seen.append(User.objects.count())
        connection.close()

    reader = threading.Thread(target=read)
    reader.start()
    ready.wait(30)
    backups.restore(home / "b.tar.gz", silent)
    restored.set()
    reader.join()
    assert seen == [1, 0]


def test_traces_of_processes_do_not_come_back(home: Path) -> None:
    beats.beat("elsewhere/1/a")
    acquire("job:x")
    JobRun.objects.create(schedule=make_schedule(), worker="w", started="2026-01-01T00:00:00Z")
    write_down.enqueue("x")
    row = backups.DBTaskResult.objects.get()
    row.claim("elsewhere/1/a")
    backups.backup(home / "b.tar.gz")
    backups.restore(home / "b.tar.gz", silent)
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY
    assert not Lease.objects.exists()
    assert not WorkerBeat.objects.exists()
    assert JobRun.objects.get().outcome == JobRun.Outcome.LOST


def test_when_the_database_cannot_be_put_back_the_files_stay(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.backup(home / "b.tar.gz")
    (home / "files" / "now.pdf").write_bytes(b"x")

    def fail(self: object, source: Path) -> None:
        raise dumps.DumpError("away")

    monkeypatch.setattr(type(dumps.engine()), "load", fail)
    with pytest.raises(dumps.DumpError):
        backups.restore(home / "b.tar.gz", silent)
    assert (home / "files" / "now.pdf").exists()
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


def test_restore_asks_before_it_replaces_something(home: Path) -> None:
    make_person("anna")
    backups.backup(home / "b.tar.gz")
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", str(home / "b.tar.gz"))
    out = StringIO()
    call_command("restore", str(home / "b.tar.gz"), "--yes", stdout=out)
    assert "wie gesichert" in out.getvalue()


def test_keys_stay_out_of_the_file_and_are_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_kept", {})
    keep_apart("one", lambda: home / "one.key", "Ohne ihn geht nichts.")
    keep_apart("none", lambda: home / "none.key", "Den gibt es nicht.")
    (home / "one.key").write_text("secret")
    out = StringIO()
    call_command("backup", str(home / "b.tar.gz"), stdout=out)
    assert f"{home / 'one.key'}. Ohne ihn geht nichts." in out.getvalue()
    assert "none.key" not in out.getvalue()
    with tarfile.open(home / "b.tar.gz") as tar:
        assert not [name for name in tar.getnames() if name.endswith(".key")]
    out = StringIO()
    call_command("restore", str(home / "b.tar.gz"), "--yes", stdout=out)
    assert "roterfaden doctor" in out.getvalue()
    assert (home / "one.key").read_text() == "secret"


def test_restore_into_an_empty_portal_needs_no_yes(home: Path) -> None:
    backups.backup(home / "b.tar.gz")
    call_command("restore", str(home / "b.tar.gz"), stdout=StringIO())


def test_backup_does_not_overwrite_unasked(home: Path) -> None:
    (home / "b.tar.gz").write_text("mine")
    with pytest.raises(CommandError, match="--force"):
        call_command("backup", str(home / "b.tar.gz"))
    assert (home / "b.tar.gz").read_text() == "mine"
    call_command("backup", str(home / "b.tar.gz"), "--force", stdout=StringIO())


@pytest.mark.parametrize("place", ["absent/b.tar.gz", "files"])
def test_an_impossible_place_is_a_sentence(home: Path, place: str) -> None:
    with pytest.raises(CommandError, match=r"Keine Sicherung|gibt es schon"):
        call_command("backup", str(home / place))


def test_a_backup_of_another_engine_or_a_newer_version_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.backup(home / "b.tar.gz")
    with monkeypatch.context() as patch:
        patch.setattr(connection, "vendor", "other")
        with pytest.raises(backups.ArchiveError, match="DATABASE_URL"):
            backups.check(home / "b.tar.gz")
    monkeypatch.setattr(backups, "_applied", lambda: ["council.9999_future"])
    backups.backup(home / "c.tar.gz")
    with pytest.raises(backups.ArchiveError, match="9999_future"):
        backups.check(home / "c.tar.gz")


def test_a_file_that_is_no_backup_changes_nothing(home: Path) -> None:
    (home / "x").write_text("x")
    with pytest.raises(CommandError, match="Nichts wurde verändert"):
        call_command("restore", str(home / "x"), "--yes")
