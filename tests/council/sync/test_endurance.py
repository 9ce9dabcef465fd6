"""An import that is killed, doubled, or runs out of disk."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from roterfaden.council.models import ImportRun, Paper, Source
from roterfaden.council.sync import writer
from roterfaden.council.sync.actions import read_source, source_for
from roterfaden.council.sync.digest import digest_of
from roterfaden.operation.leases import lease
from tests.council.sync.conftest import Read
from tests.council.sync.endpoint import Endpoint, make_endpoint, served

pytestmark = pytest.mark.one_database

DATABASE = "roterfaden.sqlite3"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """About 300 objects on loopback, in small pages."""
    with served(lambda root: make_endpoint(papers=62, root=root, per_page=4)) as found:
        yield found


def story(home: Path, url: str, rounds: int) -> dict[str, Any]:
    home.mkdir()
    if connection.vendor == "sqlite":  # the tables are there already; elsewhere the child migrates
        with sqlite3.connect(connection.settings_dict["NAME"]) as ours, sqlite3.connect(home / DATABASE) as copy:
            ours.backup(copy)
    env = {**os.environ, "ROTERFADEN_HOME": str(home), "ROTERFADEN_FETCH_ALLOW": "127.0.0.1", "DATABASE_URL": ""}
    command = [sys.executable, "-m", "tests.council.sync.killing", url, str(rounds), "7"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.timeout(600)
@pytest.mark.django_db
def test_twenty_kills_at_random_moments_lead_to_the_digest_of_a_clean_run(endpoint: Endpoint, tmp_path: Path) -> None:
    clean = story(tmp_path / "clean", endpoint.url, 0)
    killed = story(tmp_path / "killed", endpoint.url, 20)

    assert killed["killed"] == 20
    assert killed["halves"] == 0
    assert killed["outcome"] == ImportRun.Outcome.COMPLETE
    assert killed["digest"] == clean["digest"]
    assert (clean["untold"], clean["unsaid"]) == (0, 0)
    assert (killed["untold"], killed["unsaid"]) == (0, 0)


@pytest.mark.django_db
def test_a_second_import_of_the_same_source_says_so_and_ends() -> None:
    endpoint = make_endpoint()
    source = source_for(endpoint.url, "oparl")

    with lease(f"council-source-{source.pk}"), pytest.raises(CommandError, match="anderer Prozess") as told:
        call_command("import_oparl", endpoint.url, quiet=True)

    assert told.value.returncode == 3
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="limits the size of SQLite's file")
def test_a_full_disk_is_told_keeps_the_site_readable_and_a_rerun_completes(monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = make_endpoint(papers=60)
    source, asked = source_for(endpoint.url, "oparl"), 0
    whole = writer.Writer._write

    def full_after_some(self: writer.Writer, nodes: Any) -> None:
        nonlocal asked
        asked += 1
        if asked > 6:
            raise OperationalError("database or disk is full")
        whole(self, nodes)

    monkeypatch.setattr(writer.Writer, "_write", full_after_some)
    with pytest.raises(OperationalError):
        read_source(source, client=endpoint.client())
    run = ImportRun.objects.get()
    assert run.outcome == ImportRun.Outcome.FAILED
    assert "Kein Platz" in run.message
    kept = Paper.objects.count()
    assert 0 < kept < 60

    monkeypatch.undo()
    assert read_source(source, client=endpoint.client()).outcome == ImportRun.Outcome.COMPLETE
    assert Paper.objects.count() == 60


def test_a_resumed_run_does_not_ask_again_for_what_it_had_read(read: Read) -> None:
    endpoint = make_endpoint(papers=30)
    read(endpoint)
    digest = digest_of(Source.objects.get())
    ImportRun.objects.update(outcome=ImportRun.Outcome.RUNNING, finished=None)
    endpoint.asked.clear()

    run = read(endpoint, days=0.1)

    assert [url for url in endpoint.asked if "/body/1/" in url] == []
    assert run.outcome == ImportRun.Outcome.COMPLETE
    assert digest_of(Source.objects.get()) == digest
    assert ImportRun.objects.filter(outcome=ImportRun.Outcome.INCOMPLETE, message="abgebrochen").count() == 1
