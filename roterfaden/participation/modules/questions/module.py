"""The method "question time" as the core of participation sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from roterfaden.contributions.models import Contribution
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules import Count, Module, Todo
from roterfaden.participation.modules.questions.addresses import session_address
from roterfaden.participation.modules.questions.models import KIND, METHOD, Asked, questions_of, session_at

#: Questions that the page of the process names.
SHOWN = 5
MOST_ROWS = 100_000


def section(phase: Phase, request: HttpRequest) -> SafeString | str:
    """What the process page shows: the most supported questions. Four queries."""
    session = session_at(phase)
    rows = questions_of(session)
    context = {
        "session": session,
        "rows": rows.order_by("-support_count", "-pk")[:SHOWN],
        "total": rows.count(),
        "on_now": rows.filter(asked__state=Asked.State.CURRENT).first(),
        "is_open": phase.is_open(),
    }
    return render_to_string("questiontime/parts/section.html", context, request)


def todos(phase: Phase, _request: HttpRequest) -> Sequence[Todo]:
    """Ask."""
    if not phase.is_open():
        return ()
    session = session_at(phase)
    return [Todo(_("Eine Frage stellen"), f"{session_address(session)}#fragen", main=True)]


def counts(process: Process) -> Sequence[Count]:
    """How many questions: one query."""
    number = Contribution.objects.visible_to().filter(asked__session__phase__process=process).count()
    return [Count(number, ngettext("Frage", "Fragen", number))] if number else ()


def tables(process: Process) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Questions with what was answered live; nobody's name."""
    rows = Contribution.objects.visible_to().filter(asked__session__phase__process=process).select_related("asked")
    found = [
        {
            "nummer": row.pk,
            "frage": row.text,
            "stand": row.asked.state,
            "mitschrift": row.asked.minutes,
            "weg": row.channel,
            "unterstuetzungen": row.support_count,
            "veroeffentlicht": row.published_at.isoformat() if row.published_at else "",
        }
        for row in rows.order_by("pk")[:MOST_ROWS]
    ]
    return {"fragen": found} if found else {}


def office(phase: Phase) -> Sequence[Todo]:
    """Its page in the back office."""
    return [Todo(_("Fragestunde einrichten und leiten"), reverse("questiontime_office:session", args=[phase.pk]))]


MODULE = Module(
    METHOD,
    _lazy("Fragestunde"),
    _lazy("Menschen fragen, Fachleute antworten, live oder schriftlich."),
    section,
    todos,
    counts,
    tables,
    None,
    office,
    writes=(KIND, "comment"),
    supports=(KIND, "comment"),
)
