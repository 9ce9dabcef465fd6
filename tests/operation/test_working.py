"""The worker as a whole: lanes beside each other, an orderly end, and another worker after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from roterfaden.operation import working
from roterfaden.operation.jobs import Job
from roterfaden.operation.models import JobRun, Schedule, WorkerBeat
from roterfaden.operation.working import Pace, WorkerProcess
from tests.operation.factories import make_job
from tests.operation.test_supervising import await_true, lives

pytestmark = pytest.mark.django_db(transaction=True)
QUICK = Pace(poll=0.02, beat=0.1, grace=2)


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., WorkerProcess]]:
    """Start a worker with the given jobs in a thread; it is stopped at the end."""
    running: list[tuple[WorkerProcess, threading.Thread]] = []

    def make(*jobs: Job) -> WorkerProcess:
        monkeypatch.setattr(working, "all_jobs", lambda: {job.name: job for job in jobs})
        process = WorkerProcess(QUICK)

        def run() -> None:
            process.code = process.run()  # type: ignore[attr-defined]
            connection.close()

        thread = threading.Thread(target=run)
        thread.start()
        running.append((process, thread))
        return process

    yield make
    for process, thread in running:
        process.stop()
        thread.join(20)


def test_lanes_do_not_wait_for_each_other(start: Callable[..., WorkerProcess]) -> None:
    go, done = threading.Event(), threading.Event()
    slow = make_job(lambda: go.wait(20), name="slow", lane="import")
    quick = make_job(done.set, name="quick", lane="index")
    start(slow, quick)
    assert done.wait(20)
    go.set()
    await_true(lambda: JobRun.objects.filter(outcome=JobRun.Outcome.DONE).count() == 2)


def test_a_worker_shows_that_it_lives_and_says_goodbye(start: Callable[..., WorkerProcess]) -> None:
    process = start(make_job())
    await_true(lambda: WorkerBeat.objects.filter(worker=process.name).exists())
    process.stop()
    await_true(lambda: not WorkerBeat.objects.exists())


def test_a_broken_job_does_not_stop_the_lane(start: Callable[..., WorkerProcess]) -> None:
    def broken() -> None:
        raise RuntimeError("odd")

    start(make_job(broken, name="broken"), make_job(name="whole"))
    await_true(lambda: JobRun.objects.filter(schedule_id="whole", outcome=JobRun.Outcome.DONE).exists())
    await_true(lambda: JobRun.objects.filter(schedule_id="broken", outcome=JobRun.Outcome.FAILED).exists())


def test_a_hanging_job_ends_the_worker_with_an_error(start: Callable[..., WorkerProcess]) -> None:
    go = threading.Event()
    process = start(make_job(lambda: go.wait(20), limit=timedelta(seconds=0.1)))
    await_true(process.stopping.is_set)
    go.set()
    await_true(lambda: getattr(process, "code", None) == 1)


def test_what_is_due_can_be_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "all_jobs", lambda: {"test.job": make_job()})
    assert working.run_everything_due() == 1
    assert working.run_everything_due() == 0


SCRIPT = """
import signal, sys, time, django
django.setup()
from datetime import timedelta
from roterfaden.operation import jobs, working
from roterfaden.operation.working import Pace, WorkerProcess
def slow():
    open(sys.argv[1], "a").write("begun\\n")
    time.sleep(float(sys.argv[2]))
    return "finished"
jobs._jobs.clear()
jobs.scheduled("test.job", label="x", every=timedelta(hours=1))(slow)
process = WorkerProcess(Pace(poll=0.05, beat=0.2, grace=10))
signal.signal(signal.SIGTERM, lambda *_: process.stop())
process.run()
"""


def environ_of_the_test_database() -> dict[str, str]:
    """For a process of its own that works on the database of this test."""
    name = quote(str(connection.settings_dict["NAME"]), safe="/")
    if connection.vendor == "sqlite":
        return {**os.environ, "DATABASE_URL": f"sqlite:///{name}", "DJANGO_SETTINGS_MODULE": "roterfaden.settings"}
    config: dict[str, Any] = connection.settings_dict
    url = f"postgres://{config['USER']}:{quote(config['PASSWORD'], safe='')}@{quote(config['HOST'], safe='')}"
    url = f"{url}:{config['PORT']}/{name}" if config["HOST"] else f"postgres:///{name}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "roterfaden.settings"}


def start_process(note: Path, seconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", SCRIPT, str(note), str(seconds)]
    root = Path(__file__).resolve().parent.parent.parent
    return subprocess.Popen(command, env=environ_of_the_test_database(), cwd=root)


def test_the_job_of_a_killed_worker_is_run_again_by_the_next(tmp_path: Path) -> None:
    note = tmp_path / "note"
    first = start_process(note, 60)
    try:
        await_true(lambda: note.exists() and "begun" in note.read_text(), 60)
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    second = start_process(note, 0)
    try:
        await_true(lambda: JobRun.objects.filter(outcome=JobRun.Outcome.DONE, message="finished").exists(), 60)
    finally:
        second.terminate()
        second.wait()
    assert note.read_text() == "begun\nbegun\n"
    assert JobRun.objects.filter(outcome=JobRun.Outcome.LOST).count() == 1
    assert Schedule.objects.get().next_at > timezone.now() + timedelta(minutes=50)
    assert not lives(first.pid)


def test_sigterm_lets_the_running_job_end(tmp_path: Path) -> None:
    note = tmp_path / "note"
    process = start_process(note, 1)
    await_true(lambda: note.exists() and "begun" in note.read_text(), 60)
    time.sleep(0.1)
    process.terminate()
    assert process.wait(30) == 0
    assert JobRun.objects.get().outcome == JobRun.Outcome.DONE
