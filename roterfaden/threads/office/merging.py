"""Merging and splitting, each with a look ahead."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.kit.things import keys_as_numbers
from roterfaden.threads import actions, reading
from roterfaden.threads.actions.merging import plan_merge
from roterfaden.threads.actions.splitting import NothingLeft
from roterfaden.threads.models import Thread
from roterfaden.threads.office.common import office_view
from roterfaden.threads.office.forms import ReasonForm, SplitForm
from roterfaden.threads.telling import tell

MOST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other thread, see what would happen, and do it."""
    source = get_object_or_404(Thread, pk=pk)
    asked = request.POST if request.method == "POST" else request.GET
    target = _chosen(asked.get("ziel", ""), source)
    form = ReasonForm(request.POST if request.method == "POST" and target else None)
    if target is not None and form.is_bound and form.is_valid():
        actions.merge(request.user, source, target, form.cleaned_data["reason"])  # type: ignore[arg-type]
        messages.success(request, _("Zusammengeführt. Die alte Adresse sagt, wohin der Faden ging."))
        return redirect("threads_office:edit", target.pk)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    others = Thread.objects.visible_to().exclude(pk=pk)
    context = {
        "thread": source,
        "form": form,
        "q": words,
        "found": list(others.filter(title__icontains=words)[:MOST]) if words else [],
        "plan": plan_merge(source, target) if target else None,
    }
    return render(request, "threads/office/merge.html", context, status=422 if form.errors else 200)


def _chosen(text: str, source: Thread) -> Thread | None:
    keys = keys_as_numbers([text])
    return Thread.objects.visible_to().filter(pk__in=keys).exclude(pk=source.pk).first() if keys else None


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose stations for a thread of their own."""
    thread = get_object_or_404(Thread, pk=pk)
    chosen = set(keys_as_numbers(request.POST.getlist("station")))
    form = SplitForm(request.POST or None)
    story = tell(thread, reading.stations_of(thread))
    looks = "look" in request.POST
    if form.is_bound and form.is_valid() and not looks:
        data = form.cleaned_data
        try:
            new = actions.split(
                request.user,  # type: ignore[arg-type]
                thread,
                chosen,
                data["title"],
                data["reason"],
                data["title_en"],
            )
            messages.success(request, _("Geteilt. Beide Seiten sagen es."))
            return redirect("threads_office:edit", new.pk)
        except NothingLeft:
            form.add_error(None, _("Jeder der beiden Fäden braucht mindestens eine Station."))
        except ValidationError as error:
            form.add_error("title", error)
    context = {
        "thread": thread,
        "form": form,
        "steps": [(step, step.pk in chosen) for step in story.steps],
        "moving": [step for step in story.steps if step.pk in chosen] if looks else [],
        "staying": [step for step in story.steps if step.pk not in chosen] if looks else [],
        "looks": looks,
    }
    return render(request, "threads/office/split.html", context, status=422 if form.errors and not looks else 200)
