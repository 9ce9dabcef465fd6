"""Running one due periodic job: claim, run, note. Safe with several workers and with a kill at any moment.

`Schedule.next_at` moves only after a run; a killed worker's job is therefore still due, and is taken over as soon as
the lease is free: at once if the dead process was on this host, after two minutes otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from roterfaden.operation.jobs import Job
from roterfaden.operation.leases import Busy, Held, acquire
from roterfaden.operation.models import JobRun, Schedule

logger = logging.getLogger("roterfaden.jobs")
LEASE = timedelta(minutes=2)
#: Runs kept of each job.
HISTORY = 200


class Holding:
    """The lease of the job that a lane runs now, and since when; the worker's beat renews it."""

    def __init__(self) -> None:
        self.lease: Held | None = None
        self.job: Job | None = None
        self.since: datetime | None = None

    def renew(self) -> None:
        """Keep the lease while the job runs."""
        if (lease := self.lease) is not None:
            try:
                lease.renew()
            except Busy:
                if self.lease is lease:  # else the job ended meanwhile and gave it back
                    raise

    def hangs(self, now: datetime) -> bool:
        """Whether the job takes longer than it may."""
        return self.job is not None and self.since is not None and now - self.since > self.job.limit


def plan(jobs: dict[str, Job]) -> None:
    """A row for every job that has none yet; a new job is due at once."""
    known = set(Schedule.objects.values_list("name", flat=True))
    missing = [Schedule(name=name, next_at=timezone.now()) for name in jobs if name not in known]
    if missing:
        Schedule.objects.bulk_create(missing, ignore_conflicts=True)


def due(jobs: dict[str, Job]) -> list[Job]:
    """The jobs whose time has come and that have something to do. Reads only."""
    rows = Schedule.objects.filter(name__in=jobs, next_at__lte=timezone.now(), paused=False)
    return [jobs[name] for name in rows.order_by("next_at").values_list("name", flat=True) if _has_work(jobs[name])]


def _has_work(job: Job) -> bool:
    try:
        return job.when is None or job.when()
    except Exception:
        logger.exception("job_question_failed", extra={"job": job.name})
        return False


def run_if_due(job: Job, worker: str, holding: Holding) -> bool:
    """Run the job unless another worker has it or had it. Whether it ran here."""
    try:
        lease = acquire(f"job:{job.name}", LEASE)
    except Busy:
        return False
    try:
        if not Schedule.objects.filter(name=job.name, next_at__lte=timezone.now(), paused=False).exists():
            return False
        with _held(holding, lease, job), structlog.contextvars.bound_contextvars(job=job.name):
            _run(job, worker)
        return True
    finally:
        lease.release()


@contextmanager
def _held(holding: Holding, lease: Held, job: Job) -> Iterator[None]:
    holding.lease, holding.job, holding.since = lease, job, timezone.now()
    try:
        yield
    finally:
        holding.lease = holding.job = holding.since = None


def _run(job: Job, worker: str) -> None:
    started = timezone.now()
    row = JobRun(schedule_id=job.name, worker=worker, started=started)
    if job.record:
        # We hold the lease: a run that still claims to be running was killed.
        lost = JobRun.objects.filter(schedule_id=job.name, outcome=JobRun.Outcome.RUNNING)
        lost.update(outcome=JobRun.Outcome.LOST, finished=started)
        row.save()
    try:
        row.message = str(job.run() or "")
        row.outcome = JobRun.Outcome.DONE
    except Exception as error:
        logger.exception("job_failed")
        row.message, row.outcome = f"{type(error).__name__}: {error}"[:2000], JobRun.Outcome.FAILED
    _note(job, row)


def _note(job: Job, row: JobRun) -> None:
    """Keep what happened and plan the next run."""
    row.finished = timezone.now()
    failed = row.outcome == JobRun.Outcome.FAILED
    schedule = Schedule.objects.get(name=job.name)
    failures = schedule.failures + 1 if failed else 0
    if job.record or failed:
        row.save()
        _forget_old(job.name)
    pause = job.pause_after(failures)
    Schedule.objects.filter(name=job.name).update(next_at=timezone.now() + pause, failures=failures)
    seconds = round((row.finished - row.started).total_seconds(), 2)
    level = logging.INFO if job.record else logging.DEBUG
    logger.log(level, "job", extra={"outcome": row.outcome, "seconds": seconds, "result": row.message[:300]})


def _forget_old(name: str) -> None:
    runs = JobRun.objects.filter(schedule_id=name).order_by("-started", "-id")
    oldest_kept = runs.values_list("started", flat=True)[HISTORY - 1 : HISTORY].first()
    if oldest_kept is not None:
        runs.filter(started__lt=oldest_kept).delete()
