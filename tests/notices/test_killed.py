"""The worker is killed with SIGKILL in the middle: nothing is lost, nothing is double but the one mail in flight."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from roterfaden.notices.models import Event, Notice, State
from roterfaden.notices.sending import send
from roterfaden.notices.spreading import spread
from tests.notices.factories import World, make_crowd, make_event
from tests.notices.worker import FileOfIds

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parent.parent.parent


def kill_in_the_middle(what: str, path: Path, stop_at: int) -> None:
    """Let a worker run until it stands at that place, and kill it there."""
    command = [sys.executable, "-m", "tests.notices.worker", str(connection.settings_dict["NAME"])]
    process = subprocess.Popen(
        [*command, what, str(path), str(stop_at)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = next((line for line in process.stdout if line == "now\n"), "")
        assert said, process.stderr.read() if process.stderr else ""
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_killed_while_sending(world: World, tmp_path: Path, settings: Settings) -> None:
    ref, path = world.add("1"), tmp_path / "ids"
    crowd = make_crowd(ref, 60)
    make_event(ref)
    spread()
    kill_in_the_middle("send", path, stop_at=33)
    assert len(path.read_text().splitlines()) == 33
    assert Notice.objects.filter(state=State.SENT).count() == 32, "the one in flight is not noted yet"

    Notice.objects.filter(state=State.WAITING).update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    settings.EMAIL_BACKEND = "tests.notices.worker.FileOfIds"
    FileOfIds.path, FileOfIds.stop_at = path, 0
    assert send(seconds=60) == 28

    lines = path.read_text().splitlines()
    assert {line.split()[1] for line in lines} == {follower.address for follower in crowd}
    twice = [line for line, number in Counter(lines).items() if number > 1]
    assert twice == [lines[32]], "only the mail in flight, with the same id"
    assert len(lines) == 61
    assert not Notice.objects.exclude(state=State.SENT).exists()


def test_killed_while_spreading(world: World, tmp_path: Path) -> None:
    ref = world.add("1")
    make_crowd(ref, 45)
    make_event(ref)
    kill_in_the_middle("spread", tmp_path / "none", stop_at=3)
    assert Notice.objects.count() == 20, "two batches are safe, the third never happened"
    spread(batch=10)
    assert Notice.objects.count() == 45
    assert Event.objects.get().state == Event.State.DONE
