"""The public page of somebody who wants one: what they said under their pseudonym. Names and addresses never."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution, Signed
from roterfaden.contributions.people import lines_of
from roterfaden.kit.paging import BadCursor, Keyset

PER_PAGE = 25
ORDER: Keyset[Contribution] = Keyset("pk", descending=True)


@require_safe
def profile(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Only with the owner's wish, only what stands under the pseudonym: else it would tell who is behind it."""
    person = Person.objects.active().filter(uid=uid, profile=True).exclude(pseudonym="").first()
    if person is None:
        raise Http404
    rows = Contribution.objects.visible_to().filter(author=person, signed=Signed.PSEUDONYM)
    try:
        page = ORDER.page(rows, request.GET.get("ab", "")[:300], PER_PAGE)
    except BadCursor:
        return HttpResponseBadRequest(_("Diese Seite gibt es nicht."))
    values = {"pseudonym": person.pseudonym, "since": person.created_at, "lines": lines_of(page.rows), "rows": page}
    response = render(request, "contributions/profile.html", values)
    response["X-Robots-Tag"] = "noindex"
    return response
