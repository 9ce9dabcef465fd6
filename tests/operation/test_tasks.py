"""Tasks in the database: run, tried again, taken over from dead workers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from roterfaden.operation import beats, tasks
from roterfaden.operation.jobs import Permanent

pytestmark = pytest.mark.django_db
WORKER = "host/1/abc"
done: list[str] = []


@task()
def write_down(text: str) -> None:
    done.append(text)


@task()
def fail() -> None:
    raise ConnectionError("away")


@task()
def fail_for_good() -> None:
    raise Permanent("no such address")


@pytest.fixture(autouse=True)
def _forget() -> None:
    done.clear()


def only_row() -> Any:
    return DBTaskResult.objects.get()


def test_a_task_runs_in_the_worker_not_in_the_request() -> None:
    write_down.enqueue("hello")
    assert done == []
    assert tasks.run_next(WORKER)
    assert done == ["hello"]
    assert not tasks.run_next(WORKER)


def test_an_idle_round_only_reads(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1) as queries:
        assert not tasks.run_next(WORKER)
    assert queries.captured_queries[0]["sql"].startswith("SELECT")


def test_a_failed_task_is_tried_again_after_a_growing_pause() -> None:
    fail.enqueue()
    tasks.run_next(WORKER)
    row = only_row()
    assert row.status == TaskResultStatus.READY
    assert row.run_after - timezone.now() > timedelta(seconds=50)
    DBTaskResult.objects.update(run_after=timezone.now())
    tasks.run_next(WORKER)
    assert only_row().run_after - timezone.now() > timedelta(minutes=3)


def test_a_task_has_failed_after_its_attempts() -> None:
    fail.enqueue()
    for _ in range(tasks.ATTEMPTS + 3):
        DBTaskResult.objects.update(run_after=timezone.now())
        tasks.run_next(WORKER)
    assert only_row().status == TaskResultStatus.FAILED
    assert len(only_row().worker_ids) == tasks.ATTEMPTS


def test_a_permanent_error_is_not_tried_again() -> None:
    fail_for_good.enqueue()
    tasks.run_next(WORKER)
    assert only_row().status == TaskResultStatus.FAILED


def test_the_tasks_of_a_dead_worker_are_taken_over() -> None:
    write_down.enqueue("again")
    only_row().claim("elsewhere/1/dead")
    assert tasks.take_over() == 1
    assert tasks.run_next(WORKER)
    assert done == ["again"]


def test_the_tasks_of_a_living_worker_are_left_alone() -> None:
    beats.beat("elsewhere/1/alive")
    write_down.enqueue("x")
    only_row().claim("elsewhere/1/alive")
    assert tasks.take_over() == 0


def test_a_task_that_kills_its_workers_fails_at_last() -> None:
    write_down.enqueue("x")
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=["elsewhere/1/x"] * tasks.ATTEMPTS)
    tasks.take_over()
    assert only_row().status == TaskResultStatus.FAILED
