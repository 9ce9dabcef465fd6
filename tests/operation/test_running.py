"""Periodic jobs: run when due, noted, tried again after a growing pause, taken over from the dead."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from roterfaden.operation.jobs import all_jobs, scheduled
from roterfaden.operation.leases import acquire
from roterfaden.operation.models import JobRun, Lease, Schedule
from roterfaden.operation.running import HISTORY, Holding, due, plan, run_if_due
from tests.operation.factories import make_job, make_schedule

pytestmark = pytest.mark.django_db
WORKER = "host/1/abc"


def broken() -> None:
    raise RuntimeError("the source is away")


def test_a_due_job_runs_and_leaves_a_row() -> None:
    make_schedule()
    assert run_if_due(make_job(lambda: "12 gelesen"), WORKER, Holding())
    run = JobRun.objects.get()
    assert (run.outcome, run.message, run.worker) == (JobRun.Outcome.DONE, "12 gelesen", WORKER)
    assert Schedule.objects.get().next_at > timezone.now() + timedelta(minutes=4)


def test_a_job_does_not_run_before_its_time() -> None:
    make_schedule(due_in=timedelta(minutes=1))
    assert not run_if_due(make_job(broken), WORKER, Holding())
    assert not JobRun.objects.exists()


def test_a_second_time_at_once_does_nothing() -> None:
    make_schedule()
    runs: list[int] = []
    job = make_job(lambda: runs.append(1))
    assert [run_if_due(job, WORKER, Holding()) for _ in range(2)] == [True, False]
    assert runs == [1]


def test_a_job_that_another_worker_runs_is_left_alone() -> None:
    make_schedule()
    acquire("job:test.job")
    assert not run_if_due(make_job(broken), WORKER, Holding())


def test_a_paused_job_does_not_run() -> None:
    make_schedule(paused=True)
    job = make_job(broken)
    assert due({job.name: job}) == []
    assert not run_if_due(job, WORKER, Holding())


def test_a_failure_is_kept_and_the_pause_grows(caplog: pytest.LogCaptureFixture) -> None:
    job, pauses = make_job(broken, every=timedelta(seconds=1)), []
    make_schedule()
    for _ in range(3):
        Schedule.objects.update(next_at=timezone.now())
        run_if_due(job, WORKER, Holding())
        pauses.append(round((Schedule.objects.get().next_at - timezone.now()).total_seconds(), -1))
    assert pauses == [30, 60, 120]
    assert Schedule.objects.get().failures == 3
    assert "the source is away" in JobRun.objects.first().message  # type: ignore[union-attr]
    assert "job_failed" in caplog.text


def test_the_pause_never_exceeds_an_hour_and_is_never_shorter_than_the_rhythm() -> None:
    assert make_job().pause_after(50) == timedelta(hours=1)
    assert make_job(every=timedelta(days=1)).pause_after(1) == timedelta(days=1)


def test_after_a_success_the_failures_are_forgotten() -> None:
    make_schedule(failures=4)
    run_if_due(make_job(), WORKER, Holding())
    assert Schedule.objects.get().failures == 0


def test_a_killed_workers_job_runs_again_at_once_and_its_row_says_so() -> None:
    schedule = make_schedule()
    dead = f"{socket.gethostname()}/{2**22 + 1}/abc"
    Lease.objects.create(name="job:test.job", holder=dead, until=timezone.now() + timedelta(minutes=2))
    lost = JobRun.objects.create(schedule=schedule, worker=dead, started=timezone.now())
    assert run_if_due(make_job(), WORKER, Holding())
    lost.refresh_from_db()
    assert lost.outcome == JobRun.Outcome.LOST


def test_jobs_without_record_leave_rows_only_when_they_fail() -> None:
    make_schedule()
    run_if_due(make_job(record=False), WORKER, Holding())
    assert not JobRun.objects.exists()
    Schedule.objects.update(next_at=timezone.now())
    run_if_due(make_job(broken, record=False), WORKER, Holding())
    assert JobRun.objects.get().outcome == JobRun.Outcome.FAILED


def test_a_job_with_nothing_to_do_is_not_due_and_nothing_is_written(django_assert_num_queries: object) -> None:
    make_schedule()
    job = make_job(broken, when=lambda: False)
    assert due({job.name: job}) == []
    assert not Lease.objects.exists()


def test_a_question_that_fails_does_not_stop_the_others() -> None:
    def odd() -> bool:
        raise RuntimeError("odd")

    make_schedule("a")
    make_schedule("b")
    jobs = {"a": make_job(name="a", when=odd), "b": make_job(name="b")}
    assert [job.name for job in due(jobs)] == ["b"]


def test_the_history_is_cut() -> None:
    schedule = make_schedule()
    old = timezone.now() - timedelta(days=1)
    JobRun.objects.bulk_create(
        JobRun(schedule=schedule, worker=WORKER, started=old + timedelta(seconds=n), outcome=JobRun.Outcome.DONE)
        for n in range(HISTORY + 5)
    )
    run_if_due(make_job(), WORKER, Holding())
    assert JobRun.objects.count() == HISTORY


def test_new_jobs_are_planned_once() -> None:
    job = make_job()
    plan({job.name: job})
    plan({job.name: job})
    assert Schedule.objects.count() == 1


def test_a_hanging_job_is_noticed() -> None:
    holding = Holding()
    holding.job, holding.since = make_job(limit=timedelta(minutes=1)), timezone.now() - timedelta(minutes=2)
    assert holding.hangs(timezone.now())
    assert not Holding().hangs(timezone.now())


def test_a_name_is_given_once() -> None:
    name = next(iter(all_jobs()))
    with pytest.raises(ValueError, match="two jobs"):
        scheduled(name, label="x", every=timedelta(1))(lambda: None)
