"""Jobs and their rows for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from roterfaden.operation.jobs import Job
from roterfaden.operation.models import Schedule


def make_job(run: Callable[[], object] = lambda: None, name: str = "test.job", **fields: Any) -> Job:
    """A job that is in no registry."""
    return Job(name=name, label="Test", run=run, **{"every": timedelta(minutes=5), **fields})


def make_schedule(name: str = "test.job", due_in: timedelta = timedelta(0), **fields: Any) -> Schedule:
    """A row for a job; due now by default."""
    return Schedule.objects.create(name=name, next_at=timezone.now() + due_in, **fields)
