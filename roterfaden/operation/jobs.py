"""Periodic jobs: rooms register them, the worker runs them.

A room puts them into its module `jobs.py`, which is imported at start:

    @scheduled("search.drain", label=_("Suche nachführen"), every=timedelta(seconds=2), lane="index", when=is_pending)
    def drain() -> str:
        from roterfaden.search.indexer import drain
        return …

A job works in short slices and must bear being killed at any moment: it is then run again. It returns a sentence for
the history, or nothing. An exception is a failure: logged, kept in the history, tried again after a growing pause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

Run = Callable[[], object]
When = Callable[[], bool]


class Permanent(Exception):
    """Raised by a task that must not be tried again: what is wrong will still be wrong the next time."""


@dataclass(frozen=True)
class Job:
    """A periodic job as its room describes it."""

    name: str
    label: str | Promise
    every: timedelta
    run: Run
    #: Jobs of one lane run one after the other; lanes run beside each other.
    lane: str = "default"
    #: A cheap question before anything is written: is there something to do? None: always.
    when: When | None = None
    #: A run that takes longer hangs; its worker is then ended and started anew.
    limit: timedelta = timedelta(hours=1)
    #: Whether successful runs are kept in the history (not for jobs that run every few seconds).
    record: bool = True

    def pause_after(self, failures: int) -> timedelta:
        """The pause before the next attempt: 30 s, 1, 2, 4 … minutes, one hour (or `every`) at most."""
        if failures == 0:
            return self.every
        grown: timedelta = timedelta(seconds=30) * 2 ** min(failures - 1, 10)
        return max(self.every, min(grown, timedelta(hours=1)))


_jobs: dict[str, Job] = {}


def scheduled(
    name: str,
    *,
    label: str | Promise,
    every: timedelta,
    lane: str = "default",
    when: When | None = None,
    limit: timedelta = timedelta(hours=1),
    record: bool = True,
) -> Callable[[Run], Run]:
    """Register the decorated function as a periodic job. A name is given once."""

    def decorate(function: Run) -> Run:
        if name in _jobs and _jobs[name].run is not function:
            raise ValueError(f"two jobs are called {name}")
        _jobs[name] = Job(name, label, every, function, lane, when, limit, record)
        return function

    return decorate


def label_of(name: str) -> str:
    """A job's name for people; jobs of an earlier version keep their code name."""
    job = _jobs.get(name)
    return str(job.label) if job else name


def all_jobs() -> dict[str, Job]:
    """Every registered job by its name."""
    return dict(sorted(_jobs.items()))
