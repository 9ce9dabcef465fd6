"""What this portal brings about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roterfaden.participation.impact import impact


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Who is reached, time to answer, what changed, barriers."""
    return render(request, "participation/impact.html", {"impact": impact()})
