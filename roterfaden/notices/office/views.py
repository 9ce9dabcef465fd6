"""Views below /verwaltung/meldungen/. Nobody sees a list of addresses here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.kit.things import Ref, things
from roterfaden.notices.models import Event, Follower, Following, Mailing, Outgoing, State
from roterfaden.notices.office import actions
from roterfaden.notices.office.actions import MODELS
from roterfaden.notices.rendering import title_of

PER_PAGE = 50
NAMES = {
    "meldung": gettext_lazy("Meldungen"),
    "sammelmail": gettext_lazy("Sammelmails"),
    "brief": gettext_lazy("Bestätigungen und Links"),
    "persoenlich": gettext_lazy("Persönliche Mails"),
}


@dataclass(frozen=True)
class Tray:
    """One kind of mail in numbers."""

    name: str | Promise
    waiting: int
    oldest: datetime | None
    sent: int
    failed: int
    dropped: int


@dataclass(frozen=True)
class Failed:
    """A mail that failed, as operators see it: of the address only its host, which is what they need."""

    kind: str
    pk: int
    name: str | Promise
    host: str
    about: str
    attempts: int
    created_at: datetime
    error: str


class AddressForm(forms.Form):
    """Whose data shall be erased?"""

    address = forms.EmailField(label=gettext_lazy("E-Mail-Adresse, genau wie in der Anfrage"), max_length=254)


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """What waits, what left, what failed and why."""
    _see(request)
    kind = request.GET.get("art", "meldung")
    if kind not in MODELS:
        raise Http404
    model = MODELS[kind]
    owner = ("follower",) if issubclass(model, Outgoing) else ("person", "person__user")
    rows = model._default_manager.filter(state=State.FAILED).select_related(*owner).order_by("-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    values = {
        "trays": [_tray(name, model) for name, model in MODELS.items()],
        "kinds": list(NAMES.items()),
        "kind": kind,
        "failed": [_failed(kind, row) for row in page.object_list],
        "page": page,
        "events": Event.objects.filter(state__in=[Event.State.NEW, Event.State.SPREADING]).count(),
        "may_send": request.user.has_perm(actions.RESEND),
    }
    return render(request, "notices/office/outbox.html", values)


def _tray(name: str, model: type[Mailing]) -> Tray:
    """Two queries: the small states by their partial indexes, and the last day's."""
    day = timezone.now() - timedelta(days=1)
    waiting = model._default_manager.filter(state=State.WAITING).aggregate(n=Count("pk"), oldest=Min("created_at"))
    lately = model._default_manager.filter(created_at__gte=day - timedelta(days=6))
    by_state = dict(lately.values_list("state").annotate(n=Count("pk")).order_by())
    return Tray(
        NAMES[name],
        waiting["n"],
        waiting["oldest"],
        by_state.get(State.SENT, 0),
        model._default_manager.filter(state=State.FAILED).count(),
        by_state.get(State.DROPPED, 0),
    )


def _failed(kind: str, row: Any) -> Failed:
    about = getattr(row, "key", "") or getattr(row, "kind", "")
    return Failed(kind, row.pk, NAMES[kind], row.host, about, row.attempts, row.created_at, row.last_error)


@require_POST
def send_again(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Try a failed mail once more."""
    if not request.user.has_perm(actions.RESEND):
        raise PermissionDenied
    if kind not in MODELS:
        raise Http404
    row = get_object_or_404(MODELS[kind], pk=pk)
    if actions.send_again(request.user, row):  # type: ignore[arg-type]  # AUTH_USER_MODEL
        messages.success(request, _("Wird noch einmal gesendet."))
    else:
        messages.error(request, _("Diese Mail ist nicht (mehr) gescheitert."))
    return redirect("notices_office:outbox")


@require_POST
def send_all_again(request: HttpRequest) -> HttpResponse:
    """Try all failed mails once more."""
    count = actions.send_all_again(request.user)  # type: ignore[arg-type]
    text = ngettext("%(n)s Mail wird noch einmal gesendet.", "%(n)s Mails werden noch einmal gesendet.", count)
    messages.success(request, text % {"n": count})
    return redirect("notices_office:outbox")


@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """How many follow each thing; nobody sees who."""
    _see(request)
    page = Paginator(Following.objects.counts(), PER_PAGE).get_page(request.GET.get("p"))
    rows = list(page.object_list)
    found = things(Ref(row["kind"], row["key"]) for row in rows)
    listed = []
    for row in rows:
        thing = found.get(Ref(row["kind"], row["key"]))
        title = title_of(thing) if thing else _("nicht mehr öffentlich")
        listed.append({"title": title, "url": thing.url if thing else "", "kind": row["kind"], "n": row["followers"]})
    numbers = Follower.objects.aggregate(
        by_mail=Count("pk", filter=~_no_address()), paused=Count("paused_at"), accounts=Count("user")
    )
    return render(request, "notices/office/followed.html", {"rows": listed, "page": page, "numbers": numbers})


def _no_address() -> Any:
    from django.db.models import Q

    return Q(confirmed_at=None) | Q(address=None)


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Find a person by the exact address, see how much there is, erase it. The address travels in no address line."""
    if not request.user.has_perm(actions.ERASE):
        raise PermissionDenied
    form = AddressForm(request.POST or None)
    values: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        follower = actions.find(request.user, form.cleaned_data["address"])  # type: ignore[arg-type]
        if follower is not None and "erase" in request.POST:
            actions.erase(request.user, follower)  # type: ignore[arg-type]
            messages.success(request, _("Gelöscht. Im Protokoll steht, dass gelöscht wurde, nicht wer."))
            return redirect("notices_office:erase")
        values |= {"asked": True, "found": follower, "counts": _counts(follower) if follower else {}}
    return render(request, "notices/office/erase.html", values, status=422 if form.errors else 200)


def _counts(follower: Follower) -> dict[str, int]:
    return {
        _("verfolgt"): follower.followings.count(),
        _("Meldungen"): follower.notices.count(),
        _("Sammelmails"): follower.digests.count(),
        _("Bestätigungen und Links"): follower.letters.count(),
    }


def _see(request: HttpRequest) -> None:
    if not request.user.has_perm(actions.SEE):
        raise PermissionDenied
