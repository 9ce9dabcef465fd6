"""Registering, one's own registration, taking it back. GET changes nothing: machines open links in mails, too."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests import act
from roterfaden.participation.addresses import absolute
from roterfaden.participation.modules.events import qr, tokens
from roterfaden.participation.modules.events.actions import cancel_registration
from roterfaden.participation.modules.events.addresses import (
    cancel_address,
    door_address,
    event_address,
    ticket_address,
)
from roterfaden.participation.modules.events.forms import RegistrationForm
from roterfaden.participation.modules.events.models import Event, Registration
from roterfaden.participation.modules.events.moments import when_words
from roterfaden.participation.modules.events.taking_part import CLAIM, GuestSigning
from roterfaden.participation.modules.events.views.pages import event_page, public_event


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Register: at once for people who are known, after a click in a mail for everybody else."""
    event = public_event(slug, pk)
    if request.method != "POST":
        return redirect(f"{event_address(event)}#anmelden")
    form, signing = RegistrationForm(request.POST), GuestSigning(request, request.POST, names=False)
    if form.is_valid() and signing.is_valid():
        try:
            return redirect(_taken(request, event, form, signing))
        except NotAllowed as no:
            form.add_error(None, f"{no.verdict.reason} {no.verdict.way}".strip())
    return event_page(request, event, form, signing)


def _taken(request: HttpRequest, event: Event, form: RegistrationForm, signing: GuestSigning) -> str:
    """Where the visitor goes on: to their ticket, or to "we sent you a mail"."""
    payload = {"event": event.pk, "name": form.cleaned_data["name"], "note": form.cleaned_data["note"]}
    with transaction.atomic():
        taken = act(request, signing, CLAIM, payload, event_address(event))
    person = signing.person
    mine = event.registrations.live().filter(person=person).order_by("-pk").first() if person else None
    return ticket_address(mine) if mine is not None else taken.path


@never_cache
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The code for the door, and how to take it back."""
    found = tokens.registration_of(tokens.TICKET, token)
    if found is None:
        return _gone(request)
    return render(request, "events/ticket.html", _context(found, code=True))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first, then take it back. A second time says that it is done."""
    found = tokens.registration_of(tokens.CANCEL, token)
    if found is None:
        return _gone(request)
    done = request.method == "POST" and not found.event.is_over()
    if done:
        cancel_registration(found)
        found.refresh_from_db(fields=["state"])
    return render(request, "events/cancel.html", _context(found) | {"done": done})


def _context(row: Registration, code: bool = False) -> dict[str, object]:
    event = row.event
    seated = row.state == Registration.State.REGISTERED and not event.is_cancelled
    door = absolute(door_address(row)) if seated and code else ""
    return {
        "row": row,
        "event": event,
        "process": event.phase.process,
        "public": event.is_public,
        "when": when_words(event),
        "over": event.is_over(),
        "cancel": cancel_address(row),
        "before": _before(row),
        "qr": qr.draw(door, _("QR-Code für den Einlass")) if door else "",
        "home": event_address(event) if event.is_public else reverse("participation:overview"),
    }


def _before(row: Registration) -> int:
    """How many wait before somebody."""
    if row.state != Registration.State.WAITING:
        return 0
    return int(row.event.registrations.filter(state=Registration.State.WAITING, pk__lt=row.pk).count())


def _gone(request: HttpRequest) -> HttpResponse:
    """The link never was one, or its registration is erased."""
    return render(request, "events/gone.html", status=404)
