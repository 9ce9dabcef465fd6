"""Plans in the back office: the list, one plan with its tree, and its forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.strategy import actions
from roterfaden.strategy.actions import Level, Refused
from roterfaden.strategy.actions.plans import FOLLOWING
from roterfaden.strategy.document import in_order
from roterfaden.strategy.models import Measure, Node, Plan
from roterfaden.strategy.office.asking import ask, require
from roterfaden.strategy.office.forms import DecisionForm, LevelsForm, NodeForm, PlanForm, ReasonForm

SEE, EDIT, NODES, PUBLISH = (
    "strategy.view_plan",
    "strategy.change_plan",
    "strategy.change_node",
    "strategy.publish_plan",
)
form_view = require_http_methods(["GET", "HEAD", "POST"])


def hub(plan: Plan) -> str:
    """The plan's page in the back office."""
    return reverse("strategy_office:plan", args=[plan.pk])


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """All plans, drafts too."""
    require(request, SEE)
    return render(request, "strategy/office/plans.html", {"plans": Plan.objects.all()[:200]})


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: state, versions, tree."""
    require(request, SEE)
    found = get_object_or_404(Plan, pk=pk)
    context = {
        "plan": found,
        "nodes": in_order(found.nodes.select_related("level")),
        "levels": found.levels.all(),
        "versions": found.versions.defer("document")[:10],
        "following": [(state, Plan.State(state).label) for state in FOLLOWING[found.state]],
        "measures": Measure.objects.filter(nodes__plan=found).distinct().order_by("title")[:500],
    }
    return render(request, "strategy/office/plan.html", context)


@form_view
def new_plan(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    require(request, EDIT)

    def save(form: PlanForm) -> None:
        values = form.values()
        made = actions.create_plan(request.user, values)  # type: ignore[arg-type]
        if form.cleaned_data["related"]:
            actions.change_plan(request.user, made, made.version, {"related": form.cleaned_data["related"]})  # type: ignore[arg-type]

    return ask(request, PlanForm, save, _("Neuer Plan"), reverse("strategy_office:plans"))


@form_view
def edit_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts, dates and relatives."""
    require(request, EDIT)
    found = get_object_or_404(Plan, pk=pk)

    def save(form: PlanForm) -> None:
        values = form.values() | {"related": form.cleaned_data["related"]}
        row, version = Plan.objects.get(pk=pk), form.cleaned_data["version"] or 0
        actions.change_plan(request.user, row, version, values)  # type: ignore[arg-type]

    return ask(request, lambda data: PlanForm(data, instance=found), save, _("Plan bearbeiten"), hub(found))


@form_view
def levels(request: HttpRequest, pk: int) -> HttpResponse:
    """Names of the levels."""
    require(request, EDIT)
    found = get_object_or_404(Plan, pk=pk)
    rows = [
        "; ".join((level.kind, level.singular, level.plural, level.singular_en, level.plural_en)).rstrip("; ")
        for level in found.levels.all()
    ]

    def save(form: Any) -> None:
        actions.set_levels(request.user, found, _levels(form.cleaned_data["levels"]))  # type: ignore[arg-type]

    initial = {"levels": "\n".join(rows)}
    return ask(request, lambda data: LevelsForm(data, initial=initial), save, _("Ebenen"), hub(found))


def _levels(text: str) -> list[Level]:
    found = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.split(";")]
        if len(parts) == 1 and not parts[0]:
            continue
        if not 3 <= len(parts) <= 5:
            raise Refused(_("„{line}“: Es fehlen Art, Einzahl oder Mehrzahl.").format(line=line[:60]), "levels")
        found.append(Level(*parts))
    return found


@form_view
def state(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Take the plan to its next state."""
    require(request, PUBLISH)
    found = get_object_or_404(Plan, pk=pk)

    def save(form: Any) -> None:
        data = form.cleaned_data
        actions.set_plan_state(request.user, found, state, data["reason"], data["paper"])  # type: ignore[arg-type]

    label = Plan.State(state).label if state in Plan.State.values else state
    title = _("„{title}“ wird: {state}").format(title=found.title, state=label)
    return ask(request, DecisionForm, save, title, hub(found))


@form_view
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the plan."""
    require(request, PUBLISH)
    found = get_object_or_404(Plan, pk=pk)

    def save(form: Any) -> None:
        actions.publish_version(request.user, found, form.cleaned_data["reason"], form.cleaned_data["paper"])  # type: ignore[arg-type]

    note = _("Eine Fassung bleibt für immer, wie sie ist.")
    return ask(request, DecisionForm, save, _("Fassung veröffentlichen"), hub(found), note=note)


@form_view
def new_node(request: HttpRequest, pk: int) -> HttpResponse:
    """A new node; `unter` names its parent."""
    require(request, NODES)
    found = get_object_or_404(Plan, pk=pk)
    parent = request.GET.get("unter", "")
    initial = {"parent": parent} if parent.isascii() and parent.isdigit() and len(parent) < 18 else {}

    def save(form: NodeForm) -> None:
        values = form.values()
        above = values.pop("parent")
        actions.create_node(request.user, found, values, above)  # type: ignore[arg-type]

    make = lambda data: NodeForm(found, data, initial=initial)  # noqa: E731 – one line, used once
    return ask(request, make, save, _("Neuer Punkt"), hub(found))


@form_view
def edit_node(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts and place of a node."""
    require(request, NODES)
    found = get_object_or_404(Node.objects.select_related("plan"), pk=pk)

    def save(form: NodeForm) -> None:
        row = Node.objects.select_related("plan").get(pk=pk)
        values = form.values()
        if (above := values.pop("parent")) != row.parent:
            values["parent"] = above
        actions.change_node(request.user, row, form.cleaned_data["version"] or 0, values)  # type: ignore[arg-type]

    make = lambda data: NodeForm(found.plan, data, instance=found)  # noqa: E731 – one line, used once
    return ask(request, make, save, found.title, hub(found.plan))


@form_view
def withdraw_node(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a node out of its plan."""
    require(request, NODES)
    found = get_object_or_404(Node.objects.select_related("plan"), pk=pk)

    def save(form: Any) -> None:
        actions.withdraw_node(request.user, found, form.cleaned_data["reason"])  # type: ignore[arg-type]

    title = _("„{title}“ entfällt").format(title=found.title)
    return ask(request, ReasonForm, save, title, hub(found.plan))
