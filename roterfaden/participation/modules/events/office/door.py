"""Registrations in the back office: the list, the list for the door on paper, letting people in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from roterfaden.contributions.actions import NotAllowed
from roterfaden.participation.modules.desk import act, ask, form_view, office_view
from roterfaden.participation.modules.events import actions, tokens
from roterfaden.participation.modules.events.actions.registering import Guest, register
from roterfaden.participation.modules.events.models import Registration
from roterfaden.participation.modules.events.moments import when_words
from roterfaden.participation.modules.events.office.forms import GuestForm
from roterfaden.participation.modules.events.office.views import found
from roterfaden.participation.modules.refusing import EDIT, Refused

PAGE, MOST_ON_PAPER = 100, 5_000


def _list(pk: int) -> str:
    return reverse("events_office:registrations", args=[pk])


@never_cache
@require_safe
@office_view(EDIT)
def registrations(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes, who waits; names can be looked for."""
    row = found(pk)
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    rows = row.registrations.live().order_by("state", "name", "pk")
    if asked:
        rows = rows.filter(name__icontains=asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    return render(request, "events/office/registrations.html", {"event": row, "page": page, "asked": asked})


@never_cache
@require_safe
@office_view(EDIT)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The list for the door, to print."""
    row = found(pk)
    rows = row.registrations.seated().order_by("name", "pk")[:MOST_ON_PAPER]
    return render(request, "events/office/paper.html", {"event": row, "rows": rows, "when": when_words(row)})


@form_view
@office_view(EDIT)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody registers by telephone, or stands at the door."""
    row = found(pk)

    def save(form: GuestForm) -> None:
        data = form.cleaned_data
        guest = Guest(data["name"], data["address"], data["note"])
        try:
            register(row, guest, by=request.user)  # type: ignore[arg-type]
        except NotAllowed as no:
            raise Refused(no.verdict.reason) from None

    return ask(request, GuestForm, save, _("Jemanden anmelden"), _list(pk))


@never_cache
@form_view
@office_view(EDIT)
def door(request: HttpRequest, token: str) -> HttpResponse:
    """What the QR code leads to: who that is, and a button. A second scan says that they are in."""
    row = tokens.registration_of(tokens.DOOR, token)
    if row is None:
        raise Http404(_("Diesen Code gibt es nicht (mehr)."))
    context = {"row": row, "event": row.event, "when": when_words(row.event), "problem": "", "now": False}
    if request.method == "POST":
        try:
            context["now"] = actions.check_in(request.user, row)  # type: ignore[arg-type]
        except Refused as problem:
            context["problem"] = problem.sentence
        row.refresh_from_db(fields=["attended_at", "state"])
    return render(request, "events/office/door.html", context)


@require_POST
@office_view(EDIT)
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The same from the list."""
    row = get_object_or_404(Registration.objects.select_related("event"), pk=pk)

    def step() -> None:
        if not actions.check_in(request.user, row):  # type: ignore[arg-type]
            raise Refused(_("Ist schon eingelassen."))

    return act(request, step, _list(row.event_id), _("Eingelassen."))


@require_POST
@office_view(EDIT)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It was the wrong line."""
    row = get_object_or_404(Registration.objects.select_related("event"), pk=pk)
    step = lambda: actions.take_back_check_in(request.user, row)  # type: ignore[arg-type]  # noqa: E731 – used once
    return act(request, step, _list(row.event_id), _("Zurückgenommen."))


@require_POST
@office_view(EDIT)
def sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody calls that they will not come."""
    row = get_object_or_404(Registration.objects.select_related("event"), pk=pk)
    step = lambda: actions.cancel_registration(row)  # noqa: E731 – one line, used once
    return act(request, step, _list(row.event_id), _("Abgemeldet. Wer wartet, rückt nach."))
