"""The form: fill in, go on, send. What was typed is kept whatever happens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.accounts.current import person_of
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests import act
from roterfaden.contributions.registry import Verdict
from roterfaden.participation.modules.survey.actions.answering import Changed, already, ask, freeze, has_answered
from roterfaden.participation.modules.survey.addresses import address
from roterfaden.participation.modules.survey.asking import asked
from roterfaden.participation.modules.survey.boxes import closed
from roterfaden.participation.modules.survey.guests import CLAIM, payload
from roterfaden.participation.modules.survey.models import Survey
from roterfaden.participation.modules.survey.reading import Filled, read
from roterfaden.participation.modules.survey.results.showing import shown_results
from roterfaden.participation.modules.survey.signing import AnswerSigning
from roterfaden.participation.modules.survey.views.common import survey_view


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@survey_view
def survey(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """Answer a survey."""
    person = person_of(request)
    try:
        if has_answered(survey, person) and not survey.changeable:
            raise NotAllowed(already())
        ask(survey, person)
    except NotAllowed as problem:
        return closed_page(request, survey, problem.verdict)
    if request.method != "POST":
        return form_page(request, survey, QueryDict(), Filled())
    return _posted(request, survey)


def _posted(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    signing = AnswerSigning(request, request.POST)
    filled = read(survey.questions.all(), request.POST)
    if "weiter" in request.POST:
        return form_page(request, survey, request.POST, filled, signing=AnswerSigning(request), errors=False)
    if _unseen(request.POST, filled):
        words = _("Durch Ihre Antworten sind Fragen dazugekommen. Bitte sehen Sie sie an und senden Sie dann.")
        return form_page(request, survey, request.POST, filled, signing, errors=False, note=words, status=422)
    if not filled.is_valid or not filled.values or not signing.is_valid():
        return form_page(request, survey, request.POST, filled, signing, status=422)
    return _sent(request, survey, filled, signing)


def _sent(request: HttpRequest, survey: Survey, filled: Filled, signing: AnswerSigning) -> HttpResponseBase:
    try:
        if request.POST.get("stand") != str(survey.version):
            raise Changed
        freeze(survey, survey.version)
        box = closed(survey, filled.values, signing.person)
        taken = act(request, signing, CLAIM, payload(survey, box), address(survey, "received"))
    except Changed as problem:
        words = str(problem.verdict.reason)
        return form_page(request, survey, request.POST, filled, signing, note=words, status=409)
    except NotAllowed as problem:
        return closed_page(request, survey, problem.verdict)
    return redirect(taken.path)


def _unseen(data: QueryDict, filled: Filled) -> bool:
    """Whether questions are asked now that the sent page did not show (without scripts)."""
    seen = set(data.getlist("gezeigt")[:1000])
    return any(str(key) not in seen for key in filled.asked)


def form_page(
    request: HttpRequest,
    survey: Survey,
    data: QueryDict,
    filled: Filled,
    signing: AnswerSigning | None = None,
    errors: bool = True,
    note: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form with what was filled in."""
    shown = filled if data else read(survey.questions.all(), data)
    tried = errors and bool(data)
    questions = asked(list(survey.questions.all()), data, shown, with_errors=tried)
    context: dict[str, Any] = {
        **about(survey),
        "asked": questions,
        "wrongs": [one for one in questions if one.error],
        "branches": any(one.after for one in questions),
        "signing": signing or AnswerSigning(request),
        "note": note,
        "empty": tried and filled.is_valid and not filled.values,
        "tried": tried,
    }
    return render(request, "surveys/survey.html", context, status=status)


def about(survey: Survey) -> dict[str, Any]:
    """What every page of a survey needs."""
    return {"survey": survey, "process": survey.phase.process, "here": address(survey)}


def closed_page(request: HttpRequest, survey: Survey, verdict: Verdict) -> HttpResponse:
    """Why there is no form, and what can be done instead."""
    context = about(survey) | {"verdict": verdict, "results": shown_results(survey)}
    return render(request, "surveys/closed.html", context, status=403 if request.method == "POST" else 200)


@never_cache
@require_safe
@survey_view
def received(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """The receipt: it was counted. Only for whoever has answered."""
    if not has_answered(survey, person_of(request)):
        return redirect(address(survey))
    return render(request, "surveys/received.html", about(survey))
