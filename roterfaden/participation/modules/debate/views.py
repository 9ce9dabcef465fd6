"""The page of a thesis."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.kit.bilingual import said
from roterfaden.participation.modules.debate.figures import Stances, picture, stances
from roterfaden.participation.modules.debate.models import Thesis
from roterfaden.participation.modules.debate.module import has_stance

BIGGEST = 10**9


@require_safe
def thesis(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What is debated, how many are for it, what was said."""
    rows = Thesis.objects.visible_to().select_related("phase__process").filter(phase__process__slug=slug)
    found = rows.filter(pk=pk).first() if pk < BIGGEST else None
    if not isinstance(found, Thesis):
        raise Http404(_("Diese Debatte gibt es nicht, oder sie ist nicht öffentlich."))
    others = list(found.phase.theses.filter(withdrawn_at=None).exclude(pk=pk)[:20])
    figures = stances([pk]).get(pk, Stances()) if has_stance(found.phase) else None
    context = {
        "thesis": found,
        "process": found.phase.process,
        "others": others,
        "figures": figures,
        "picture": picture(figures, str(said(found, "title"))) if figures and figures.enough else "",
        "stance": has_stance(found.phase),
    }
    return render(request, "debates/thesis.html", context)
