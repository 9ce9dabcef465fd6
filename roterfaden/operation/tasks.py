"""Tasks put into the database by Django's tasks framework: run, tried again, and taken over from dead workers.

django-tasks-db stores tasks but has neither lease nor retry. A running task belongs to the worker named last in
`worker_ids`; when that worker shows no sign of life any more, its tasks are ready again.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from django.db import OperationalError
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from roterfaden.operation.beats import living_workers
from roterfaden.operation.jobs import Permanent

if TYPE_CHECKING:
    Row = DBTaskResult[..., Any]

logger = logging.getLogger("roterfaden.jobs")
#: Attempts of a task, and the pause before the second one; it grows fourfold each time.
ATTEMPTS = 5
FIRST_PAUSE = timedelta(minutes=1)


def run_next(worker: str) -> bool:
    """Run the next ready task, if there is one. Whether there was."""
    # A plain read first: the claim takes SQLite's write lock, and an idle worker must not.
    if not DBTaskResult.objects.ready().exists():
        return False
    row = _claim(worker)
    if row is None:
        return False
    with structlog.contextvars.bound_contextvars(task=row.task_path):
        _runner(worker).run_task(row)
        _try_again(row)
    return True


def _claim(worker: str) -> Row | None:
    try:
        with exclusive_transaction():
            row: Row | None = DBTaskResult.objects.ready().get_locked()
            if row is not None:
                row.claim(worker)
            return row
    except OperationalError:
        return None  # the database is busy; the next round comes soon


def _runner(worker: str) -> Worker:
    """django-tasks-db's own runner, of which we use only `run_task`."""
    return Worker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker,
        excluded_queue_names=[],
    )


def _try_again(row: Row) -> None:
    """Plan another attempt of a failed task, unless its error is permanent or it had its attempts."""
    if row.status != TaskResultStatus.FAILED:
        return
    attempts = len(row.worker_ids)
    logger.error("task_failed", extra={"error": row.exception_class_path, "attempt": attempts})
    if attempts >= ATTEMPTS or _is_permanent(row.exception_class_path):
        return
    pause = FIRST_PAUSE * 4 ** (attempts - 1)
    DBTaskResult.objects.filter(pk=row.pk).update(status=TaskResultStatus.READY, run_after=timezone.now() + pause)


def _is_permanent(path: str) -> bool:
    try:
        return issubclass(import_string(path), Permanent)
    except (ImportError, TypeError):
        return False


def take_over() -> int:
    """Make the running tasks of dead workers ready again. How many."""
    running = DBTaskResult.objects.running()
    if not running.exists():
        return 0
    living, count = living_workers(), 0
    for row in running:
        if not row.worker_ids or row.worker_ids[-1] not in living:
            count += _give_back(row)
    return count


def _give_back(row: Row) -> int:
    """Ready again; a task that took its workers down too often has failed."""
    over = len(row.worker_ids) >= ATTEMPTS
    status = TaskResultStatus.FAILED if over else TaskResultStatus.READY
    same = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    logger.warning("task_taken_over", extra={"task": row.task_path, "failed": over})
    return same.update(status=status, run_after=timezone.now())
