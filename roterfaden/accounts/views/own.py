"""„Mein Konto“: what somebody said, what is kept, and how to change, take or erase it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.accounts import consents, mine
from roterfaden.accounts.current import person_of
from roterfaden.accounts.forms import ProfileForm
from roterfaden.accounts.joining import guest_of_browser, join_guest
from roterfaden.accounts.models import Person
from roterfaden.accounts.views.shared import for_people, private
from roterfaden.kit.paging import BadCursor, Keyset

#: On the first page of each part; then on a page of its own.
FEW, PER_PAGE = 5, 25
ORDER: Keyset[Any] = Keyset("pk", descending=True)


@require_safe
@private
def own(request: HttpRequest) -> HttpResponse:
    """The page; strangers see the three ways in."""
    person = person_of(request)
    if person is None:
        return render(request, "accounts/mine/ways.html", {"broker": settings.BROKER, "open": settings.SIGNUP_OPEN})
    values = {
        "person": person,
        "parts": [_few(part, person) for part in mine.everything() if part.rows is not None],
        "consents": [_told(row) for row in person.consents.filter(revoked_at=None)],
        "speaks": person.speaks_for.select_related("organisation"),
        "broker": settings.BROKER,
        "second": is_mfa_enabled(request.user) if request.user.is_authenticated else False,
        "guest": guest_of_browser(request, person),
    }
    return render(request, "accounts/mine/own.html", values)


def _few(part: mine.Mine, person: Person) -> dict[str, Any]:
    assert part.rows is not None
    rows = list(part.rows(person).order_by("-pk")[: FEW + 1])
    lines = part.lines(rows[:FEW]) if part.lines is not None else ()
    return {"part": part, "lines": lines, "more": len(rows) > FEW}


def _told(row: Any) -> dict[str, Any]:
    known = consents.purposes.get(row.purpose)
    return {"label": known.label if known else row.purpose, "row": row, "token": consents.token_of(row)}


@require_safe
@for_people
def listed(request: HttpRequest, person: Person, key: str) -> HttpResponse:
    """All of one part, page by page."""
    part = mine.part(key)
    if part is None or part.rows is None:
        raise Http404
    try:
        page = ORDER.page(part.rows(person), request.GET.get("ab", "")[:300], PER_PAGE)
    except BadCursor:
        return HttpResponseBadRequest(_("Diese Seite gibt es nicht."))
    lines = part.lines(page.rows) if part.lines is not None else ()
    return render(request, "accounts/mine/listed.html", {"part": part, "lines": lines, "rows": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def profile(request: HttpRequest, person: Person) -> HttpResponse:
    """Pseudonym, name, language, and whether there is a profile."""
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Gespeichert."))
        return redirect("people:mine")
    return render(request, "accounts/mine/profile.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@for_people
def join(request: HttpRequest, person: Person) -> HttpResponse:
    """The guest of this browser and the account are the same human being, says who is logged in."""
    if join_guest(request, person):
        messages.success(request, _("Verbunden: Was Sie als Gast geschrieben haben, gehört nun zu Ihrem Konto."))
    return redirect("people:mine")


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    """Log out, guests too: nothing in this browser belongs to anybody any more."""
    logout(request)
    return redirect("/")
