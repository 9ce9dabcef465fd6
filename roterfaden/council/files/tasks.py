"""Reading files on demand: what a button in the back office puts into the queue. The scheduled job needs no task."""

from __future__ import annotations

from django_tasks import task

from roterfaden.council.files.actions import work


@task(queue_name="texts")
def read_files(seconds: float = 60.0) -> int:
    """One bounded slice of reading. How many files were treated."""
    return work(seconds)
