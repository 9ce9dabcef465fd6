"""Events of a process, one event, calendars."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.contributions.guests import Signing
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.participation.models import Process
from roterfaden.participation.modules.events.forms import RegistrationForm
from roterfaden.participation.modules.events.ical import MOST, as_calendar
from roterfaden.participation.modules.events.models import Event, Registration
from roterfaden.participation.modules.events.moments import when_words
from roterfaden.participation.modules.events.taking_part import GuestSigning

PAGE = 20
#: Calendars keep what is over for so long.
PAST = timedelta(days=90)
BIGGEST = 10**9
ORDER: Keyset[Event] = Keyset("start", descending=True)


def public_event(slug: str, pk: int) -> Event:
    """The event at an address; 404 for what is not public."""
    rows = Event.objects.visible_to().select_related("phase__process").filter(phase__process__slug=slug)
    found = rows.filter(pk=pk).first() if pk < BIGGEST else None
    if not isinstance(found, Event):
        raise Http404(_("Diesen Termin gibt es nicht, oder er ist nicht öffentlich."))
    return found


@require_safe
def events(request: HttpRequest, slug: str) -> HttpResponse:
    """All events of a process, the latest first."""
    process = Process.objects.visible_to().filter(slug=slug).first()
    if process is None:
        raise Http404(_("Diese Beteiligung gibt es nicht, oder sie ist nicht öffentlich."))
    rows = Event.objects.visible_to().filter(phase__process=process).select_related("phase")
    try:
        page = ORDER.page(rows, request.GET.get("ab", ""), PAGE)
    except BadCursor:
        raise Http404(_("Diese Seite der Liste gibt es nicht.")) from None
    context = {
        "process": process,
        "rows": [(row, when_words(row)) for row in page.rows],
        "next": page.next,
        "previous": page.previous,
    }
    return render(request, "events/events.html", context)


@require_safe
def event(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """When, where, how to get in; after it what was said."""
    return event_page(request, public_event(slug, pk))


def event_page(
    request: HttpRequest, event: Event, form: RegistrationForm | None = None, signing: Signing | None = None
) -> HttpResponse:
    """The page; with a form that had mistakes it says so."""
    wrong = form is not None
    if form is None and event.takes():
        form, signing = RegistrationForm(), GuestSigning(request, names=False)
    waiting = event.registrations.filter(state=Registration.State.WAITING).count() if event.free == 0 else 0
    context: dict[str, Any] = {
        "event": event,
        "process": event.phase.process,
        "when": when_words(event),
        "over": event.is_over(timezone.now()),
        "form": form,
        "signing": signing,
        "waiting": waiting,
        "full": event.free == 0,
    }
    return render(request, "events/event.html", context, status=422 if wrong else 200)


@require_safe
def calendar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The event for a calendar."""
    found = public_event(slug, pk)
    return as_calendar([found], str(found.phase.process.title), f"termin-{found.pk}")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """All public events that are not long over, to subscribe to; `?beteiligung=` those of one process."""
    rows = Event.objects.visible_to().filter(end__gt=timezone.now() - PAST)
    slug = request.GET.get("beteiligung", "")
    if slug:
        process = Process.objects.visible_to().filter(slug=slug[:120].replace("\x00", "")).first()
        if process is None:
            raise Http404(_("Diese Beteiligung gibt es nicht, oder sie ist nicht öffentlich."))
        rows = rows.filter(phase__process=process)
    name = _("Termine zum Mitmachen – {city}").format(city=settings.CITY)
    return as_calendar(rows.select_related("phase__process").order_by("start", "pk")[:MOST], name, "termine")
