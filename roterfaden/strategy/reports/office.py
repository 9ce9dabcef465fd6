"""Reports in the back office: freeze, look, and publish by a second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators.office.hooks import SEE_REPORTS
from roterfaden.strategy.models import Plan, Report
from roterfaden.strategy.reports import actions, due, reading

PAGE = 50


class ReportForm(forms.Form):
    """What is frozen, for which day, with which words."""

    plan = forms.ModelChoiceField(label=gettext_lazy("Plan"), queryset=Plan.objects.none())
    date = forms.DateField(label=gettext_lazy("Stichtag"), widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(
        label=gettext_lazy("Was die Zahlen sagen"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        help_text=gettext_lazy("In einfachen Worten: Was wurde erreicht, was hakt, was wird geändert?"),
    )
    words_en = forms.CharField(
        label=gettext_lazy("Englisch"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans: Any = self.fields["plan"]
        plans.queryset = Plan.objects.visible_to().order_by("position", "pk")
        self.initial.setdefault("date", timezone.localdate().isoformat())


class ReturnForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(label=gettext_lazy("Warum?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, which reports are overdue, and all there are."""
    _may_see(request)
    rows = Report.objects.select_related("plan", "author", "approver").defer("document", "words", "words_en")
    page = Paginator(rows.order_by("-created_at", "-pk"), PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "overdue": [(plan, day, due.days_late(day)) for plan, day in due.overdue()]}
    return render(request, "strategy/office/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Freeze a plan."""
    if not request.user.has_perm(actions.ADD):
        raise PermissionDenied
    form = ReportForm(_posted(request), initial={"plan": request.GET.get("plan", "")[:18]})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.freeze_report(_user(request), data["plan"], data["date"], data["words"], data["words_en"])
        except Refused as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        else:
            messages.success(request, _("Eingefroren. Eine zweite Person muss den Bericht freigeben."))
            return redirect("reports_office:report", made.pk)
    return render(request, "strategy/office/report_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report before it is published, as it will be shown."""
    _may_see(request)
    return _shown(request, get_object_or_404(Report.objects.select_related("plan", "author"), pk=pk), ReturnForm())


def _shown(request: HttpRequest, found: Report, form: ReturnForm, status: int = 200) -> HttpResponse:
    context = {
        "report": found,
        "page": reading.page_of(found),
        "form": form,
        "own": found.author_id == request.user.pk,
        "may": request.user.has_perm(actions.APPROVE),
    }
    return render(request, "strategy/office/report.html", context, status=status)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what another person froze."""
    found = get_object_or_404(Report, pk=pk)
    try:
        actions.publish_report(_user(request), found)
        messages.success(request, _("Veröffentlicht."))
    except Refused as problem:
        messages.error(request, problem.sentence)
    return redirect("reports_office:report", pk)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back with a reason."""
    found = get_object_or_404(Report.objects.select_related("plan", "author"), pk=pk)
    form = ReturnForm(request.POST)
    if not request.user.has_perm(actions.APPROVE):
        raise PermissionDenied
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    try:
        actions.return_report(_user(request), found, form.cleaned_data["reason"])
        messages.success(request, _("Zurückgegeben."))
    except Refused as problem:
        messages.error(request, problem.sentence)
    return redirect("reports_office:report", pk)


def _may_see(request: HttpRequest) -> None:
    if not request.user.has_perm(SEE_REPORTS):
        raise PermissionDenied


def _user(request: HttpRequest) -> Any:
    return request.user


def _posted(request: HttpRequest) -> Any:
    """What was sent, also where that is nothing; None where nobody sent anything."""
    return request.POST if request.method == "POST" else None
