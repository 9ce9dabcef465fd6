"""Check-ups: what `roterfaden doctor` asks. Rooms add theirs in a module `checkups.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext as _


class Level(IntEnum):
    """How bad it is. Only errors change the exit code."""

    GOOD = 0
    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True)
class Finding:
    """One sentence about the portal's health, and the mend where there is something to mend."""

    level: Level
    text: str
    mend: str = ""


@dataclass(frozen=True)
class Report:
    """The findings of one check-up."""

    name: str
    findings: tuple[Finding, ...]


Checkup = Callable[[], Iterable[Finding]]
_checkups: dict[str, Checkup] = {}


def checkup(name: str) -> Callable[[Checkup], Checkup]:
    """Register a check-up. It yields findings; one that raises is itself a finding."""

    def register(function: Checkup) -> Checkup:
        _checkups[name] = function
        return function

    return register


def examine() -> list[Report]:
    """Ask all. The database comes first: without it the others that need it are not asked in vain."""
    return [Report(name, tuple(_asked(function))) for name, function in _checkups.items()]


def worst(reports: Iterable[Report]) -> Level:
    """The worst level of all findings."""
    return max((finding.level for report in reports for finding in report.findings), default=Level.GOOD)


def good(text: str) -> Finding:
    """All is well."""
    return Finding(Level.GOOD, text)


def note(text: str, mend: str = "") -> Finding:
    """Worth knowing."""
    return Finding(Level.NOTE, text, mend)


def warning(text: str, mend: str) -> Finding:
    """Works, but not for long or not well."""
    return Finding(Level.WARNING, text, mend)


def error(text: str, mend: str) -> Finding:
    """Does not work."""
    return Finding(Level.ERROR, text, mend)


def _asked(function: Checkup) -> Iterable[Finding]:
    try:
        yield from function()
    except Exception as problem:
        sentence = _("Diese Prüfung ist nicht möglich: %(error)s") % {"error": f"{type(problem).__name__}: {problem}"}
        yield error(sentence, _("Beheben Sie zuerst die Fehler, die darüber stehen."))
