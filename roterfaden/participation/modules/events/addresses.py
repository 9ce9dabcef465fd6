"""Addresses of events and registrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from roterfaden.participation.modules.events import tokens

if TYPE_CHECKING:
    from roterfaden.participation.modules.events.models import Event, Registration


def event_address(event: Event, face: str = "event") -> str:
    """An event's page, or another of its faces. Needs `event.phase.process`."""
    return reverse(f"events:{face}", args=[event.phase.process.slug, event.pk])


def ticket_address(registration: Registration) -> str:
    """The page of a registration, for who registered."""
    return reverse("events:ticket", args=[tokens.token_of(tokens.TICKET, registration)])


def cancel_address(registration: Registration) -> str:
    """The page that takes a registration back."""
    return reverse("events:cancel", args=[tokens.token_of(tokens.CANCEL, registration)])


def door_address(registration: Registration) -> str:
    """What the QR code says: the page of the back office that lets somebody in."""
    return reverse("events_office:door", args=[tokens.token_of(tokens.DOOR, registration)])
