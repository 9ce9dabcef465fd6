"""The supervisor restarts what crashes, ends all together and leaves no orphan."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SCRIPT = """
import sys
from roterfaden.operation.supervising import Patience, Program, Supervisor
program = Program("child", [sys.executable, "-c", sys.argv[1]])
patience = Patience(stop=2, first_restart=0.1, longest_restart=0.2, healthy=60, quick_deaths=int(sys.argv[2]))
sys.exit(Supervisor([program], lambda text: print(text, flush=True), patience).run())
"""


class Running:
    """A supervisor in a process of its own, whose children write their numbers into a file."""

    def __init__(self, folder: Path, child: str, quick_deaths: int = 50) -> None:
        self.path = folder / "pids"
        note = f"import os, time, signal; open({str(self.path)!r}, 'a').write(str(os.getpid()) + '\\n'); "
        command = [sys.executable, "-c", SCRIPT, note + child, str(quick_deaths)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def children(self) -> list[int]:
        """Numbers of all children so far."""
        return [int(line) for line in self.path.read_text().split()] if self.path.exists() else []

    def await_children(self, count: int) -> list[int]:
        """Wait until so many have been started."""
        await_true(lambda: len(self.children()) >= count)
        return self.children()


def await_true(question: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something to become true."""
    until = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def lives(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def make(child: str, quick_deaths: int = 50) -> Running:
        started.append(Running(tmp_path, child, quick_deaths))
        return started[-1]

    yield make
    for running in started:
        running.process.kill()
        running.process.wait()
        if running.process.stdout:
            running.process.stdout.close()


def test_a_crashed_child_is_started_again(start: Callable[..., Running]) -> None:
    running = start("time.sleep(60)")
    (first,) = running.await_children(1)
    os.kill(first, signal.SIGKILL)
    second = running.await_children(2)[1]
    assert second != first
    assert lives(second)


def test_sigterm_ends_the_child_and_then_the_supervisor(start: Callable[..., Running]) -> None:
    running = start("time.sleep(60)")
    (child,) = running.await_children(1)
    running.process.terminate()
    assert running.process.wait(10) == 0
    assert not lives(child)


def test_a_child_that_ignores_sigterm_is_killed(start: Callable[..., Running]) -> None:
    running = start("signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    (child,) = running.await_children(1)
    time.sleep(0.3)
    running.process.terminate()
    running.process.wait(10)
    assert not lives(child)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal is Linux's")
def test_after_a_kill_of_the_supervisor_no_child_is_left(start: Callable[..., Running]) -> None:
    running = start("time.sleep(60)")
    (child,) = running.await_children(1)
    running.process.kill()
    running.process.wait()
    await_true(lambda: not lives(child))


def test_sighup_starts_the_children_anew(start: Callable[..., Running]) -> None:
    running = start("time.sleep(60)")
    (first,) = running.await_children(1)
    running.process.send_signal(signal.SIGHUP)
    running.await_children(2)
    assert not lives(first)
    assert running.process.poll() is None


def test_a_hopeless_child_ends_the_supervisor_with_an_error(start: Callable[..., Running]) -> None:
    running = start("raise SystemExit(3)", quick_deaths=3)
    output, _ = running.process.communicate(timeout=20)
    assert running.process.returncode == 1
    assert "giving up" in output
    assert len(running.children()) == 3
