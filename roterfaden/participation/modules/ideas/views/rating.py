"""The rating phase: ideas with the choice beside each, and the result once the time is over."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.accounts.current import person_of
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests import Shown, Signing, act
from roterfaden.contributions.models import Claim, Contribution
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules.ideas.actions.rating import rate, withdraw_rating
from roterfaden.participation.modules.ideas.exposure import tally
from roterfaden.participation.modules.ideas.rated import (
    KEY,
    RatingSettings,
    on_paper,
    own_ratings,
    rated_ideas,
    results,
)
from roterfaden.participation.modules.ideas.settings import IdeaSettings, idea_phases, settings_of
from roterfaden.participation.rules import may_vote

CLAIM = "ideas.rating"
ORDER: Keyset[Contribution] = Keyset("shown_count")
PAGE_SIZE, MOST_RESULTS = 20, 200


def phase_of(slug: str, pk: int) -> Phase:
    """A rating phase of a public process that has begun."""
    process = get_object_or_404(Process.objects.visible_to(), slug=slug)
    found: Phase = get_object_or_404(process.phases.select_related("process"), pk=pk, module=KEY)
    if not (found.is_open() or found.is_over()):
        raise Http404(_("Die Bewertung hat noch nicht begonnen."))
    return found


@require_safe
@never_cache
def rating(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The ideas to be rated, those least seen first; after the end what came of it."""
    phase = phase_of(slug, pk)
    if phase.is_over():
        return render(request, "ideas/rating_results.html", results_context(phase))
    try:
        context = rating_context(request, phase, request.GET.get("ab", ""), PAGE_SIZE)
    except BadCursor:
        return redirect("ideas:rating", slug, pk)
    return render(request, "ideas/rating.html", context)


def rating_context(request: HttpRequest, phase: Phase, cursor: str, size: int) -> dict[str, Any]:
    """A page of ideas with what the visitor said of them; raises BadCursor."""
    page = ORDER.page(rated_ideas(phase), cursor, size)
    own = own_ratings(phase, person_of(request), [row.pk for row in page.rows])
    if request.method == "GET":
        tally.note(row.pk for row in page.rows)
    here = reverse("ideas:rating", args=[phase.process.slug, phase.pk])
    return _base(phase) | {
        "rows": [(row, own.get(row.pk)) for row in page.rows],
        "next": f"{here}?ab={page.next}" if page.next else "",
        "previous": f"{here}?ab={page.previous}" if page.previous else "",
        "cursor": cursor,
        "here": here,
        "verdict": may_vote(phase, person_of(request)),
        "person": person_of(request),
    }


def results_context(phase: Phase) -> dict[str, Any]:
    """What came of it: a bar and a table for each idea."""
    found = results(phase)
    most = max((one.number for one in found), default=0)
    steps = RatingSettings.read(phase.settings).steps
    rows = [
        {
            "place": place,
            "result": one,
            "counts": [one.counts.get(value, 0) for value, _word in steps],
            "share": f"{100 * one.number / most:.1f}%" if most else "0%",
        }
        for place, one in enumerate(found[:MOST_RESULTS], start=1)
    ]
    return _base(phase) | {"rows": rows, "left_out": max(0, len(found) - MOST_RESULTS), "paper": on_paper(phase)}


def _base(phase: Phase) -> dict[str, Any]:
    found: IdeaSettings = settings_of(idea_phases(phase.process))
    settings = RatingSettings.read(phase.settings)
    return {
        "phase": phase,
        "process": phase.process,
        "settings": found,
        "steps": settings.steps,
        "scale": settings.scale,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rate_one(request: HttpRequest, slug: str, pk: int, idea: int) -> HttpResponse:
    """One idea: whoever is known is counted at once, a stranger confirms by mail first."""
    phase = phase_of(slug, pk)
    row = get_object_or_404(rated_ideas(phase), pk=idea)
    signing = Signing(request, request.POST if "von-website" in request.POST else None, names=False)
    if request.method != "POST" or phase.is_over():
        return _one(request, phase, row, signing)
    try:
        return _rated(request, phase, row, signing)
    except NotAllowed as no:
        return _one(request, phase, row, signing, 409, {"verdict": no.verdict})


def _rated(request: HttpRequest, phase: Phase, row: Contribution, signing: Signing) -> HttpResponse:
    person, value = person_of(request), request.POST.get("wert", "")
    if person is not None:
        _count(person, phase, row, value)
        return redirect(
            f"{reverse('ideas:rating', args=[phase.process.slug, phase.pk])}{_cursor(request)}#idee-{row.pk}"
        )
    if not value or not signing.is_bound or not signing.is_valid():
        return _one(request, phase, row, signing, 422 if signing.is_bound else 200)
    payload = {"phase": phase.pk, "idea": row.pk, "value": value}
    return redirect(
        act(request, signing, CLAIM, payload, reverse("ideas:rating", args=[phase.process.slug, phase.pk])).path
    )


def _count(person: Any, phase: Phase, row: Contribution, value: str) -> None:
    if value == "keine":
        withdraw_rating(person, phase, row)
    else:
        rate(person, phase, row, int(value) if value.removeprefix("-").isdecimal() and len(value) < 4 else 99)


def _cursor(request: HttpRequest) -> str:
    """Back to the page that the visitor came from; only a cursor of ours, never an address."""
    cursor = request.POST.get("ab", "")
    return f"?ab={cursor}" if cursor and cursor.replace("-", "").replace("_", "").isalnum() else ""


def _one(
    request: HttpRequest, phase: Phase, row: Contribution, signing: Signing, status: int = 200, more: Any = None
) -> HttpResponse:
    own = own_ratings(phase, person_of(request), [row.pk]).get(row.pk)
    chosen = request.POST.get("wert") or ("" if own is None else str(own))
    context = _base(phase) | {
        "row": row,
        "own": own,
        "chosen": chosen,
        "signing": signing,
        "person": person_of(request),
    }
    context |= {"verdict": may_vote(phase, person_of(request))} | (more or {})
    return render(request, "ideas/rate.html", context, status=status)


def shown(claim: Claim) -> Shown | None:
    """What a guest is about to confirm."""
    row = _claimed(claim)
    if row is None:
        return None
    phase, idea = row
    words = {str(value): word for value, word in RatingSettings.read(phase.settings).steps}
    word = words.get(str(claim.payload.get("value")), "")
    path = reverse("ideas:rating", args=[phase.process.slug, phase.pk])
    return Shown(_("Ihre Bewertung"), f"{idea.title}: {word}", _("Mit der Bestätigung zählt sie, einmal."), path)


def confirmed(claim: Claim, person: Any) -> None:
    """The address is theirs: it counts. Raises NotAllowed."""
    row = _claimed(claim)
    if row is not None:
        _count(person, row[0], row[1], str(claim.payload.get("value")))


def _claimed(claim: Claim) -> tuple[Phase, Contribution] | None:
    phase = Phase.objects.filter(pk=claim.payload.get("phase"), module=KEY).select_related("process").first()
    idea = rated_ideas(phase).filter(pk=claim.payload.get("idea")).first() if phase else None
    return (phase, idea) if phase and idea else None
