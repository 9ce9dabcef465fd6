"""Sheets from paper and telephone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.participation.modules.survey.actions import sheets as actions
from roterfaden.participation.modules.survey.actions.sheets import NumberTaken, SamePerson, TooLate
from roterfaden.participation.modules.survey.asking import asked
from roterfaden.participation.modules.survey.models import Kind, Sheet, Survey, Way
from roterfaden.participation.modules.survey.office.common import office_view, survey_of
from roterfaden.participation.modules.survey.office.forms import SheetForm
from roterfaden.participation.modules.survey.reading import Filled, read
from roterfaden.participation.modules.survey.views.answering import about

LIST = "surveys_office:sheets"
ORDER: Keyset[Sheet] = Keyset(descending=True)
PAGE_SIZE = 50


@require_safe
@office_view
def sheets(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All sheets; those that wait for a second pair of eyes are marked."""
    actions.require(request.user)  # type: ignore[arg-type]
    found = survey_of(pk)
    rows = Sheet.objects.filter(survey=found).select_related("entered_by", "counted_by")
    try:
        page = ORDER.page(rows, request.GET.get("ab", ""), PAGE_SIZE)
    except BadCursor:
        return redirect(LIST, pk)
    return render(request, "surveys/office/sheets.html", about(found) | {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def enter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Type a sheet in. What is required online may be missing on paper."""
    actions.require(request.user)  # type: ignore[arg-type]
    found = survey_of(pk)
    form = SheetForm(request.POST or None)
    filled = read(found.questions.all(), request.POST, complete=False)
    if request.method == "POST" and form.is_valid() and filled.is_valid and "weiter" not in request.POST:
        if not filled.values:
            form.add_error(None, _("Auf diesem Bogen steht noch keine Antwort."))
        elif _entered(request, found, form, filled):
            messages.success(request, _("Eingetragen. Es zählt, sobald jemand anders den Bogen bestätigt hat."))
            return redirect(LIST, pk)
    shown = asked(list(found.questions.all()), request.POST, filled)
    context = about(found) | {"form": form, "asked": shown, "branches": any(one.after for one in shown)}
    wrong = request.method == "POST" and bool(form.errors or filled.wrong)
    return render(request, "surveys/office/enter.html", context, status=422 if wrong else 200)


def _entered(request: HttpRequest, survey: Survey, form: SheetForm, filled: Filled) -> bool:
    data = form.cleaned_data
    try:
        actions.enter(request.user, survey, data["number"], Way(data["way"]), filled.values)  # type: ignore[arg-type]
    except NumberTaken:
        form.add_error("number", _("Dieser Bogen ist schon eingetragen."))
    except TooLate:
        form.add_error(None, late_words())
    return not form.errors


def late_words() -> str:
    """Why no sheet can be entered."""
    return _("Die Zeit für Bögen auf Papier läuft nicht, oder die Umfrage ist schon ausgewertet.")


@require_safe
@office_view
def sheet(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """What was typed, to be held against the paper."""
    actions.require(request.user)  # type: ignore[arg-type]
    found = survey_of(pk)
    row = get_object_or_404(Sheet.objects.select_related("entered_by"), pk=sheet, survey=found)
    data = typed_of(found, row)
    shown = asked(list(found.questions.all()), data, read(found.questions.all(), data, False))
    own = row.entered_by_id == request.user.pk
    context = about(found) | {"sheet": row, "asked": [one for one in shown if not one.hidden], "own": own}
    return render(request, "surveys/office/sheet.html", context)


@require_POST
@office_view
def decide(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """It is right and counts, or it was typed wrongly and goes."""
    row = get_object_or_404(Sheet.objects.select_related("survey__phase__process"), pk=sheet, survey__phase=pk)
    user = request.user
    try:
        if "discard" in request.POST and actions.discard(user, row):  # type: ignore[arg-type]
            messages.success(request, _("Verworfen. Die Nummer ist wieder frei."))
        elif "confirm" in request.POST and actions.confirm(user, row):  # type: ignore[arg-type]
            messages.success(request, _("Bestätigt. Der Bogen zählt."))
        else:
            messages.error(request, _("Dieser Bogen zählt schon."))
    except SamePerson:
        messages.error(request, _("Wer einen Bogen eingetragen hat, kann ihn nicht selbst bestätigen."))
    except TooLate:
        messages.error(request, late_words())
    return redirect(LIST, pk)


def typed_of(survey: Survey, sheet: Sheet) -> QueryDict:
    """The answers of a sheet as a browser would send them."""
    data = QueryDict(mutable=True)
    for question in survey.questions.all():
        value = sheet.answers.get(str(question.pk))
        if value is None:
            continue
        if question.kind == Kind.MATRIX:
            for row, column in value.items():
                data[f"{question.name}_{row}"] = str(column)
        elif question.kind == Kind.RANKING:
            for place, option in enumerate(value, start=1):
                data[f"{question.name}_{option}"] = str(place)
        elif question.kind == Kind.POINT:
            data[f"{question.name}_lat"], data[f"{question.name}_lon"] = map(str, value)
        else:
            data.setlist(question.name, [str(part) for part in (value if isinstance(value, list) else [value])])
    return data
