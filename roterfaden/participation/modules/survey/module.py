"""Surveys and quick polls as methods of participation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from roterfaden.accounts.current import person_of
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules import Count, Module, Todo, register
from roterfaden.participation.modules.survey.actions.answering import has_answered
from roterfaden.participation.modules.survey.actions.editing import copy_phase
from roterfaden.participation.modules.survey.addresses import address
from roterfaden.participation.modules.survey.asking import asked
from roterfaden.participation.modules.survey.models import Participation, Publication, Sheet, Survey
from roterfaden.participation.modules.survey.models.survey import POLL
from roterfaden.participation.modules.survey.moving import objects
from roterfaden.participation.modules.survey.reading import read
from roterfaden.participation.modules.survey.results.exporting import tables
from roterfaden.participation.modules.survey.results.showing import shown_results
from roterfaden.participation.modules.survey.signing import AnswerSigning

SURVEY = "survey"


def register_modules() -> None:
    """Tell the registry."""
    register(
        _module(
            SURVEY,
            gettext_lazy("Umfrage"),
            gettext_lazy("Wenn Sie mehrere Fragen haben und wissen wollen, wie viele was denken."),
        )
    )
    register(
        _module(
            POLL,
            gettext_lazy("Schnelle Umfrage"),
            gettext_lazy("Wenn eine einzige Frage genügt. Sie steht auf der Seite der Beteiligung."),
        )
    )


def _module(key: str, label: StrOrPromise, purpose: StrOrPromise) -> Module:
    return Module(
        key,
        label,
        purpose,
        section=section,
        todos=todos,
        counts=lambda process: counts(process, key),
        tables=lambda process: tables_of(process, key),
        office=office,
        copied=copy_phase,
        objects=objects,
    )


def survey_of(phase: Phase) -> Survey | None:
    """The survey of a phase with its questions; None where none was made yet."""
    found: Survey | None = Survey.objects.whole().filter(phase=phase).first()
    return found


def section(phase: Phase, request: HttpRequest) -> SafeString | str:
    """On the page of the process: a poll's question, else what there is to know; results when they are published."""
    survey = survey_of(phase)
    if survey is None or phase.start is None:
        return ""
    running = phase.is_open() and survey.is_ready
    results = shown_results(survey)
    if not running and results is None and not phase.is_over():
        return ""
    context: dict[str, Any] = {"survey": survey, "process": phase.process, "phase": phase, "running": running}
    context |= {"here": address(survey), "results": results, "answered": has_answered(survey, person_of(request))}
    if running and survey.is_poll and not context["answered"]:
        questions = list(survey.questions.all())[:1]
        blank = QueryDict()
        context |= {
            "asked": asked(questions, blank, read(questions, blank), with_errors=False),
            "signing": AnswerSigning(request),
        }
    return render_to_string("surveys/parts/section.html", context, request)


def todos(phase: Phase, request: HttpRequest) -> Sequence[Todo]:
    """Answer, while it runs."""
    survey = survey_of(phase)
    if survey is None or not survey.is_ready or not phase.is_open() or has_answered(survey, person_of(request)):
        return ()
    number = len(survey.questions.all())
    if not number:
        return ()
    note = ngettext("Eine Frage.", "{number} Fragen.", number).format(number=number)
    label = _("Abstimmen") if survey.is_poll else _("An der Umfrage teilnehmen")
    process = reverse("participation:process", args=[phase.process.slug])
    url = f"{process}#umfrage-{phase.pk}" if survey.is_poll else address(survey)
    return (Todo(label, url, note, main=True),)


def counts(process: Process, key: str) -> Sequence[Count]:
    """How many took part, online and on paper; of what is evaluated, what was published."""
    mine = Survey.objects.filter(phase__process=process, phase__module=key)
    final = Publication.objects.filter(survey__in=mine, final=True)
    done = sum(final.values_list("people", flat=True))
    open_ones = mine.filter(evaluated_on=None)
    online = Participation.objects.filter(survey__in=open_ones).count()
    number = done + online + Sheet.objects.filter(survey__in=open_ones, counted=True).count()
    if not number:
        return ()
    return (Count(number, ngettext("Antwort auf die Umfrage", "Antworten auf die Umfrage", number)),)


def tables_of(process: Process, key: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Rows for exports: what is published."""
    rows = Survey.objects.visible_to().whole().filter(phase__process=process, phase__module=key)
    return tables(list(rows))


def office(phase: Phase) -> Sequence[Todo]:
    """Its pages in the back office."""
    return (Todo(_("Fragen, Bögen und Ergebnisse"), reverse("surveys_office:survey", args=[phase.pk])),)
