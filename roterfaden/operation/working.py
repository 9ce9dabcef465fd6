"""The job worker: one process, one thread for each lane of jobs and one for tasks, and a beat that keeps the leases.

Gentle to SQLite: an idle worker only reads; it writes a sign of life every 15 s and when it claims something.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from roterfaden.operation import beats, tasks
from roterfaden.operation.jobs import Job, all_jobs
from roterfaden.operation.leases import Busy
from roterfaden.operation.running import Holding, due, plan, run_if_due

logger = logging.getLogger("roterfaden.jobs")


@dataclass(frozen=True)
class Pace:
    """How often the worker looks, in seconds."""

    poll: float = 1.0
    beat: float = beats.INTERVAL.total_seconds()
    #: How often a connection is checked and, where its time is over, opened anew.
    refresh: float = 60.0
    #: How long jobs may go on after SIGTERM. They bear a kill, but an orderly end saves work.
    grace: float = 20.0


class WorkerProcess:
    """Runs until `stop` is called (SIGTERM, SIGINT)."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.name = f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex[:8]}"
        self.pace = pace or Pace()
        self.stopping = threading.Event()
        self.holdings: list[Holding] = []

    def run(self) -> int:
        """Work until told to stop. 0 after an orderly end, 1 where a job hung."""
        plan(all_jobs())
        beats.bury()
        beats.beat(self.name)
        tasks.take_over()
        threads = [self._thread(name, turn) for name, turn in self._lanes().items()]
        logger.info("worker_started", extra={"worker": self.name, "lanes": sorted(self._lanes())})
        code = self._beat_until_stopped()
        self._await_end(threads)
        self._guarded(lambda: beats.goodbye(self.name))
        return code

    def stop(self) -> None:
        """End after the jobs that run now."""
        self.stopping.set()

    def _lanes(self) -> dict[str, Callable[[], bool]]:
        """One turn of each lane: it says whether it did something."""
        lanes: dict[str, dict[str, Job]] = {}
        for name, job in all_jobs().items():
            lanes.setdefault(job.lane, {})[name] = job
        turns = {lane: self._turn(jobs) for lane, jobs in lanes.items()}
        return {**turns, "tasks": lambda: tasks.run_next(self.name)}

    def _turn(self, jobs: dict[str, Job]) -> Callable[[], bool]:
        holding = Holding()
        self.holdings.append(holding)
        return lambda: bool(sum(run_if_due(job, self.name, holding) for job in due(jobs) if not self.stopping.is_set()))

    def _thread(self, name: str, turn: Callable[[], bool]) -> threading.Thread:
        thread = threading.Thread(target=self._loop, args=(turn,), name=f"lane-{name}", daemon=True)
        thread.start()
        return thread

    def _loop(self, turn: Callable[[], bool]) -> None:
        """Turn after turn, with a rest where there was nothing to do."""
        refreshed = time.monotonic()
        while not self.stopping.is_set():
            if time.monotonic() - refreshed > self.pace.refresh:
                # Seldom: opening SQLite anew for each look costs more than the look.
                refreshed = time.monotonic()
                close_old_connections()
            if not self._guarded(turn):
                self.stopping.wait(self.pace.poll)
        connection.close()

    def _guarded(self, action: Callable[[], object]) -> bool:
        """A database that is away or busy is no reason to end: the next turn comes. Whether something was done."""
        try:
            return bool(action())
        except DatabaseError:
            logger.exception("worker_database")
            connection.close_if_unusable_or_obsolete()
        except Busy as lost:
            logger.warning("worker_lease_lost", extra={"lease": str(lost)})
        return False

    def _beat_until_stopped(self) -> int:
        while not self.stopping.wait(self.pace.beat):
            close_old_connections()
            self._guarded(self._beat)
            hanging = [holding.job for holding in self.holdings if holding.hangs(timezone.now()) and holding.job]
            if hanging:
                logger.error("job_hangs", extra={"jobs": [job.name for job in hanging]})
                self.stop()
                return 1
        return 0

    def _beat(self) -> None:
        beats.beat(self.name)
        tasks.take_over()
        for holding in self.holdings:
            self._guarded(holding.renew)

    def _await_end(self, threads: list[threading.Thread]) -> None:
        """Wait for the lanes; what still runs after the grace is left: its thread dies with the process."""
        until = time.monotonic() + self.pace.grace
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        running = [holding.job.name for holding in self.holdings if holding.job]
        if running:
            logger.warning("worker_leaves_jobs", extra={"jobs": running})


def run_worker() -> int:
    """The worker as a program: SIGTERM and SIGINT end it in order."""
    process = WorkerProcess()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: process.stop())
    return process.run()


def run_everything_due(seconds: float = 60.0) -> int:
    """Run what is due now, one after the other, until nothing is (for tests and for cron). How many runs."""
    plan(all_jobs())
    name, until, count = f"{socket.gethostname()}/{os.getpid()}/once", time.monotonic() + seconds, 0
    while time.monotonic() < until:
        done = sum(run_if_due(job, name, Holding()) for job in due(all_jobs()))
        done += tasks.run_next(name)
        count += done
        if not done:
            break
    return count
