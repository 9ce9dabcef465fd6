"""Measures in the back office: one page with everything, and the forms that change its parts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.strategy import actions
from roterfaden.strategy.actions import Places, Why
from roterfaden.strategy.models import BudgetLine, Measure, Milestone, Node
from roterfaden.strategy.office.asking import act, ask, require
from roterfaden.strategy.office.forms import (
    BudgetForm,
    MeasureForm,
    MilestoneForm,
    OverrideForm,
    ReachForm,
    ReasonForm,
    ShiftForm,
    StateForm,
)

SEE, EDIT, PUBLISH = "strategy.view_measure", "strategy.change_measure", "strategy.publish_measure"
form_view = require_http_methods(["GET", "HEAD", "POST"])


def hub(measure: Measure) -> str:
    """The measure's page in the back office."""
    return reverse("strategy_office:measure", args=[measure.pk])


@require_safe
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure with all its parts."""
    require(request, SEE)
    found = get_object_or_404(Measure.objects.select_related("controller"), pk=pk)
    context = {
        "measure": found,
        "nodes": Node.objects.filter(places__measure=found).select_related("plan", "level"),
        "milestones": found.milestones.prefetch_related("requires"),
        "budget": found.budget.all(),
        "shifts": found.shifts.select_related("milestone", "author").order_by("-pk")[:50],
        "assessments": found.assessments.select_related("author", "approver")[:20],
        "updates": found.updates.select_related("author", "approver")[:20],
    }
    return render(request, "strategy/office/measure.html", context)


@form_view
def new_measure(request: HttpRequest) -> HttpResponse:
    """A new measure, not public yet."""
    require(request, EDIT)

    def save(form: MeasureForm) -> None:
        actions.create_measure(request.user, form.values(), places_in(form))  # type: ignore[arg-type]

    initial = {"controller": request.user.pk}
    make = lambda data: MeasureForm(data, initial=initial)  # noqa: E731 – one line, used once
    return ask(request, make, save, _("Neue Maßnahme"), reverse("strategy_office:desk"))


@form_view
def edit_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts, dates, places and partners."""
    require(request, EDIT)
    found = get_object_or_404(Measure, pk=pk)

    def save(form: MeasureForm) -> None:
        row, version = Measure.objects.get(pk=pk), form.cleaned_data["version"] or 0
        actions.change_measure(request.user, row, version, form.values(), places_in(form))  # type: ignore[arg-type]

    return ask(request, lambda data: MeasureForm(data, instance=found), save, found.title, hub(found))


def places_in(form: MeasureForm) -> Places:
    """Places and partners as the form has them."""
    data = form.cleaned_data
    pairs = [line.partition(";") for line in data["partners"].splitlines() if line.strip()]
    return Places(
        nodes=list(Node.objects.filter(pk__in=data["nodes"])),
        districts=list(data["districts"]),
        topics=[slug.strip() for slug in data["topics"].split(",") if slug.strip()],
        partners=[(name.strip(), contact.strip()) for name, _colon, contact in pairs],
    )


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it public."""
    require(request, PUBLISH)
    found = get_object_or_404(Measure, pk=pk)
    step = lambda: actions.publish_measure(request.user, found)  # type: ignore[arg-type] # noqa: E731
    return act(request, step, hub(found), _("Veröffentlicht."))


@form_view
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The next state."""
    found = get_object_or_404(Measure, pk=pk)
    require(request, PUBLISH if found.public else EDIT)

    def save(form: Any) -> None:
        data = form.cleaned_data
        actions.set_state(request.user, found, data["state"], data["state_reason"], data["day"])  # type: ignore[arg-type]

    initial = {"state": found.state, "state_reason": found.state_reason}
    return ask(request, lambda data: StateForm(data, initial=initial), save, _("Zustand"), hub(found))


@form_view
def override(request: HttpRequest, pk: int) -> HttpResponse:
    """Another light than the rule computes."""
    require(request, PUBLISH)
    found = get_object_or_404(Measure, pk=pk)

    def save(form: Any) -> None:
        data = form.cleaned_data
        actions.override_light(request.user, found, data["light"], data["override_reason"])  # type: ignore[arg-type]

    label = Measure.Light(found.computed_light).label
    note = _("Errechnet ist: {light}.").format(light=label)
    initial = {"light": found.override_light, "override_reason": found.override_reason}
    make = lambda data: OverrideForm(data, initial=initial)  # noqa: E731 – one line, used once
    return ask(request, make, save, _("Stand von Hand setzen"), hub(found), note=note)


@form_view
def shift(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Move the start or end of a measure."""
    found = get_object_or_404(Measure, pk=pk)
    require(request, PUBLISH if found.public else EDIT)

    def save(form: Any) -> None:
        data = form.cleaned_data
        row = Measure.objects.get(pk=pk)
        actions.shift_measure(request.user, row, data["version"], field, data["new"], why_in(data))  # type: ignore[arg-type]

    make = lambda data: ShiftForm(data, initial={"version": found.version})  # noqa: E731 – one line, used once
    title = _("Beginn verschieben") if field == "start" else _("Ende verschieben")
    return ask(request, make, save, title, hub(found))


def why_in(data: dict[str, Any]) -> Why:
    """The reason of a shift as a form has it."""
    return Why(data["reason"], data["decided_by"], data["decided_on"], data["paper"])


@form_view
def new_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """A new milestone."""
    require(request, EDIT)
    found = get_object_or_404(Measure, pk=pk)

    def save(form: MilestoneForm) -> None:
        actions.add_milestone(request.user, found, form.values(), form.cleaned_data["requires"])  # type: ignore[arg-type]

    return ask(request, lambda data: MilestoneForm(found, data), save, _("Neuer Meilenstein"), hub(found))


@form_view
def edit_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts and dependencies of a milestone."""
    require(request, EDIT)
    found = get_object_or_404(Milestone.objects.select_related("measure"), pk=pk)

    def save(form: MilestoneForm) -> None:
        row = Milestone.objects.select_related("measure").get(pk=pk)
        version, requires = form.cleaned_data["version"] or 0, form.cleaned_data["requires"]
        actions.change_milestone(request.user, row, version, form.values(), requires)  # type: ignore[arg-type]

    make = lambda data: MilestoneForm(found.measure, data, instance=found)  # noqa: E731 – one line, used once
    return ask(request, make, save, found.title, hub(found.measure))


@form_view
def shift_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a milestone's date, with reason and who decided."""
    found = get_object_or_404(Milestone.objects.select_related("measure"), pk=pk)
    require(request, PUBLISH if found.measure.public else EDIT)

    def save(form: Any) -> None:
        data = form.cleaned_data
        row = Milestone.objects.select_related("measure").get(pk=pk)
        actions.shift_milestone(request.user, row, data["version"], data["new"], why_in(data))  # type: ignore[arg-type]

    make = lambda data: ShiftForm(data, initial={"version": found.version})  # noqa: E731 – one line, used once
    title = _("Termin verschieben: {title}").format(title=found.title)
    note = _("Bisher: {day}").format(day=found.due_on.strftime("%d.%m.%Y"))
    return ask(request, make, save, title, hub(found.measure), note=note)


@form_view
def reach_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """A milestone is reached."""
    found = get_object_or_404(Milestone.objects.select_related("measure"), pk=pk)
    require(request, PUBLISH if found.measure.public else EDIT)

    def save(form: Any) -> None:
        data = form.cleaned_data
        row = Milestone.objects.select_related("measure").get(pk=pk)
        actions.reach_milestone(request.user, row, data["version"], data["day"])  # type: ignore[arg-type]

    initial = {"version": found.version, "day": timezone.localdate()}
    make = lambda data: ReachForm(data, initial=initial)  # noqa: E731 – one line, used once
    return ask(request, make, save, _("Erreicht: {title}").format(title=found.title), hub(found.measure))


@require_POST
def remove_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a milestone that nobody saw."""
    require(request, EDIT)
    found = get_object_or_404(Milestone.objects.select_related("measure"), pk=pk)
    back = hub(found.measure)
    return act(request, lambda: actions.remove_milestone(request.user, found), back, _("Gelöscht."))  # type: ignore[arg-type]


@form_view
def new_budget(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line of the budget."""
    require(request, EDIT)
    found = get_object_or_404(Measure, pk=pk)

    def save(form: BudgetForm) -> None:
        actions.add_budget(request.user, found, form.values(), form.cleaned_data["paper"])  # type: ignore[arg-type]

    return ask(request, BudgetForm, save, _("Neue Zeile des Budgets"), hub(found))


@form_view
def edit_budget(request: HttpRequest, pk: int) -> HttpResponse:
    """Another amount, year or source."""
    require(request, EDIT)
    found = get_object_or_404(BudgetLine.objects.select_related("measure"), pk=pk)
    paper = f"{found.paper_kind}:{found.paper_key}" if found.paper_kind else ""

    def save(form: BudgetForm) -> None:
        row = BudgetLine.objects.select_related("measure").get(pk=pk)
        data = form.cleaned_data
        actions.change_budget(request.user, row, data["version"] or 0, form.values(), data["paper"])  # type: ignore[arg-type]

    make = lambda data: BudgetForm(data, instance=found, initial={"paper": paper})  # noqa: E731 – one line, used once
    return ask(request, make, save, str(found), hub(found.measure))


@form_view
def remove_budget(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out, with a reason."""
    require(request, EDIT)
    found = get_object_or_404(BudgetLine.objects.select_related("measure"), pk=pk)
    measure = found.measure

    def save(form: Any) -> None:
        actions.remove_budget(request.user, found, form.cleaned_data["reason"])  # type: ignore[arg-type]

    return ask(request, ReasonForm, save, _("Zeile entfernen: {line}").format(line=found), hub(measure))
