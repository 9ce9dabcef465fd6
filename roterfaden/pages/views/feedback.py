"""The form by which visitors tell of a barrier or a mistake. It belongs to the accessibility statement."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from roterfaden.pages.actions import take_feedback
from roterfaden.pages.forms import FeedbackForm

if TYPE_CHECKING:
    from roterfaden.pages.models import AccessibilityPage


@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """Lead to the form, wherever the accessibility statement stands."""
    from roterfaden.pages.models import AccessibilityPage

    page = AccessibilityPage.objects.live().first()
    if page is None:
        raise Http404
    named = urlencode({"seite": request.GET["seite"]}) if "seite" in request.GET else ""
    return redirect(f"{page.get_url(request)}melden/{'?' if named else ''}{named}")


def form(request: HttpRequest, page: AccessibilityPage) -> HttpResponse:
    """Show the form, or take it in and go on to the confirmation, so that reloading sends nothing twice."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if request.method != "POST":
        return _show(request, page, FeedbackForm(initial={"page": _came_from(request)}))
    sent = FeedbackForm(request.POST)
    if not sent.is_valid():
        return _show(request, page, sent, status=422)
    if not sent.is_trapped:
        take_feedback(sent.save(commit=False), get_language() or "")
    return redirect(f"{page.get_url(request)}melden/danke/")


def thanks(request: HttpRequest, page: AccessibilityPage) -> HttpResponse:
    """The message has arrived."""
    return render(request, "pages/feedback_thanks.html", {"page": page, "language_path": True})


def _show(request: HttpRequest, page: AccessibilityPage, shown: FeedbackForm, status: int = 200) -> HttpResponse:
    return render(request, "pages/feedback.html", {"page": page, "form": shown}, status=status)


def _came_from(request: HttpRequest) -> str:
    """The path of the page that the visitor came from, if it is one of ours, or the one the address names."""
    parts = urlsplit(request.headers.get("referer", ""))
    path = parts.path if parts.netloc == request.get_host() else ""
    return (request.GET.get("seite") or path)[:500].replace("\x00", "")
