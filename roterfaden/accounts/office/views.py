"""Views below /verwaltung/organisationen/. Of a person they show the chosen names and the host of the address."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.accounts.models import Speaker
from roterfaden.accounts.organisations import PERMISSION, confirm, decline
from roterfaden.kit.html import clean_line

SEE = "accounts.view_organisation"
PER_PAGE = 50


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Who asks, oldest first; then who was confirmed."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    rows = Speaker.objects.select_related("organisation", "person", "confirmed_by")
    ordered = rows.order_by(F("confirmed_at").desc(nulls_first=True), "created_at", "pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("p"))
    values = {"page": page, "may_decide": request.user.has_perm(PERMISSION)}
    return render(request, "accounts/office/organisations.html", values)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, or no with a reason; a second click finds that it was decided."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    speaker = get_object_or_404(Speaker.objects.select_related("organisation", "person__merged_into"), pk=pk)
    wish = request.POST.get("wish", "")
    if wish == "confirm":
        done = confirm(request.user, speaker)  # type: ignore[arg-type]  # AUTH_USER_MODEL
    elif wish == "decline":
        done = decline(request.user, speaker, clean_line(request.POST.get("reason", "")[:500]))  # type: ignore[arg-type]
    else:
        return HttpResponseBadRequest(_("Das kann diese Seite nicht."))
    if done:
        messages.success(request, _("Gespeichert. Die Person bekommt eine Mail."))
    else:
        messages.error(request, _("Darüber ist schon entschieden."))
    return redirect("organisations_office:requests")
