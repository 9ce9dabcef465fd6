"""The one inbox: what waits, for whom, since when."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.contributions import inbox
from roterfaden.contributions.actions import desk
from roterfaden.contributions.office.forms import AssignForm, DeputyForm
from roterfaden.contributions.querysets import may_see_all
from roterfaden.kit.paging import BadCursor

View = Callable[..., HttpResponse]
#: Of each source on the first page.
FIRST, PAGE = 5, 25
MINE = "meine"


def office_view(view: View) -> View:
    """For those who may see contributions."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_all(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answered


@require_safe
@office_view
def overview(request: HttpRequest) -> HttpResponse:
    """What waits: a few of each source, all of one, or what is mine."""
    user: Any = request.user
    sources = inbox.sources_for(user)
    wanted = request.GET.get("was", "")
    chosen = inbox.source_of(user, wanted)
    context: dict[str, Any] = {"sources": sources, "wanted": wanted if chosen or wanted == MINE else "", "mine": MINE}
    if wanted == MINE:
        return render(request, "contributions/office/inbox.html", context | {"items": inbox.mine(user, sources)})
    if chosen is None:
        trays = [(source, source.count(), inbox.with_office_facts(source.page("", FIRST).items)) for source in sources]
        return render(request, "contributions/office/inbox.html", context | {"trays": trays})
    try:
        page = chosen.page(request.GET.get("ab", ""), PAGE)
    except BadCursor:
        return redirect(f"{reverse('inbox:inbox')}?was={chosen.key}")
    values = {"chosen": chosen, "page": page, "items": inbox.with_office_facts(page.items)}
    return render(request, "contributions/office/inbox.html", context | values)


@require_POST
@office_view
def assign(request: HttpRequest, source: str, key: str) -> HttpResponse:
    """Say who deals with it."""
    form = AssignForm(request.POST)
    try:
        if form.is_valid():
            desk.assign(request.user, source, key, form.cleaned_data["user"])  # type: ignore[arg-type]
            messages.success(request, _("Zugewiesen."))
        else:
            messages.error(request, _("Diese Person gibt es nicht."))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return _back(request, source, key)


@require_POST
@office_view
def note(request: HttpRequest, source: str, key: str) -> HttpResponse:
    """A note for colleagues."""
    try:
        desk.note(request.user, source, key, request.POST.get("text", ""))  # type: ignore[arg-type]
        messages.success(request, _("Notiert."))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return _back(request, source, key)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def deputies(request: HttpRequest) -> HttpResponse:
    """Who stands in for me, and for whom I stand in."""
    user: Any = request.user
    form = DeputyForm(request.POST if "deputy" in request.POST else None)
    if "ende" in request.POST and request.POST["ende"].isdigit():
        desk.end_deputy(user, int(request.POST["ende"][:18]))
        return redirect("inbox:deputies")
    if form.is_bound and form.is_valid():
        try:
            desk.deputise(user, form.cleaned_data["deputy"], form.cleaned_data["start"], form.cleaned_data["end"])
            return redirect("inbox:deputies")
        except ValidationError as problem:
            form.add_error(None, problem)
    values = {
        "form": form,
        "mine": user.deputies.select_related("deputy").order_by("start"),
        "others": user.stands_in_for.select_related("user").order_by("start"),
    }
    return render(request, "contributions/office/deputies.html", values)


def _back(request: HttpRequest, source: str, key: str) -> HttpResponse:
    """To the item where it still waits, else to the inbox."""
    found = inbox.source_of(request.user, source)  # type: ignore[arg-type]
    item = found.load([key]).get(key) if found else None
    return redirect(item.url if item else "inbox:inbox")
