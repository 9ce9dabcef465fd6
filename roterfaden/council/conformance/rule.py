"""What a kind of finding is.

An error breaks a "muss" of the specification or loses data; a warning breaks a "sollte" or is implausible; a note is
worth knowing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True)
class Rule:
    """One kind of finding: how grave it is, where the specification speaks of it, what it says, how to mend it."""

    code: str
    severity: Severity
    #: Section of OParl 1.1; those of 1.0 have the same numbers.
    section: str
    title: Text
    mend: Text
