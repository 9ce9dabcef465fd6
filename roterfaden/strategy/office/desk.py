"""The controllers' desk: what is due, what waits for a second person; reports and assessments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.methods.diff import Segment, diff
from roterfaden.strategy import actions
from roterfaden.strategy.contradictions import said
from roterfaden.strategy.models import Assessment, BudgetLine, Measure, Milestone, ProgressUpdate
from roterfaden.strategy.models.review import FourEyes
from roterfaden.strategy.office.asking import act, ask, require
from roterfaden.strategy.office.forms import ApprovalForm, AssessmentForm, ReasonForm, UpdateForm
from roterfaden.strategy.office.measures import EDIT, PUBLISH, SEE, hub
from roterfaden.strategy.views.common import page_of

form_view = require_http_methods(["GET", "HEAD", "POST"])
KINDS: dict[str, type[Any]] = {"meldung": ProgressUpdate, "abwaegung": Assessment}
PAGE = 50


@dataclass(frozen=True)
class Change:
    """A value before and after, word by word."""

    label: str
    segments: list[Segment]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """My measures due for a report, and what waits for a second person."""
    require(request, SEE)
    today = timezone.localdate()
    mine = Measure.objects.filter(controller=request.user.pk).order_by("update_due_on", "title")
    due = mine.filter(update_due_on__lte=today)
    waiting: list[FourEyes] = []
    if request.user.has_perm(PUBLISH):
        waiting = [*_waiting(ProgressUpdate), *_waiting(Assessment)]
    own = ProgressUpdate.objects.filter(author=request.user.pk, step=FourEyes.Step.RETURNED).select_related("measure")
    context = {
        "due": due[:PAGE],
        "mine": mine.exclude(pk__in=due)[:PAGE],
        "waiting": [(row, "meldung" if isinstance(row, ProgressUpdate) else "abwaegung") for row in waiting],
        "returned": own[:PAGE],
        "today": today,
    }
    return render(request, "strategy/office/desk.html", context)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """All measures, public or not, by a word."""
    require(request, SEE)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = Measure.objects.order_by("title", "pk")
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(number=text) | Q(lead__icontains=text))
    page = page_of(rows, _printable(request), PAGE)
    return render(request, "strategy/office/measures.html", {"page": page, "q": text})


def _printable(request: HttpRequest) -> dict[str, str]:
    number = request.GET.get("seite", "")
    return {"seite": number if number.isascii() and number.isdigit() and len(number) < 10 and int(number) else "1"}


def _waiting(model: type[Any]) -> Iterable[Any]:
    rows: Iterable[Any] = (
        model.objects.filter(step=FourEyes.Step.SUBMITTED).select_related("measure", "author").order_by("pk")[:PAGE]
    )
    return rows


@form_view
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report how a measure stands."""
    require(request, EDIT)
    found = get_object_or_404(Measure, pk=pk)

    def save(form: UpdateForm) -> None:
        data = form.cleaned_data
        actions.report(request.user, found, data["happened"], data["reported_on"], form.changes())  # type: ignore[arg-type]

    note = _("Nur die erste Frage ist Pflicht. Eine zweite Person sieht die Meldung durch, dann ist sie öffentlich.")
    title = _("Stand melden: {title}").format(title=found.title)
    done = _("Danke! Die Meldung wartet auf die Freigabe.")
    return ask(request, lambda data: UpdateForm(found, data), save, title, reverse("strategy_office:desk"), done, note)


@form_view
def review(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What somebody handed in, with the difference it makes; approving it is the form."""
    require(request, SEE)
    row = _row(kind, pk)

    def save(form: Any) -> None:
        role, name = form.cleaned_data["role"], form.cleaned_data["name"]
        if isinstance(row, Assessment):
            actions.approve_assessment(request.user, row, role, name)  # type: ignore[arg-type]
        else:
            actions.approve_update(request.user, row, role, name)  # type: ignore[arg-type]

    extra = {
        "row": row,
        "kind": kind,
        "changes": changes_of(row),
        "return_form": ReasonForm(prefix="zurueck"),
        "may": request.user.has_perm(PUBLISH)
        and row.step == FourEyes.Step.SUBMITTED
        and row.author_id != request.user.pk,
        "own": row.author_id == request.user.pk,
        "template": "strategy/office/review.html",
    }
    title = _("Meldung: {title}") if isinstance(row, ProgressUpdate) else _("Abwägung: {title}")
    back = reverse("strategy_office:desk")
    return ask(request, ApprovalForm, save, title.format(title=row.measure.title), back, _("Freigegeben."), extra=extra)


@require_POST
def give_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Give back to the author with a note."""
    require(request, PUBLISH)
    row = _row(kind, pk)
    why = request.POST.get("zurueck-reason", "")
    return act(
        request,
        lambda: actions.return_(request.user, row, why),  # type: ignore[arg-type]
        reverse("strategy_office:desk"),
        _("Zurückgegeben."),
    )


@form_view
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an assessment, or go on with the draft."""
    require(request, EDIT)
    found = get_object_or_404(Measure, pk=pk)
    open_steps = (FourEyes.Step.DRAFT, FourEyes.Step.RETURNED)
    draft = found.assessments.filter(step__in=open_steps).first()

    def save(form: AssessmentForm) -> None:
        row = Assessment.objects.get(pk=draft.pk) if draft else None
        version = form.cleaned_data["version"] or 1
        row = actions.save_assessment(request.user, found, form.values(), row, version)  # type: ignore[arg-type]
        if "einreichen" in request.POST:
            actions.submit(request.user, row)  # type: ignore[arg-type]

    note = draft.return_note if draft else ""
    make = lambda data: AssessmentForm(data, instance=draft)  # noqa: E731 – one line, used once
    title = _("Abwägung: {title}").format(title=found.title)
    return ask(request, make, save, title, hub(found), note=note, extra={"submit": _("Speichern und einreichen")})


def changes_of(row: Any) -> list[Change]:
    """What approving would change, field by field."""
    if isinstance(row, Assessment):
        return _assessed(row)
    found = [Change(_("Was ist passiert?"), diff("", row.happened))]
    changes, measure = row.changes, row.measure
    if changes.get("state"):
        old, new = Measure.State(measure.state).label, Measure.State(changes["state"]).label
        found.append(Change(_("Zustand"), diff(str(old), str(new))))
        found.append(Change(_("Grund"), diff(measure.state_reason, changes.get("state_reason", ""))))
    for part in changes.get("milestones", ()):
        found += _milestone(part)
    for part in changes.get("budget", ()):
        line = BudgetLine.objects.filter(pk=part["id"]).first()
        if line is not None:
            found.append(Change(f"{_('Ausgegeben')} {line}", diff(str(line.actual or ""), str(part["actual"]))))
    return found


def _assessed(row: Assessment) -> list[Change]:
    before = Assessment.objects.filter(measure=row.measure_id, step=FourEyes.Step.APPROVED).exclude(pk=row.pk).first()
    names = AssessmentForm.Meta.fields[:8]
    return [
        Change(
            str(Assessment._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
            diff(str(getattr(before, name, "")), str(getattr(row, name))),
        )
        for name in names
    ]


def _milestone(part: dict[str, Any]) -> list[Change]:
    step = Milestone.objects.filter(pk=part["id"]).first()
    if step is None:
        return []
    if part.get("actual"):
        return [Change(f"{step.title}: {_('erreicht am')}", diff("", said(parse_date(part["actual"]))))]
    days = diff(said(step.due_on), said(parse_date(part.get("forecast", ""))))
    why = f"{part.get('reason', '')} ({part.get('decided_by', '')})"
    return [Change(f"{step.title}: {_('Termin')}", days), Change(_("Grund"), diff("", why))]


def _row(kind: str, pk: int) -> Any:
    model = KINDS.get(kind, ProgressUpdate)
    return get_object_or_404(model._default_manager.select_related("measure"), pk=pk if kind in KINDS else 0)
