"""Where processes live on the portal."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from roterfaden.participation.models import Process


def address(process: Process, face: str = "process") -> str:
    """The path of a process' page or of another face: process_feed, process_data, process_calendar, results …"""
    return reverse(f"participation:{face}", args=[process.slug])


def absolute(path: str) -> str:
    """A path with the portal's public address in front."""
    return f"{settings.SITE_URL}{path}"
