"""The ledger's pages."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.kit.api import machine
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.kit.things import LONGEST_KEY, Ref, kinds, thing
from roterfaden.ledger import api, feeds, proofs
from roterfaden.ledger.listing import NoSuchKind, listing
from roterfaden.ledger.models import Entry, Head, SigningKey
from roterfaden.ledger.sequencing import tip
from roterfaden.ledger.showing import show

View = Callable[..., HttpResponseBase]
HEADS: Keyset[Head] = Keyset("day", descending=True)


def ledger_page(view: View) -> View:
    """Reading only; a wrong filter or place in a list is told on a page of its own."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (NoSuchKind, BadCursor):
            return render(request, "ledger/problem.html", status=400)

    return answered


@ledger_page
def overview(request: HttpRequest) -> HttpResponse:
    """What changed in the city, the newest first."""
    found = listing(Entry.objects.all(), request.GET)
    head = Head.objects.select_related("key").order_by("-day").first()
    return render(request, "ledger/overview.html", {"listing": found, "size": tip().number, "head": head})


@ledger_page
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry with its proof."""
    row = Entry.objects.filter(number=number).first()
    if row is None:
        raise Http404(_("Einen Eintrag mit dieser Nummer gibt es nicht."))
    shown, head = show(row), proofs.head_over(number)
    context = {
        "shown": shown,
        "entry": row,
        "head": head,
        "proof": proofs.inclusion(row, head.size) if head else None,
        "content": json.dumps(row.facts, ensure_ascii=False, indent=2, sort_keys=True) if shown.is_public else "",
        "has_next": tip().number > number,
        "site": settings.SITE_URL,
    }
    return render(request, "ledger/entry.html", context)


@ledger_page
def subject(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What changed about one thing; nothing at all is said about a thing that is not public."""
    found = thing(Ref(kind, key)) if kind in kinds and 0 < len(key) <= LONGEST_KEY and key.isprintable() else None
    if found is None:
        raise Http404
    rows = listing(Entry.objects.about(found.ref), request.GET)
    return render(request, "ledger/subject.html", {"thing": found, "listing": rows})


@ledger_page
def heads(request: HttpRequest) -> HttpResponse:
    """The signed heads and the keys."""
    page = HEADS.page(Head.objects.select_related("key"), request.GET.get("ab", ""), 60)
    return render(request, "ledger/heads.html", {"page": page, "keys": SigningKey.objects.all()})


@ledger_page
def explanation(request: HttpRequest) -> HttpResponse:
    """What the ledger is and how it is checked."""
    return render(request, "ledger/explanation.html", {"site": settings.SITE_URL})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest entries as Atom."""
    return feeds.entries_feed()


@require_safe
def heads_feed(request: HttpRequest) -> HttpResponse:
    """The newest heads as Atom."""
    return feeds.heads_feed()


@machine
def heads_file(request: HttpRequest) -> HttpResponse:
    """The heads as a file that others mirror."""
    try:
        start = dt.date.fromisoformat(request.GET.get("from", "0001-01-01"))
    except ValueError:
        start = dt.date.min
    return api.answer(api.heads_page(start, request.path))


@machine
def checkpoint(request: HttpRequest, day: dt.date | None = None) -> HttpResponse:
    """A signed head as text (C2SP tlog-checkpoint): of a day, or the last one."""
    rows = Head.objects.select_related("key").order_by("-day")
    head = (rows.filter(day=day) if day else rows).first()
    text = head.note() if head else ""
    return HttpResponse(text, status=200 if head else 404, content_type="text/plain; charset=utf-8")
