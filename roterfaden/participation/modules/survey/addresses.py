"""Where surveys live on the portal."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from roterfaden.participation.modules.survey.models import Survey


def address(survey: Survey, face: str = "survey") -> str:
    """The path of its form, or of another face: received, results, frame, results_csv …"""
    return reverse(f"participation:surveys:{face}", args=[survey.phase.process.slug, survey.phase_id])


def absolute(path: str) -> str:
    """A path with the portal's public address in front."""
    return f"{settings.SITE_URL}{path}"
