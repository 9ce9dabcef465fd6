"""The public log, its entries, the figures, the house rules."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.kit.paging import BadCursor
from roterfaden.kit.tables import csv_stream
from roterfaden.kit.things import things
from roterfaden.ledger.showing import shown as ledger_rows
from roterfaden.moderation import log, statistics
from roterfaden.moderation.kinds import OBJECTION_WITHIN, TO_OBJECT, WITHIN, Kind
from roterfaden.moderation.models import HouseRule

View = Callable[..., HttpResponseBase]
IN_FEED = 50


def checked(view: View) -> View:
    """Reading only; a wrong filter or place in a list is told on a page of its own."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (log.NoSuchFilter, BadCursor):
            return render(request, "moderation/problem.html", status=400)

    return answered


@checked
def overview(request: HttpRequest) -> HttpResponse:
    """All decisions, the newest first."""
    found = log.listing(request.GET)
    rules = HouseRule.objects.in_force()
    values = {"listing": found, "kinds": Kind.choices, "rules": rules, "figures": statistics.short(found.asked.area)}
    return render(request, "moderation/log.html", values)


@checked
def entry(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One decision without anybody in it, with its entries in the ledger."""
    decision = get_object_or_404(log.matching(log.Asked()), uid=uid)
    values = {
        "row": log.shown([decision])[0],
        "decision": decision,
        "entries": ledger_rows(log.entries_of(decision)),
    }
    return render(request, "moderation/entry.html", values)


@checked
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """The log as a table."""
    asked = log.Asked.of(request.GET)
    return _csv("moderation.csv", csv_stream(log.csv_header(), log.csv_rows(asked)))


@checked
def feed(request: HttpRequest) -> HttpResponse:
    """The newest decisions as Atom."""
    rows = log.shown(list(log.matching(log.Asked.of(request.GET)).order_by("-pk")[:IN_FEED]))
    found = Atom1Feed(
        title=f"{_('Was die Moderation entschieden hat')} – {settings.CITY}",
        link=f"{settings.SITE_URL}{reverse('moderation:log')}",
        description="",
        feed_url=f"{settings.SITE_URL}{reverse('moderation:feed')}",
        language=get_language(),
    )
    for row in rows:
        link = f"{settings.SITE_URL}{row.url}"
        said = f"{_('Regel: {rule}').format(rule=row.rule)}. {row.state}" if row.rule else row.state
        found.add_item(row.what, link, said, unique_id=link, updateddate=row.decision.ended_at or row.decision.made_at)
    return HttpResponse(found.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@checked
def figures(request: HttpRequest) -> HttpResponse:
    """How moderation works, in figures: of the whole portal, or of one process."""
    asked = log.Asked.of({"bereich": request.GET.get("bereich", "")})
    area = things([asked.area]).get(asked.area) if asked.area else None
    return render(request, "moderation/figures.html", {"figures": statistics.figures(asked.area), "area": area})


@checked
def figures_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a table."""
    asked = log.Asked.of({"bereich": request.GET.get("bereich", "")})
    rows = statistics.figures(asked.area).table()
    return _csv("moderation-zahlen.csv", csv_stream([_("Größe"), _("Wert")], rows))


@checked
def rules(request: HttpRequest) -> HttpResponse:
    """What holds here, and what happens when somebody breaks it."""
    former = HouseRule.objects.exclude(valid_until=None).order_by("-valid_until", "-pk")[:100]
    values = {
        "rules": HouseRule.objects.in_force(),
        "former": former,
        "days": [(within.days, gravity) for gravity, within in WITHIN.items()],
        "to_object": TO_OBJECT.days // 30,
        "objection_days": OBJECTION_WITHIN.days,
    }
    return render(request, "moderation/rules.html", values)


def _csv(name: str, stream: Any) -> StreamingHttpResponse:
    response = StreamingHttpResponse(stream, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
