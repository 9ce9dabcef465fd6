"""Keeps child processes running: restarts what crashed, ends all together, leaves no orphan.

Knows nothing of the portal: it is given commands. One thread, no busy waiting.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

Say = Callable[[str], object]


@dataclass(frozen=True)
class Program:
    """A command to keep running."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Patience:
    """How long we wait, in seconds."""

    #: Between SIGTERM and SIGKILL.
    stop: float = 25.0
    #: Before the first restart; doubled with each quick death.
    first_restart: float = 1.0
    longest_restart: float = 30.0
    #: A child that lived this long is healthy again.
    healthy: float = 60.0
    #: So many quick deaths of one child in a row, and we give up.
    quick_deaths: int = 8


@dataclass
class Child:
    """A program and what became of it."""

    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0
    restart_at: float = 0.0

    def start(self) -> None:
        """Start the program, bound to our life."""
        guard = [sys.executable, "-m", "roterfaden.operation.child", str(os.getpid())]
        environ = {**os.environ, **self.program.environ}
        # A session of its own: Ctrl-C reaches the supervisor alone, which ends its children in order.
        self.process = subprocess.Popen(  # noqa: S603
            [*guard, *self.program.command], env=environ, start_new_session=True
        )
        self.started = time.monotonic()

    def is_running(self) -> bool:
        """Whether it runs now."""
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal if it runs."""
        if self.process is not None and self.is_running():
            self.process.send_signal(number)


class Supervisor:
    """Runs the programs until it is told to stop. `run` returns the exit code."""

    def __init__(self, programs: Sequence[Program], say: Say, patience: Patience | None = None) -> None:
        self.children = [Child(program) for program in programs]
        self.say = say
        self.patience = patience or Patience()
        self.stopping = False
        self.reloading = False

    def run(self) -> int:
        """Start all, restart what dies, and end all on SIGTERM or SIGINT. SIGHUP restarts the children."""
        self._listen()
        for child in self.children:
            child.start()
        code = 0
        while not self.stopping and code == 0:
            if self.reloading:
                self._reload()
            code = self._look_after_all()
            signal.sigtimedwait([signal.SIGCHLD], 0.25)
        self._stop_all()
        return code

    def _listen(self) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_stop)
        signal.signal(signal.SIGHUP, self._on_reload)

    def _on_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _on_reload(self, number: int, frame: FrameType | None) -> None:
        self.reloading = True

    def _look_after_all(self) -> int:
        return max(self._look_after(child) for child in self.children)

    def _look_after(self, child: Child) -> int:
        """Restart a dead child when its time has come. 1 where it is hopeless."""
        if child.is_running():
            return 0
        if child.restart_at == 0:
            return self._note_death(child)
        if time.monotonic() >= child.restart_at:
            child.restart_at = 0
            child.start()
        return 0

    def _note_death(self, child: Child) -> int:
        lived = time.monotonic() - child.started
        child.quick_deaths = 1 if lived > self.patience.healthy else child.quick_deaths + 1
        code = child.process.returncode if child.process else None
        if child.quick_deaths >= self.patience.quick_deaths:
            self.say(f"{child.program.name} ended {child.quick_deaths} times in a row (code {code}); giving up.")
            return 1
        wait = min(self.patience.first_restart * 2 ** (child.quick_deaths - 1), self.patience.longest_restart)
        child.restart_at = time.monotonic() + wait
        self.say(f"{child.program.name} ended (code {code}); starting it again in {wait:.0f} s.")
        return 0

    def _reload(self) -> None:
        """End and start every child: code, settings or the restored database are read anew."""
        self.reloading = False
        self._stop_all()
        for child in self.children:
            child.restart_at = child.quick_deaths = 0
            child.start()

    def _stop_all(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + self.patience.stop
        while any(child.is_running() for child in self.children) and time.monotonic() < until:
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
