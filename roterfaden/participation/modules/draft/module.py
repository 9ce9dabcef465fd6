"""The method "draft" as the core of participation sees it."""

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

from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules import Count, Module, Todo
from roterfaden.participation.modules.draft.actions.suggesting import KIND
from roterfaden.participation.modules.draft.addresses import draft_address
from roterfaden.participation.modules.draft.models import Draft, Suggestion
from roterfaden.participation.modules.draft.reading import lines, newest, voices_of

#: Passages that the page of the process names.
SHOWN = 5
#: Suggestions that one export holds.
MOST_ROWS = 100_000


def section(phase: Phase, request: HttpRequest) -> SafeString | str:
    """What the process page shows: how long the text is, where most was said. Five queries."""
    draft = _of(phase)
    version = newest(draft) if draft else None
    if draft is None or version is None:
        return ""
    voices = voices_of(draft)
    talked = [line for line in lines(version, voices) if line.voices.total]
    context = {
        "draft": draft,
        "version": version,
        "paragraphs": sum(not part.is_heading for part in version.parts),
        "comments": sum(one.comments for one in voices.values()),
        "open": sum(one.open for one in voices.values()),
        "decided": sum(one.decided for one in voices.values()),
        "talked": sorted(talked, key=lambda line: -line.voices.total)[:SHOWN],
        "is_open": phase.is_open(),
    }
    return render_to_string("drafts/parts/section.html", context, request)


def todos(phase: Phase, _request: HttpRequest) -> Sequence[Todo]:
    """Read and say something."""
    draft = _of(phase)
    if draft is None or not phase.is_open() or newest(draft) is None:
        return ()
    return [
        Todo(
            _("Den Text lesen und Absätze verbessern"),
            draft_address(draft),
            _("Jeder Absatz lässt sich kommentieren; Sie können auch einen besseren Wortlaut vorschlagen."),
            main=True,
        )
    ]


def counts(process: Process) -> Sequence[Count]:
    """How many suggestions there are: one query."""
    number = Suggestion.objects.standing().filter(draft__phase__process=process).count()
    return [Count(number, ngettext("Vorschlag zum Text", "Vorschläge zum Text", number))] if number else ()


def tables(process: Process) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Suggestions with what became of them; nobody's name."""
    rows = Suggestion.objects.standing().filter(draft__phase__process=process).select_related("contribution", "base")
    found = [_row(row) for row in rows.order_by("pk")[:MOST_ROWS]]
    return {"vorschlaege": found} if found else {}


def _row(row: Suggestion) -> dict[str, Any]:
    passage = row.base.by_anchor.get(row.anchor)
    said = row.contribution
    return {
        "nummer": row.pk,
        "fassung": row.base.number,
        "absatz": passage.number if passage else "",
        "wortlaut": row.base_text,
        "vorschlag": "" if row.strike else said.text,
        "streichen": row.strike,
        "warum": said.title,
        "weg": said.channel,
        "unterstuetzungen": said.support_count,
        "veroeffentlicht": said.published_at.isoformat() if said.published_at else "",
        "entscheidung": row.decision,
        "begruendung": row.reason,
    }


def office(phase: Phase) -> Sequence[Todo]:
    """Its page in the back office."""
    return [Todo(_("Text, Vorschläge, Fassungen"), reverse("drafts_office:phase", args=[phase.pk]))]


def _of(phase: Phase) -> Draft | None:
    found = Draft.objects.filter(phase=phase).first()
    if isinstance(found, Draft):
        found.phase = phase
        return found
    return None


MODULE = Module(
    "draft",
    _lazy("Text kommentieren"),
    _lazy("Ein Entwurf liegt vor, und Sie wollen wissen, was daran besser werden soll."),
    section,
    todos,
    counts,
    tables,
    None,
    office,
    writes=(KIND, "comment", "question"),
    supports=(KIND, "comment"),
)
