"""Sources, their runs, and silent changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from roterfaden.council.api.schemas.basics import Paged, Ref
from roterfaden.kit.api import Out


class Change(Out):
    """One field that a source altered silently."""

    field: str
    old: Any = None
    new: Any = None


class RevisionRow(Out):
    """A silent change."""

    id: int
    #: The object that changed: its kind, its id among its kind, what it is called where the paper or the meeting is not
    #: meant itself.
    type: str
    object_id: int
    subject: str
    seen_at: dt.datetime
    paper: Ref | None
    meeting: Ref | None
    changes: list[Change]
    url: str | None = None


class Run(Out):
    """One reading of a source."""

    id: int
    mode: str
    outcome: str
    started: dt.datetime
    finished: dt.datetime | None
    message: str
    counts: dict[str, Any]
    findings: dict[str, int]
    figures: dict[str, Any]


class SourceRow(Out):
    """A council system that is read."""

    slug: str
    name: str
    kind: str
    address: str
    enabled: bool
    oparl_version: str
    license: str
    sample_data: bool
    last_complete_at: dt.datetime | None
    known_gaps: list[str]
    last_run: Run | None
    url: str | None = None


class Revisions(Paged):
    """A page of silent changes."""

    items: list[RevisionRow]


class Runs(Paged):
    """A page of runs."""

    items: list[Run]


class Sources(Paged):
    """A page of sources."""

    items: list[SourceRow]
