"""The list of processes: page and Atom of any filter."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.kit.bilingual import said
from roterfaden.kit.paging import BadCursor
from roterfaden.participation import listing
from roterfaden.participation.addresses import absolute, address
from roterfaden.participation.listing import CURSOR, Choice, Wanted, WrongFilter
from roterfaden.threads import feeds

View = Callable[[HttpRequest, Wanted, list[Choice]], HttpResponse]


def list_view(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Reading only; a wrong filter is answered by 400 and the way on."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            wanted = Wanted.read(request.GET)
            return view(request, wanted, listing.choices_of(wanted))
        except BadCursor:
            problem = WrongFilter(CURSOR, request.GET.get(CURSOR, ""))
        except WrongFilter as found:
            problem = found
        return render(request, "participation/problem.html", {"problem": problem}, status=400)

    return answered


@list_view
def overview(request: HttpRequest, wanted: Wanted, choices: list[Choice]) -> HttpResponse:
    """What runs, what comes, what the city checks and answers, what is over."""
    context = {"wanted": wanted, "choices": choices}
    if not wanted.state and not request.GET.get(CURSOR):
        return render(request, "participation/overview.html", context | {"groups": listing.groups_of(wanted)})
    page = listing.page_of(wanted, request.GET.get(CURSOR, ""))
    context |= {
        "rows": listing.told(page.rows),
        "total": listing.count(wanted),
        "heading": listing.HEADINGS.get(wanted.state, _("Alle Beteiligungen")),
        "next": _at(wanted, page.next),
        "previous": _at(wanted, page.previous),
    }
    return render(request, "participation/overview.html", context)


@list_view
def feed(request: HttpRequest, wanted: Wanted, choices: list[Choice]) -> HttpResponse:
    """The same list as Atom, the newest first."""
    page = listing.page_of(wanted, request.GET.get(CURSOR, ""), feeds.ENTRIES)
    entries = [
        feeds.Entry(
            str(said(row.process, "title")),
            absolute(address(row.process)),
            row.process.published_at or row.process.changed_at,
            ". ".join(part for part in (row.words, str(row.summary)) if part),
        )
        for row in listing.told(page.rows)
    ]
    here, query = reverse("participation:overview"), f"?{wanted.query}" if wanted.query else ""
    following = _at(wanted, page.next, "feed")
    return feeds.atom(
        _("Mitmachen"),
        absolute(f"{here}{query}"),
        absolute(f"{reverse('participation:feed')}{query}"),
        entries,
        absolute(following) if following else "",
    )


def _at(wanted: Wanted, cursor: str, face: str = "overview") -> str:
    """The list at a cursor, or nothing where there is none."""
    if not cursor:
        return ""
    query = "&".join(part for part in (wanted.query, urlencode({CURSOR: cursor})) if part)
    return f"{reverse(f'participation:{face}')}?{query}"
