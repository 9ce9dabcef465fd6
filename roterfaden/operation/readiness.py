"""Whether this process can serve: the database answers, its tables are ours, and what rooms add (the search index)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, connection

from roterfaden.operation.preparing import unapplied

#: A probe returns "" when all is well, else a word or sentence without secrets.
Probe = Callable[[], str]
_probes: dict[str, Probe] = {}
#: Migrations are looked up until they are complete; after that only a new process can have new ones.
_migrated = False


@dataclass(frozen=True)
class State:
    """The answer of /readyz."""

    ready: bool
    checks: dict[str, str]


def probe(name: str) -> Callable[[Probe], Probe]:
    """Register a probe. It must be quick: load balancers ask every few seconds."""

    def register(function: Probe) -> Probe:
        _probes[name] = function
        return function

    return register


def look() -> State:
    """Ask every probe; the database first, for without it no other makes sense."""
    problem = _database()
    if problem:
        return State(False, {"database": problem})
    checks = {"database": "ok", "migrations": _migrations() or "ok"}
    checks.update({name: _asked(function) or "ok" for name, function in _probes.items()})
    return State(all(answer == "ok" for answer in checks.values()), checks)


def _asked(function: Probe) -> str:
    try:
        return function()
    except Exception as error:  # any defect of a probe means "not ready", never a 500
        return type(error).__name__


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return type(error).__name__
    return ""


def _migrations() -> str:
    global _migrated
    if _migrated:
        return ""
    count = len(unapplied())
    _migrated = count == 0
    return "" if _migrated else f"{count} unapplied"
