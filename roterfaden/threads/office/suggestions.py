"""The list of suggestions: confirm each with its fields, refuse one or many."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.kit.things import keys_as_numbers, kinds, thing, things
from roterfaden.threads import actions
from roterfaden.threads.models import Station, Suggestion
from roterfaden.threads.office.common import office_view
from roterfaden.threads.office.forms import StationForm
from roterfaden.threads.office.stations import handle
from roterfaden.threads.periods import Period

PAGE_SIZE = 30
ORDER: Keyset[Suggestion] = Keyset("pk", descending=True)


@require_safe
@office_view
def suggestions(request: HttpRequest) -> HttpResponse:
    """What is open, the latest first. Things that are not public any more are only counted as such."""
    rows = Suggestion.objects.filter(state=Suggestion.State.OPEN).select_related("thread")
    try:
        page = ORDER.page(rows, request.GET.get("ab", ""), PAGE_SIZE)
    except BadCursor:
        return redirect("threads_office:suggestions")
    known = things({ref for row in page.rows for ref in (row.ref, row.found_in)})
    shown = [(row, known.get(row.ref), known.get(row.found_in)) for row in page.rows]
    return render(request, "threads/office/suggestions.html", {"page": page, "rows": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a station, filled with what is known."""
    suggestion = get_object_or_404(Suggestion.objects.select_related("thread"), pk=pk, state=Suggestion.State.OPEN)
    known = thing(suggestion.ref)
    initial: dict[str, object] = {"confirmed": True}
    if known is not None:
        initial |= {
            "heading": known.title[:200],
            "stage": str(kinds[suggestion.kind].stage),
            "when": Period(known.date).typed if known.date else "",
            "sentence": known.summary,
        }
    station = Station(thread=suggestion.thread)
    form = StationForm(initial=initial)
    return handle(request, suggestion.thread, station, form, suggestion.ref, suggestion=suggestion)


@require_POST
@office_view
def refuse(request: HttpRequest) -> HttpResponse:
    """One or many; they do not come back."""
    keys = keys_as_numbers(request.POST.getlist("suggestion")[:500])
    number = actions.refuse_suggestions(request.user, keys)  # type: ignore[arg-type]
    words = ngettext("{number} Vorschlag abgelehnt.", "{number} Vorschläge abgelehnt.", number)
    messages.success(request, words.format(number=number))
    return redirect("threads_office:suggestions")
