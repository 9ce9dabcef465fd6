"""Processes and phases for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from roterfaden.kit.things import Ref
from roterfaden.participation import modules
from roterfaden.participation.models import Eligibility, Phase, Process, ProcessState
from roterfaden.participation.modules import Count, Module, Todo

_numbers = count(1)


def make_process(title: str = "Wo fehlen Bäume an der Ihme?", **values: Any) -> Process:
    """A public process without phases."""
    given: dict[str, Any] = {
        "slug": f"ihme-{next(_numbers)}",
        "format": "ideas",
        "state": ProcessState.PUBLIC,
        "published_at": timezone.now(),
    }
    return Process.objects.create(title=title, **(given | values))


def make_phase(process: Process, module: str = "ideas", **values: Any) -> Phase:
    """A phase that runs since yesterday and for another week."""
    now = timezone.now()
    given: dict[str, Any] = {
        "name": "Ideen sammeln",
        "start": now - timedelta(days=1),
        "end": now + timedelta(days=7),
        "order": process.phases.count(),
    }
    return Phase.objects.create(process=process, module=module, **(given | values))


def make_eligibility(process: Process, action: str = "write", **values: Any) -> Eligibility:
    """Who may do something in a process."""
    return Eligibility.objects.create(process=process, action=action, **values)


def _section(phase: Phase, request: HttpRequest) -> SafeString:
    return format_html('<section id="probe"><h2>{} aus der Probe</h2></section>', phase.name)


def _todos(phase: Phase, request: HttpRequest) -> Sequence[Todo]:
    return [
        Todo("Eine Probe einreichen", f"/mitmachen/{phase.process_id}/probe", "Ein Satz genügt.", main=True),
        Todo("Proben unterstützen", "#probe", "Ab 10 Unterstützungen wird geantwortet."),
    ]


def _counts(process: Process) -> Sequence[Count]:
    return [Count(132, "Proben")]


def _tables(process: Process) -> dict[str, list[dict[str, Any]]]:
    return {"proben": [{"nummer": 1, "text": "=1+1", "unterstuetzungen": 3}]}


#: A method of the tests alone, so that they need no other room.
PROBE = Module(
    "probe",
    "Probe",
    "Nur für Prüfungen.",
    _section,
    _todos,
    _counts,
    _tables,
    writes=("comment",),
    supports=("comment",),
)


def use_probe(monkeypatch: Any) -> Module:
    """Make the method known for one test."""
    monkeypatch.setitem(modules.modules, PROBE.key, PROBE)
    return PROBE


def area(process: Process) -> Ref:
    """Where the process' rules hold."""
    return process.ref
