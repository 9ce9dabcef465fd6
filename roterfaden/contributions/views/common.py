"""What the views share: things that are public, contributions that may be shown, and ways back that stay here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from roterfaden.contributions.kinds import may_stand_on, path_of
from roterfaden.contributions.models import Contribution
from roterfaden.contributions.registry import Verdict
from roterfaden.kit.things import LONGEST_KEY, Ref, Thing
from roterfaden.kit.things import thing as load

BACK = "zurueck"


def thing_or_404(kind: str, key: str) -> Thing:
    """A public thing on which people may comment; everything else is not found."""
    fine = may_stand_on(kind) and 0 < len(key) <= LONGEST_KEY and key.isprintable()
    found = load(Ref(kind, key)) if fine else None
    if found is None:
        raise Http404(_("Dazu gibt es hier kein Gespräch."))
    return found


def contribution_or_404(pk: int, hidden: bool = False) -> tuple[Contribution, Thing]:
    """A public contribution and the public thing that it stands on; `hidden` ones too, whose words are not shown.

    Where the thing is not public any more, nothing about it is.
    """
    rows = Contribution.objects.standing() if hidden else Contribution.objects.visible_to()
    row = rows.select_related("author", "organisation", "parent").filter(pk=pk).first()
    found = load(row.on) if row else None
    if row is None or found is None:
        raise Http404(_("Diesen Beitrag gibt es hier nicht (mehr)."))
    return row, found


def way_back(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Back to where somebody came from, if that is a page of this portal, else to the contribution."""
    path = request.POST.get(BACK, "")
    fine = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return redirect(f"{path.split('#')[0]}#beitrag-{contribution.pk}" if fine else path_of(contribution))


def refused(request: HttpRequest, verdict: Verdict, thing: Thing, text: str = "") -> HttpResponse:
    """The rules say no: why, what can be done instead, and the text that was typed."""
    values = {"verdict": verdict, "thing": thing, "text": text}
    return render(request, "contributions/refused.html", values, status=403)
