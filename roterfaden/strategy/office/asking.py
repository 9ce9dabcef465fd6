"""One way to ask and save for all forms of the room: what cannot be is said at the form; two at once lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from roterfaden.methods.diff import Segment, diff
from roterfaden.strategy.actions import Conflict, Refused

FormMaker = Callable[..., forms.BaseForm]


@dataclass(frozen=True)
class Difference:
    """A field in which what somebody else saved differs from what stands in the form."""

    label: str
    segments: list[Segment]


def ask(
    request: HttpRequest,
    make: Callable[[Any], Any],
    save: Callable[[Any], object],
    title: str,
    back: str,
    done: str = "",
    note: str = "",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form (`make(data)`), or hand it to `save` and go `back`.

    `save` raises Refused (told at the field), Conflict (the difference is shown, the form keeps what was typed and
    takes the newer version, so that saving again is a decision) or PermissionDenied.
    """
    form = make(request.POST if request.method == "POST" else None)
    differences: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except Refused as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        except Conflict as conflict:
            differences = _differences(form, conflict.stored)
            form = _renewed(request, make, conflict.stored)
        else:
            messages.success(request, done or _("Gespeichert."))
            return redirect(back)
    status = 409 if differences else 422 if form.is_bound and form.errors else 200
    context = {"form": form, "title": title, "back": back, "note": note, "differences": differences}
    given = extra or {}
    template = given.get("template", "strategy/office/form.html")
    return render(request, template, context | given, status=status)


def require(request: HttpRequest, permission: str) -> None:
    """403 for whoever may not."""
    if not request.user.has_perm(permission):
        raise PermissionDenied(permission)


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


def _differences(form: Any, stored: models.Model) -> list[Difference]:
    found = []
    for name, field in form.fields.items():
        if name == "version" or not hasattr(stored, name):
            continue
        theirs, mine = _said(getattr(stored, name)), _said(form.cleaned_data.get(name))
        if theirs != mine:
            found.append(Difference(str(field.label or name), diff(theirs, mine)))
    return found or [Difference(_("Stand"), diff("", _("Es wurde inzwischen gespeichert.")))]


def _renewed(request: HttpRequest, make: Callable[[Any], Any], stored: models.Model) -> Any:
    """The same input, now upon the newer version."""
    data = request.POST.copy()
    data["version"] = str(getattr(stored, "version", 1))
    return make(data)


def _said(value: Any) -> str:
    if isinstance(value, models.Manager):
        value = value.all()
    if isinstance(value, models.QuerySet | list | tuple):
        return ", ".join(sorted(str(one) for one in value))
    return "" if value is None else str(value)
