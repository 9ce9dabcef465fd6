"""The survey of a phase and its questions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.participation.modules.survey.actions import editing
from roterfaden.participation.modules.survey.actions.editing import Frozen, InUse, NoTypo
from roterfaden.participation.modules.survey.asking import asked
from roterfaden.participation.modules.survey.drafts import QuestionDraft
from roterfaden.participation.modules.survey.models import Ballot, Participation, Question, Sheet, Survey, Waiting
from roterfaden.participation.modules.survey.office.common import frozen_words, office_view, phase_of, survey_of
from roterfaden.participation.modules.survey.office.forms import CreateForm, PasswordForm, QuestionForm, SettingsForm
from roterfaden.participation.modules.survey.reading import read
from roterfaden.participation.modules.survey.views.answering import about

HOME = "surveys_office:survey"
#: Other surveys whose questions can be copied, the newest first.
MOST_SOURCES = 50


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def survey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Questions and state; before that, one makes the survey with its key."""
    phase = phase_of(pk)
    found = Survey.objects.whole().filter(phase=phase).first()
    if found is not None:
        return render(request, "surveys/office/survey.html", _about(found))
    form = CreateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        editing.create(request.user, phase, form.cleaned_data["password"])  # type: ignore[arg-type]
        messages.success(request, _("Angelegt. Fügen Sie jetzt Fragen hinzu."))
        return redirect(HOME, pk)
    return render(request, "surveys/office/create.html", {"phase": phase, "form": form})


def _about(survey: Survey) -> dict[str, Any]:
    questions = list(survey.questions.all())
    sources = Survey.objects.exclude(pk=survey.pk).select_related("phase__process").order_by("-pk")
    return {
        **about(survey),
        "questions": questions,
        "people": Participation.objects.filter(survey=survey).count(),
        "sheets": Sheet.objects.filter(survey=survey, counted=True).count(),
        "open_sheets": Sheet.objects.filter(survey=survey, counted=False).count(),
        "boxes": Ballot.objects.filter(survey=survey).count() + Waiting.objects.filter(survey=survey).count(),
        "sources": sources[:MOST_SOURCES],
        "password_form": PasswordForm(),
        "frozen_words": frozen_words() if survey.frozen else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def settings(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How it is answered and shown."""
    found = survey_of(pk)
    form = SettingsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in editing.SETTINGS}
        editing.change_settings(request.user, survey_of(pk), values)  # type: ignore[arg-type]
        messages.success(request, _("Gespeichert."))
        return redirect(HOME, pk)
    context = about(found) | {"form": form, "frozen_words": frozen_words() if found.frozen else ""}
    return render(request, "surveys/office/settings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def question(request: HttpRequest, pk: int, question: int | None = None) -> HttpResponseBase:
    """A new question, or one that is there."""
    found = survey_of(pk)
    mine = get_object_or_404(Question, pk=question, survey=found) if question else None
    earlier = [one for one in found.questions.all() if mine is None or (one.order, one.pk) < (mine.order, mine.pk)]
    initial = QuestionForm.initial_of(QuestionDraft.of(mine)) if mine else {"least": 1, "most": 5, "kind": "choice"}
    form = QuestionForm(earlier, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _saved(request, found, form, mine):
        messages.success(request, _("Gespeichert."))
        return redirect(HOME, pk)
    context = about(found) | {"form": form, "question": mine, "frozen_words": frozen_words() if found.frozen else ""}
    return render(request, "surveys/office/question.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, survey: Survey, form: QuestionForm, mine: Question | None) -> bool:
    """Save it; what the action refuses stands at the form."""
    try:
        editing.save_question(request.user, survey, form.draft(), mine)  # type: ignore[arg-type]
    except NoTypo as problem:
        words = _("„{text}“ ist mehr als ein Schreibfehler.").format(text=problem.text)
        form.add_error(None, f"{words} {frozen_words()}")
    except Frozen:
        form.add_error(None, frozen_words())
    except InUse:
        form.add_error(None, _("Eine spätere Frage hängt an einer Antwort, die es dann nicht mehr gäbe."))
    return not form.errors


@require_POST
@office_view
def move(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """One place up or down, or out."""
    mine = get_object_or_404(Question.objects.select_related("survey__phase__process"), pk=question, survey__phase=pk)
    try:
        if "remove" in request.POST:
            editing.remove(request.user, mine)  # type: ignore[arg-type]
        else:
            editing.move(request.user, mine, "up" in request.POST)  # type: ignore[arg-type]
    except Frozen:
        messages.error(request, frozen_words())
    except InUse:
        messages.error(request, _("Eine Folgefrage muss hinter der Frage stehen, an der sie hängt."))
    return redirect(HOME, pk)


@require_POST
@office_view
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions of another survey."""
    source = request.POST.get("source", "")
    found = Survey.objects.filter(pk=source).first() if source.isdecimal() and len(source) < 19 else None
    if found is None:
        messages.error(request, _("Bitte wählen Sie eine Umfrage."))
        return redirect(HOME, pk)
    try:
        number = editing.copy(request.user, found, survey_of(pk))  # type: ignore[arg-type]
        words = ngettext("Eine Frage übernommen.", "{number} Fragen übernommen.", number)
        messages.success(request, words.format(number=number))
    except Frozen:
        messages.error(request, frozen_words())
    return redirect(HOME, pk)


@require_safe
@office_view
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as it will look; nothing can be sent."""
    found = survey_of(pk)
    questions = list(found.questions.all())
    shown = read(questions, QueryDict())
    context = about(found) | {
        "asked": asked(questions, QueryDict(), shown),
        "preview": _("Vorschau: Absenden geht hier nicht."),
    }
    return render(request, "surveys/survey.html", context)
