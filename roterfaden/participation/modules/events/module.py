"""The method "events" as the core of participation sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from roterfaden.kit.bilingual import said
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules import Count, Module, Todo
from roterfaden.participation.modules.events.addresses import event_address
from roterfaden.participation.modules.events.models import Event
from roterfaden.participation.modules.events.moments import when_words

#: Events that the page of the process names.
SHOWN = 6
MOST_ROWS = 10_000


def section(phase: Phase, request: HttpRequest) -> SafeString | str:
    """What the process page shows: what comes, then what was. Two queries."""
    now = timezone.now()
    rows = Event.objects.filter(phase=phase).exclude(state=Event.State.DRAFT)
    coming = list(rows.filter(end__gt=now).order_by("start", "pk")[: SHOWN + 1])
    past = list(rows.filter(end__lte=now).order_by("-start", "-pk")[: SHOWN + 1])
    if not coming and not past:
        return ""
    for row in (*coming, *past):
        row.phase = phase
    context = {
        "phase": phase,
        "coming": [(row, when_words(row)) for row in coming[:SHOWN]],
        "past": [(row, when_words(row)) for row in past[:SHOWN]],
        "more": len(coming) > SHOWN or len(past) > SHOWN,
    }
    return render_to_string("events/parts/section.html", context, request)


def todos(phase: Phase, _request: HttpRequest) -> Sequence[Todo]:
    """Come to the next events."""
    rows = Event.objects.filter(phase=phase, state=Event.State.PUBLIC).coming().select_related("phase__process")
    return [
        Todo(
            _("Anmelden: {title}").format(title=said(row, "title")) if row.takes() else str(said(row, "title")),
            event_address(row),
            f"{when_words(row)}{', ' if row.place else ''}{row.place}",
            main=row.takes(),
        )
        for row in rows.order_by("start", "pk")[:3]
    ]


def counts(process: Process) -> Sequence[Count]:
    """How many events: one query."""
    number = Event.objects.filter(phase__process=process, state=Event.State.PUBLIC).count()
    return [Count(number, ngettext("Termin", "Termine", number))] if number else ()


def tables(process: Process) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Events with how many came; nobody's name."""
    rows = Event.objects.filter(phase__process=process).exclude(state=Event.State.DRAFT).order_by("start", "pk")
    found = [
        {
            "nummer": row.pk,
            "titel": row.title,
            "beginn": row.start.isoformat(),
            "ende": row.end.isoformat(),
            "ort": row.place,
            "plaetze": "" if row.capacity is None else row.capacity,
            "waren_da": "" if row.attended is None else row.attended,
            "abgesagt": row.is_cancelled,
            "mitschrift": row.minutes,
        }
        for row in rows[:MOST_ROWS]
    ]
    return {"termine": found} if found else {}


def office(phase: Phase) -> Sequence[Todo]:
    """Its page in the back office."""
    return [Todo(_("Termine, Anmeldungen, Einlass"), reverse("events_office:events", args=[phase.pk]))]


MODULE = Module(
    "events",
    _lazy("Termine"),
    _lazy("Sie laden ein: in einen Saal, ins Netz oder beides."),
    section,
    todos,
    counts,
    tables,
    None,
    office,
    writes=("comment", "question"),
    supports=("comment", "question"),
)
