"""The list of threads, and writing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.threads import actions, reading
from roterfaden.threads.actions import Conflict, ReasonMissing, SlugTaken
from roterfaden.threads.drafts import ThreadDraft
from roterfaden.threads.models import State, Thread
from roterfaden.threads.office.common import differences, office_view, problem_words
from roterfaden.threads.office.forms import ReasonForm, RenameForm, ThreadForm
from roterfaden.threads.telling import tell
from roterfaden.threads.views.thread import page_context

PAGE_SIZE = 50
ORDER: Keyset[Thread] = Keyset("changed_at", descending=True)


@require_safe
@office_view
def threads(request: HttpRequest) -> HttpResponse:
    """All threads in any state, the last changed first."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    state = request.GET.get("stand", "")
    rows = Thread.objects.visible_to(request.user)
    if words:
        rows = rows.filter(title__icontains=words)
    if state in State.values:
        rows = rows.filter(state=state)
    try:
        page = ORDER.page(rows, request.GET.get("ab", ""), PAGE_SIZE)
    except BadCursor:
        return redirect("threads_office:threads")
    context = {"page": page, "q": words, "state": state, "states": State.choices}
    return render(request, "threads/office/threads.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def create(request: HttpRequest) -> HttpResponse:
    """A new thread, a draft at first."""
    form = ThreadForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            thread = actions.create(request.user, form.draft())  # type: ignore[arg-type]
            messages.success(request, _("Angelegt, noch nicht öffentlich. Fügen Sie jetzt Stationen hinzu."))
            return redirect("threads_office:edit", thread.pk)
        except ValidationError as error:
            form.told(error)
        except SlugTaken as problem:
            form.add_error("title", problem_words(problem))
    return _form(request, form, {"thread": None})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread: its fields and its stations."""
    thread = get_object_or_404(Thread, pk=pk)
    if request.method != "POST":
        initial = ThreadForm.initial_of(ThreadDraft.of(thread), thread.version)
        return _form(request, ThreadForm(initial=initial), _about(thread))
    form = ThreadForm(request.POST)
    if not form.is_valid():
        return _form(request, form, _about(thread))
    if "preview" in request.POST:
        return preview_of(request, thread, form.draft())
    try:
        actions.change(request.user, thread, form.cleaned_data["version"] or 0, form.draft())  # type: ignore[arg-type]
        messages.success(request, _("Gespeichert."))
        return redirect("threads_office:edit", thread.pk)
    except ValidationError as error:
        form.told(error)
        return _form(request, form, _about(thread))
    except Conflict:
        return _conflict(request, Thread.objects.get(pk=pk))


def _conflict(request: HttpRequest, current: Thread) -> HttpResponse:
    """Somebody else saved meanwhile: both versions side by side; saving again keeps what was typed here."""
    saved = ThreadForm.initial_of(ThreadDraft.of(current), current.version)
    data = request.POST.copy()
    data["version"] = str(current.version)
    form = ThreadForm(data)
    context = _about(current) | {"conflict": differences(form, saved), "is_conflict": True}
    return _form(request, form, context, status=409)


def _form(request: HttpRequest, form: ThreadForm, context: dict[str, Any], status: int = 0) -> HttpResponse:
    wrong = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "threads/office/thread.html", {"form": form, **context}, status=status or wrong)


def _about(thread: Thread) -> dict[str, Any]:
    stations = reading.stations_of(thread)
    story = tell(thread, stations)
    rows = list(zip(story.steps, stations, strict=True))[::-1]
    return {"thread": thread, "story": story, "rows": rows, "reason_form": ReasonForm()}


@require_safe
@office_view
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The saved thread as its page will look."""
    thread = get_object_or_404(Thread, pk=pk)
    return preview_of(request, thread, ThreadDraft.of(thread))


def preview_of(request: HttpRequest, thread: Thread, draft: ThreadDraft, stations: Any = None) -> HttpResponse:
    """The page as it would look with these fields; nothing is saved."""
    for name, value in draft.values().items():
        setattr(thread, name, value)
    rows = reading.stations_of(thread) if stations is None else stations
    context = page_context(thread, rows)
    fields = thread._meta.get_field
    context["districts"] = list(fields("districts").related_model.objects.filter(pk__in=draft.districts))  # type: ignore[union-attr]
    context["topics"] = list(fields("topics").related_model.objects.filter(pk__in=draft.topics))  # type: ignore[union-attr]
    words = _("So wird die Seite aussehen. Gespeichert ist davon noch nichts, was Sie nicht gespeichert haben.")
    return render(request, "threads/thread.html", context | {"preview": words})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another title and another address."""
    thread = get_object_or_404(Thread, pk=pk)
    initial = {"title": thread.title, "title_en": thread.title_en, "version": thread.version}
    form = RenameForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            actions.rename(
                request.user,  # type: ignore[arg-type]
                thread,
                data["version"] or 0,
                data["title"],
                data["slug"],
                data["title_en"],
            )
            messages.success(request, _("Umbenannt. Die alte Adresse führt weiter."))
            return redirect("threads_office:edit", pk)
        except SlugTaken as problem:
            form.add_error("slug", problem_words(problem))
        except Conflict:
            messages.error(request, _("Jemand hat den Faden inzwischen geändert. Bitte sehen Sie nach."))
            return redirect("threads_office:rename", pk)
    context = {"form": form, "thread": thread}
    return render(request, "threads/office/rename.html", context, status=422 if form.errors else 200)


LIVES = {"publish": actions.publish, "hide": actions.hide, "close": actions.close, "reopen": actions.reopen}


@require_POST
@office_view
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, hide, close, reopen."""
    thread = get_object_or_404(Thread, pk=pk)
    wish = request.POST.get("wish", "")
    if wish == "publish":
        actions.publish(request.user, thread)  # type: ignore[arg-type]
        messages.success(request, _("Veröffentlicht."))
    elif wish in LIVES:
        try:
            LIVES[wish](request.user, thread, request.POST.get("reason", ""))  # type: ignore[operator]
            messages.success(request, _("Erledigt."))
        except ReasonMissing:
            messages.error(request, _("Bitte nennen Sie einen Grund."))
    return redirect("threads_office:edit", pk)


__all__ = ["create", "edit", "live", "preview", "preview_of", "rename", "threads"]
