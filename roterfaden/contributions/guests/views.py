"""The pages of guests: look into your mailbox; here is what you are about to confirm."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests.claims import Confirmed, confirm_claim
from roterfaden.contributions.guests.registry import Shown, handlers
from roterfaden.contributions.guests.tokens import claim_of
from roterfaden.contributions.models import Claim
from roterfaden.contributions.models.claims import LIFE
from roterfaden.notices.views.shared import private


@require_safe
@private
def sent(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox: said to everybody alike."""
    return render(request, "contributions/guests/sent.html", {"days": LIFE.days})


@require_http_methods(["GET", "HEAD", "POST"])
@private
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link shows what waits; only the button confirms, because programs follow links too."""
    claim = claim_of(token)
    if claim is None:
        return render(request, "contributions/guests/gone.html", status=404)
    if claim.confirmed_at is not None:
        return _done(request, Confirmed(claim, None, again=True), None)
    shown = handlers[claim.kind].show(claim) if claim.kind in handlers else None
    if claim.expires_at <= timezone.now() or shown is None:
        return render(request, "contributions/guests/gone.html", status=410)
    if request.method == "POST":
        return _confirm(request, claim, shown)
    return render(request, "contributions/guests/confirm.html", {"shown": shown, "claim": claim})


def _confirm(request: HttpRequest, claim: Claim, shown: Shown) -> HttpResponse:
    try:
        done = confirm_claim(request, claim)
    except NotAllowed as no:
        values = {"shown": shown, "claim": claim, "verdict": no.verdict}
        return render(request, "contributions/guests/confirm.html", values, status=409)
    return _done(request, done, shown)


def _done(request: HttpRequest, done: Confirmed, shown: Shown | None) -> HttpResponse:
    path = done.claim.next_path or (shown.path if shown is not None else "")
    values = {"done": done, "shown": shown, "path": path}
    return render(request, "contributions/guests/done.html", values)
