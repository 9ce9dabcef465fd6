"""Views of the back office for indicators: list, edit, what is due, values, targets, effects, state."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.strategy.actions.common import Conflict
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import actions
from roterfaden.strategy.indicators.office.due import due_count
from roterfaden.strategy.indicators.office.forms import (
    EffectForm,
    IndicatorForm,
    StateForm,
    TargetForm,
    ValueForm,
)
from roterfaden.strategy.indicators.office.hooks import SEE_INDICATORS
from roterfaden.strategy.indicators.rows import Part, Value
from roterfaden.strategy.models import Effect, Indicator, Observation, SourceRun, Target, ValueSource

PAGE = 50
LINES = 5
ValueLines = formset_factory(ValueForm, extra=LINES, max_num=200)


def _indicator(request: HttpRequest, pk: int) -> Indicator:
    if not request.user.has_perm(SEE_INDICATORS):
        raise PermissionDenied
    return get_object_or_404(Indicator, pk=pk)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All indicators, those that wait for a value first."""
    if not request.user.has_perm(SEE_INDICATORS):
        raise PermissionDenied
    rows = Indicator.objects.select_related("controller").order_by(F("next_due_on").asc(nulls_last=True), "title", "pk")
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    if wanted:
        rows = rows.filter(Q(title__icontains=wanted) | Q(slug__icontains=wanted))
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "wanted": wanted, "due": due_count(request), "today": timezone.localdate()}
    return render(request, "strategy/office/indicators.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    if not request.user.has_perm(actions.ADD):
        raise PermissionDenied
    form = IndicatorForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.create_indicator(_user(request), form.values(), data["places"], data["sdg"])
        except Refused as problem:
            _refuse(form, problem)
        else:
            messages.success(request, _("Angelegt. Öffentlich wird die Kennzahl, wenn sie freigegeben ist."))
            return redirect("indicators_office:edit", made.pk)
    context = {"form": form, "indicator": None}
    return render(request, "strategy/office/indicator_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """An indicator with its targets, effects, sources and runs. Two editors: the second is shown the difference."""
    found = _indicator(request, pk)
    form = IndicatorForm(_posted(request), instance=found)
    theirs: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            seen = data["seen"] or 0
            actions.change_indicator(_user(request), found, seen, form.values(), data["places"], data["sdg"])
        except Refused as problem:
            _refuse(form, problem)
        except Conflict as conflict:
            theirs = _difference(form, conflict.stored)
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["seen"] = str(getattr(conflict.stored, "version", 0))  # type: ignore[index]
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("indicators_office:edit", found.pk)
    status = 409 if theirs else 422 if form.is_bound else 200
    return render(
        request, "strategy/office/indicator_form.html", _about(found) | {"form": form, "theirs": theirs}, status=status
    )


def _difference(form: IndicatorForm, stored: Any) -> list[tuple[str, str, str]]:
    """(field, what stands there by now, what this person typed) where both differ."""
    values = form.values()
    return [
        (str(form.fields[name].label), str(getattr(stored, name)), str(value))
        for name, value in values.items()
        if getattr(stored, name) != value
    ]


def _about(found: Indicator) -> dict[str, Any]:
    targets = Target.objects.filter(scenario__indicator=found).select_related("scenario")
    runs = SourceRun.objects.filter(indicator=found).defer("payload", "sample_rows", "refused")
    return {
        "indicator": found,
        "targets": list(targets.order_by("scenario__position", "end", "-pk")[:100]),
        "effects": list(Effect.objects.filter(indicator=found).select_related("measure")[:100]),
        "sources": list(ValueSource.objects.filter(indicator=found)),
        "runs": list(runs.order_by("-pk")[:10]),
        "target_form": TargetForm(),
        "effect_form": EffectForm(),
        "state_form": StateForm(initial={"state": found.state}),
    }


@require_POST
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a target."""
    found = _indicator(request, pk)
    form = TargetForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_target(
                _user(request), found, data["period"].code, data["value"], data["scenario"], data["reason"]
            )
        except Refused as problem:
            _refuse(form, problem)
        else:
            messages.success(request, _("Zielwert gesetzt."))
            return redirect("indicators_office:edit", found.pk)
    context = _about(found) | {"form": IndicatorForm(instance=found), "target_form": form}
    return render(request, "strategy/office/indicator_form.html", context, status=422)


@require_POST
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a measure does to the indicator."""
    found = _indicator(request, pk)
    form = EffectForm(request.POST)
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "measure"}
        try:
            actions.set_effect(_user(request), form.cleaned_data["measure"], found, values)
        except Refused as problem:
            _refuse(form, problem)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("indicators_office:edit", found.pk)
    context = _about(found) | {"form": IndicatorForm(instance=found), "effect_form": form}
    return render(request, "strategy/office/indicator_form.html", context, status=422)


@require_POST
def remove_effect(request: HttpRequest, pk: int) -> HttpResponse:
    """It was a mistake."""
    found = get_object_or_404(Effect.objects.select_related("indicator", "measure"), pk=pk)
    actions.remove_effect(_user(request), found)
    messages.success(request, _("Entfernt."))
    return redirect("indicators_office:edit", found.indicator_id)


@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, or say that it is not collected any more."""
    found = _indicator(request, pk)
    form = StateForm(request.POST)
    try:
        if form.is_valid():
            actions.set_indicator_state(_user(request), found, form.cleaned_data["state"], form.cleaned_data["reason"])
            messages.success(request, _("Zustand gesetzt."))
    except Refused as problem:
        messages.error(request, problem.sentence)
    return redirect("indicators_office:edit", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def values(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in values of one indicator, revisions too."""
    found = _indicator(request, pk)
    lines = ValueLines(_posted(request), prefix="w")
    if request.method == "POST" and lines.is_valid():
        given = [
            _value(number, form.cleaned_data)
            for number, form in enumerate(lines, start=1)
            if form.cleaned_data.get("period")
        ]
        try:
            done = actions.enter_values(_user(request), found, given)
        except Refused as problem:
            messages.error(request, problem.sentence)
        else:
            messages.success(request, _told(done))
            return redirect("indicators_office:values", found.pk)
    rows = Observation.objects.current().filter(indicator=found).order_by("-end", "breakdown")[:60]
    context = {"indicator": found, "lines": lines, "rows": rows}
    return render(request, "strategy/office/values.html", context, status=422 if lines.is_bound else 200)


def _value(line: int, data: dict[str, Any]) -> Value:
    part = Part(data["dimension"], data["category"])
    return Value(line, data["period"], data["value"], data["draft"], part, reason=data["reason"])


def _told(done: actions.Written) -> str:
    parts = (
        (done.new, ngettext("%(n)s neuer Wert", "%(n)s neue Werte", done.new)),
        (done.revised, ngettext("%(n)s Wert revidiert", "%(n)s Werte revidiert", done.revised)),
        (done.equal, ngettext("%(n)s Wert war schon da", "%(n)s Werte waren schon da", done.equal)),
    )
    return ", ".join(text % {"n": count} for count, text in parts if count) or _("Nichts eingetragen.")


def _refuse(form: Any, problem: Refused) -> None:
    names = {"goals": "sdg", "nodes": "places"}
    name = names.get(problem.field, problem.field)
    form.add_error(name if name in form.fields else None, problem.sentence)


def _user(request: HttpRequest) -> Any:
    return request.user


def _posted(request: HttpRequest) -> Any:
    """What was sent, also where that is nothing; None where nobody sent anything."""
    return request.POST if request.method == "POST" else None
