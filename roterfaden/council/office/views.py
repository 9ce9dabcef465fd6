"""Views of the back office that are no lists: look up, hide, correct, read now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.council import actions
from roterfaden.council.addresses import address
from roterfaden.council.corrections import CORRECTABLE
from roterfaden.council.models import Consultation, Correction, Meeting, Paper, Source
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.office.forms import CorrectionForm, LookupForm, ReasonForm
from roterfaden.council.office.lookup import MODELS, find

SEE = "council.view_correction"


def _object(request: HttpRequest, kind: str, pk: int) -> CouncilObject:
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    if kind not in MODELS:
        kind = "paper"
        pk = 0
    found: CouncilObject = get_object_or_404(MODELS[kind], pk=pk)
    return found


@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """Find an object by address or number."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    form = LookupForm(request.GET or None)
    found = find(form.cleaned_data["q"]) if form.is_bound and form.is_valid() else []
    if len(found) == 1:
        return redirect("council_office:object", kind=found[0].oparl_type.lower(), pk=found[0].pk)
    return render(request, "council/office/lookup.html", {"form": form, "found": found})


@require_safe
def thing(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One object: its state, its stations or items, its corrections."""
    found = _object(request, kind, pk)
    return render(request, "council/office/object.html", _about(found) | {"reason_form": ReasonForm()})


def _about(found: CouncilObject) -> dict[str, Any]:
    parts = _parts(found)
    keys = [found.key, *(part.key for part in parts)]
    rows = Correction.objects.filter(source=found.source_id, key__in=keys).select_related("author")
    return {
        "thing": found,
        "kind": found.oparl_type.lower(),
        "page_address": address(found)
        if found.oparl_type.lower() in {"paper", "meeting", "organization", "person", "file"}
        else "",
        "correctable": found.oparl_type in CORRECTABLE,
        "hideable": found.oparl_type in actions.HIDEABLE,
        "parts": parts,
        "corrections": list(rows.order_by("oparl_type", "key", "field")[:200]),
    }


def _parts(found: CouncilObject) -> list[Any]:
    if isinstance(found, Paper):
        rows = Consultation.objects.filter(paper=found).select_related("organization").order_by("position", "pk")
        return list(rows[:200])
    if isinstance(found, Meeting):
        return list(found.agenda_items.order_by("order", "pk")[:500])
    return []


@require_POST
def hide(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Hide an object with a reason."""
    found = _object(request, kind, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "council/office/object.html", _about(found) | {"reason_form": form}, status=422)
    try:
        actions.hide(request.user, found, form.cleaned_data["reason"])  # type: ignore[arg-type]
        messages.success(request, _("Verborgen. Die Seite antwortet jetzt mit 410 und dem Grund."))
    except actions.ReasonMissing:
        messages.error(request, _("Ohne Grund wird nichts verborgen."))
    except actions.NotInThatState:
        messages.error(request, _("Das ist nicht (mehr) öffentlich."))
    return redirect("council_office:object", kind=kind, pk=pk)


@require_POST
def show_again(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Make a hidden object public again."""
    found = _object(request, kind, pk)
    try:
        actions.show_again(request.user, found)  # type: ignore[arg-type]
        messages.success(request, _("Wieder öffentlich."))
    except actions.NotInThatState:
        messages.error(request, _("Das ist nicht durch die Redaktion verborgen."))
    return redirect("council_office:object", kind=kind, pk=pk)


def correct(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Correct what was read of an object."""
    found = _object(request, kind, pk)
    if found.oparl_type not in CORRECTABLE:
        return redirect("council_office:object", kind=kind, pk=pk)
    form = CorrectionForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.correct(request.user, found, form.values(), form.cleaned_data["reason"])  # type: ignore[arg-type]
        messages.success(request, _("Berichtigt. Kein Import überschreibt das."))
        return _back(found)
    status = 422 if form.is_bound else 200
    return render(request, "council/office/correct.html", {"form": form, "thing": found, "kind": kind}, status=status)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a correction."""
    correction = get_object_or_404(Correction, pk=pk)
    found = actions.corrected_object(correction)
    actions.take_back(request.user, correction)  # type: ignore[arg-type]
    messages.success(request, _("Zurückgenommen. Es gilt wieder, was gelesen wurde."))
    return _back(found) if found is not None else redirect("council_office:lookup")


@require_POST
def read_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the job worker read a source next."""
    source = get_object_or_404(Source, pk=pk)
    if actions.read_soon(request.user, source):  # type: ignore[arg-type]
        messages.success(request, _("„{name}“ wird in der nächsten Minute gelesen.").format(name=source.name))
    else:
        messages.error(request, _("„{name}“ ist ausgeschaltet und wird nicht gelesen.").format(name=source.name))
    return redirect("wagtailsnippets_council_source:edit", source.pk)


def _back(found: CouncilObject) -> HttpResponse:
    """To the page of the object that the corrected one belongs to."""
    owner: Any = getattr(found, "paper", None) or getattr(found, "meeting", None) or found
    return redirect("council_office:object", kind=owner.oparl_type.lower(), pk=owner.pk)
