"""Events in the back office."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.participation.models import Phase
from roterfaden.participation.modules.desk import act, ask, form_view, office_view
from roterfaden.participation.modules.events import actions
from roterfaden.participation.modules.events.models import Event, Registration
from roterfaden.participation.modules.events.moments import when_words
from roterfaden.participation.modules.events.office.forms import EventForm, MinutesForm, ReasonForm, event_values
from roterfaden.participation.modules.refusing import EDIT, PUBLISH

PAGE = 50


def found(pk: int) -> Event:
    """An event with its process; 404 where there is none."""
    row: Event = get_object_or_404(Event.objects.select_related("phase__process"), pk=pk)
    return row


def hub(event: Event) -> str:
    """Its page in the back office."""
    return reverse("events_office:event", args=[event.pk])


@require_safe
@office_view()
def events(request: HttpRequest, pk: int) -> HttpResponse:
    """The events of a phase."""
    phase = get_object_or_404(Phase.objects.select_related("process"), pk=pk)
    page = Paginator(phase.events.order_by("-start", "-pk"), PAGE).get_page(request.GET.get("p"))
    rows = [(row, when_words(row)) for row in page]
    return render(request, "events/office/events.html", {"phase": phase, "page": page, "rows": rows})


@form_view
@office_view(EDIT)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one."""
    phase = get_object_or_404(Phase.objects.select_related("process"), pk=pk)

    def save(form: EventForm) -> None:
        actions.create_event(request.user, phase, form.values())  # type: ignore[arg-type]

    back = reverse("events_office:events", args=[pk])
    return ask(request, EventForm, save, _("Neuer Termin"), back)


@require_safe
@office_view()
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """State, seats, what can be done."""
    row = found(pk)
    counted = row.registrations
    context = {
        "event": row,
        "process": row.phase.process,
        "when": when_words(row),
        "waiting": counted.filter(state=Registration.State.WAITING).count(),
        "public": row.is_public,
        "over": row.is_over(),
    }
    return render(request, "events/office/event.html", context)


@form_view
@office_view(EDIT)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    row = found(pk)

    def save(form: EventForm) -> None:
        version = form.cleaned_data["version"] or 0
        actions.change_event(request.user, found(pk), version, form.values())  # type: ignore[arg-type]

    def make(data: Any) -> EventForm:
        return EventForm(data, instance=Event.objects.get(pk=pk), initial={"version": row.version})

    return ask(request, make, save, row.title, hub(row), stored=event_values)


@require_POST
@office_view(PUBLISH)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it."""
    row = found(pk)
    step = lambda: actions.publish_event(request.user, row)  # type: ignore[arg-type]  # noqa: E731 – one line, used once
    return act(request, step, hub(row), _("Der Termin ist veröffentlicht."))


@form_view
@office_view(PUBLISH)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off."""
    row = found(pk)

    def save(form: ReasonForm) -> None:
        actions.cancel_event(request.user, row, form.cleaned_data["reason"])  # type: ignore[arg-type]

    note = _("Alle Angemeldeten bekommen eine Mail mit dem Grund.")
    title = _("„{title}“ absagen").format(title=row.title)
    return ask(request, ReasonForm, save, title, hub(row), context={"note": note, "button": _("Absagen")})


@form_view
@office_view(EDIT)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said; public at once."""
    row = found(pk)

    def save(form: MinutesForm) -> None:
        data = form.cleaned_data
        version = data["version"] or 0
        actions.write_minutes(request.user, row, version, data["minutes"], data["minutes_en"])  # type: ignore[arg-type]

    make = lambda data: MinutesForm(data, initial=_minutes(row))  # noqa: E731 – one line, used once
    note = _("Steht sofort auf der Seite des Termins. Bitte nennen Sie niemanden mit Namen, der das nicht will.")
    return ask(request, make, save, _("Was besprochen wurde"), hub(row), stored=_minutes, context={"note": note})


def _minutes(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in ("minutes", "minutes_en", "version")}
