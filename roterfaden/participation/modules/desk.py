"""One way to ask and save for the back office of modules: what cannot be is said at the form, and two lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.methods.diff import Segment, diff
from roterfaden.participation.modules.refusing import SEE, Conflict, Refused

form_view = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Difference:
    """A field in which what somebody else saved differs from what stands in the form."""

    label: str
    segments: list[Segment]


def office_view(permission: str = SEE) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For those who have a permission; 403 for everybody else."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        return answered

    return decorate


def ask(
    request: HttpRequest,
    make: Callable[[Any], Any],
    save: Callable[[Any], object],
    title: str,
    back: str,
    *,
    stored: Callable[[Any], dict[str, Any]] = lambda _row: {},
    context: dict[str, Any] | None = None,
    template: str = "participation/modules/form.html",
) -> HttpResponse:
    """Show a form (`make(data)`), or hand it to `save` and go `back`.

    `save` raises Refused (told at the field) or Conflict: then the fields that `stored(row)` gives are compared with
    what was typed, which stays in the form; the hidden ones among them are renewed, so that saving again is a decision.
    """
    form = make(request.POST if request.method == "POST" else None)
    differences: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except Refused as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        except Conflict as conflict:
            now = stored(conflict.stored)
            differences = _differences(form, now)
            form = _renewed(request, make, form, now)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect(back)
    status = 409 if differences else 422 if form.is_bound and form.errors else 200
    shown = {"form": form, "title": title, "back": back, "differences": differences, **(context or {})}
    return render(request, template, shown, status=status)


def act(request: HttpRequest, step: Callable[[], object], back: str, done: str) -> HttpResponse:
    """One click without a form: do it, or say why not."""
    try:
        step()
        messages.success(request, done)
    except Refused as problem:
        messages.error(request, problem.sentence)
    except Conflict:
        messages.error(request, _("Inzwischen hat jemand anders etwas geändert. Bitte sehen Sie noch einmal hin."))
    return redirect(back)


def _differences(form: Any, now: dict[str, Any]) -> list[Difference]:
    found = []
    for name, field in form.fields.items():
        if name in now and not field.widget.is_hidden and str(now[name]) != str(form.cleaned_data.get(name, "")):
            found.append(Difference(str(field.label or name), diff(str(now[name]), str(form.cleaned_data.get(name)))))
    return found or [Difference(_("Stand"), diff("", _("Es wurde inzwischen gespeichert.")))]


def _renewed(request: HttpRequest, make: Callable[[Any], Any], form: Any, now: dict[str, Any]) -> Any:
    """The same input, now upon what stands there."""
    data = request.POST.copy()
    for name, field in form.fields.items():
        if name in now and field.widget.is_hidden:
            data[form.add_prefix(name)] = str(now[name])
    return make(data)
