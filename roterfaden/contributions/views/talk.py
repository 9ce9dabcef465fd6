"""The conversation about a thing, and one contribution by itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from roterfaden.accounts.current import person_of
from roterfaden.contributions import actions, tables, talking
from roterfaden.contributions.feeds import feed_of
from roterfaden.contributions.kinds import TALK, area_of, path_of
from roterfaden.contributions.models import Contribution
from roterfaden.contributions.views.common import contribution_or_404, thing_or_404
from roterfaden.kit.tables import csv_stream
from roterfaden.kit.things import things

#: Replies on the page of a contribution.
REPLIES = 200
FEED_SECONDS = 300


@require_safe
def conversation(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Everything that was said about a thing. An order or choice that does not exist is refused."""
    thing = thing_or_404(kind, key)
    try:
        talking.Wanted.read(request.GET, strict=True)
    except talking.WrongChoice:
        return render(request, "contributions/wrong_choice.html", {"thing": thing}, status=400)
    return render(request, "contributions/conversation.html", {"thing": thing, "area": area_of(thing.ref)})


@require_safe
def feed(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The same as Atom."""
    response: HttpResponse = feed_of(thing_or_404(kind, key))
    patch_cache_control(response, public=True, max_age=FEED_SECONDS)
    return response


@require_safe
def table(request: HttpRequest, kind: str, key: str) -> StreamingHttpResponse:
    """The same as CSV."""
    thing = thing_or_404(kind, key)
    rows = csv_stream(tables.columns(), tables.rows_about(thing.ref))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fragen-und-kommentare.csv"'
    return response


@require_safe
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment or question with its replies, its history, and what became of it. A reply leads to what it answers."""
    row, thing = contribution_or_404(pk, hidden=True)
    if row.kind not in TALK:
        return redirect(path_of(row))
    if row.parent is not None:
        return redirect(f"{path_of(row.parent)}#beitrag-{row.pk}")
    voice = talking.voices_of(request, [row], row.on, REPLIES)[0]
    outcomes = list(row.outcomes.all()) if row.is_public else []
    known = things({one.thing for one in outcomes if one.thing})
    values = {
        "thing": thing,
        "voice": voice,
        "own": actions.is_own(person_of(request), row) and row.is_public,
        "may_edit": actions.may_edit(person_of(request), row),
        "row": row,
        "history": history_of(row),
        "outcomes": [(one, known.get(one.thing) if one.thing else None) for one in outcomes],
    }
    return render(request, "contributions/contribution.html", values)


def history_of(row: Contribution) -> list[object]:
    """Earlier wordings that everybody can see; what moderation shortened is not among them."""
    if not row.is_public or row.edited_at is None:
        return []
    return list(row.revisions.filter(kind="edit"))
