"""Ideas as a method of participation: what the pages of a process show of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_stubs_ext import StrOrPromise

from roterfaden.contributions.models import Contribution
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules import Count, Module, Todo
from roterfaden.participation.modules.ideas import listing, tables
from roterfaden.participation.modules.ideas.addresses import list_address
from roterfaden.participation.modules.ideas.forms import SettingsForm
from roterfaden.participation.modules.ideas.pages import list_context
from roterfaden.participation.modules.ideas.querysets import ideas_of
from roterfaden.participation.modules.ideas.settings import KEY

#: Ideas on the page of the process; all of them are in the list.
SHOWN = 10


def section(phase: Phase, request: HttpRequest) -> SafeString | str:
    """The first ideas, those least seen first, with the filters that lead into the list."""
    process = phase.process
    context = list_context(request, process, listing.Wanted(), "", SHOWN)
    return render_to_string("ideas/parts/section.html", context | {"phase": phase}, request)


def todos(phase: Phase, _request: HttpRequest) -> Sequence[Todo]:
    """Hand in an idea, support one."""
    process = phase.process
    support: StrOrPromise = _("Ihre Unterstützung zählt einmal, und Sie können sie zurücknehmen.")
    if process.answer_days is not None and process.answer_from:
        support = ngettext_lazy(
            "Ab {number} Unterstützung muss die Verwaltung antworten.",
            "Ab {number} Unterstützungen muss die Verwaltung antworten.",
            process.answer_from,
        ).format(number=process.answer_from)
    return (
        Todo(
            _("Eine Idee einreichen"),
            list_address(process, "submit"),
            _("Ein Satz genügt. Ohne Konto: Eine Mailadresse reicht."),
            main=True,
        ),
        Todo(_("Ideen unterstützen"), f"{list_address(process)}", support),
    )


def counts(process: Process) -> Sequence[Count]:
    """How many public ideas there are."""
    number = ideas_of(process).count()
    return (Count(number, ngettext_lazy("Idee", "Ideen", number)),)


def rows(process: Process) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """For exports and the open data set of the process."""
    found: Sequence[Contribution] = list(ideas_of(process).order_by("pk"))
    return {"ideen": [tables.idea_object(row, process) for row in found]}


def office(phase: Phase) -> Sequence[Todo]:
    """Its own pages in the back office."""
    label = _("Ideen ansehen, beantworten, zusammenführen")
    return (Todo(label, reverse("ideas_office:ideas", args=[phase.process_id])),)


IDEAS = Module(
    KEY,
    _("Ideen sammeln"),
    _("Menschen schreiben, was fehlt, mit Ort und Bild, und unterstützen, was andere schrieben."),
    section,
    todos,
    counts,
    rows,
    SettingsForm,
    office,
    writes=("idea", "comment", "question"),
    supports=("idea", "comment", "question"),
)
