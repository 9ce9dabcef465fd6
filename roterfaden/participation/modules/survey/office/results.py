"""Evaluate, read texts and release them, forget."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.participation.modules.survey.actions.forgetting import forget
from roterfaden.participation.modules.survey.actions.releasing import RELEASE, NotShortened
from roterfaden.participation.modules.survey.actions.releasing import decide as decide_on
from roterfaden.participation.modules.survey.due import is_over
from roterfaden.participation.modules.survey.keys import NoKey, WrongPassword
from roterfaden.participation.modules.survey.models import FreeText, TextState
from roterfaden.participation.modules.survey.office.common import office_view, survey_of
from roterfaden.participation.modules.survey.results.evaluating import Unreadable
from roterfaden.participation.modules.survey.results.evaluating import evaluate as evaluate_all
from roterfaden.participation.modules.survey.views.answering import about
from roterfaden.participation.modules.survey.words import Wrong

HOME, TEXTS = "surveys_office:survey", "surveys_office:texts"
ORDER: Keyset[FreeText] = Keyset()
PAGE_SIZE = 20


def require(request: HttpRequest) -> None:
    """PermissionDenied for whoever may not publish."""
    if not request.user.has_perm(RELEASE):
        raise PermissionDenied(RELEASE)


@require_POST
@office_view
def evaluate(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the result, once, when nothing can come in any more."""
    require(request)
    found = survey_of(pk)
    if not is_over(found):
        messages.error(request, _("Das geht erst nach dem Ende, und wenn jeder Bogen bestätigt oder verworfen ist."))
        return redirect(HOME, pk)
    try:
        done = evaluate_all(found, request.POST.get("password", "")[:200])
    except WrongPassword:
        messages.error(request, _("Das Passwort stimmt nicht. Es wurde nichts geändert."))
    except NoKey:
        words = _("Der Schlüssel ist nicht an seinem Ort. Es wurde nichts geändert; fragen Sie den Betrieb.")
        messages.error(request, words)
    except Unreadable:
        messages.error(request, _("Eine Antwort lässt sich nicht öffnen. Es wurde nichts veröffentlicht."))
    else:
        number = done.people if done else 0
        words = ngettext("Ausgewertet: eine Antwort.", "Ausgewertet: {number} Antworten.", number)
        messages.success(request, words.format(number=number))
    return redirect(HOME, pk)


@require_POST
@office_view
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Destroy key and answers before their time."""
    require(request)
    if forget(survey_of(pk)):
        messages.success(request, _("Schlüssel und Antworten sind gelöscht. Die veröffentlichten Zahlen bleiben."))
    else:
        messages.error(request, _("Das geht nur nach der Auswertung, und nur einmal."))
    return redirect(HOME, pk)


@require_safe
@office_view
def texts(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Texts from answers that wait, or all of a state."""
    require(request)
    found = survey_of(pk)
    state = request.GET.get("stand", TextState.WAITING)
    wanted = state if state in TextState.values else TextState.WAITING
    rows = FreeText.objects.filter(question__survey=found, state=wanted).select_related("question")
    try:
        page = ORDER.page(rows, request.GET.get("ab", ""), PAGE_SIZE)
    except BadCursor:
        return redirect(TEXTS, pk)
    context = about(found) | {"page": page, "state": wanted, "states": TextState.choices}
    return render(request, "surveys/office/texts.html", context)


@require_POST
@office_view
def decide(request: HttpRequest, pk: int, text: int) -> HttpResponse:
    """Show a text, shortened if need be, or do not."""
    row = get_object_or_404(
        FreeText.objects.select_related("question__survey__phase__process"), pk=text, question__survey__phase=pk
    )
    state = TextState.RELEASED if "release" in request.POST else TextState.REFUSED
    try:
        decide_on(request.user, row, state, request.POST.get("text", ""))  # type: ignore[arg-type]
        messages.success(request, _("Entschieden."))
    except NotShortened:
        messages.error(request, _("Sie können nur weglassen, mit […] an der Stelle. Andere Worte sind nicht möglich."))
    except Wrong as problem:
        messages.error(request, str(problem))
    return redirect(TEXTS, pk)
