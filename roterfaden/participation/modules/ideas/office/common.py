"""What the views of the back office share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import keys_as_numbers
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.actions import NotInThatState, ReasonMissing
from roterfaden.participation.querysets import may_see_all
from roterfaden.threads.actions import NotInThatState as ThreadNotInThatState
from roterfaden.threads.actions import NotPublic

View = Callable[..., HttpResponse]


def office_view(view: View) -> View:
    """For those who may see processes; what an action refuses is said in a line, on the page of the ideas."""

    @wraps(view)
    def answered(request: HttpRequest, process: int, **kwargs: Any) -> HttpResponse:
        if not may_see_all(request.user):
            raise PermissionDenied
        found = get_object_or_404(Process, pk=process)
        try:
            return view(request, found, **kwargs)
        except (NotInThatState, ThreadNotInThatState, NotPublic):
            messages.error(request, _("Das geht in diesem Stand nicht (mehr). Jemand war schneller."))
        except ReasonMissing:
            messages.error(request, _("Bitte schreiben Sie in einem Satz, warum: Die Menschen lesen ihn."))
        pk = kwargs.get("pk")
        return redirect("ideas_office:idea", process, pk) if pk else redirect("ideas_office:ideas", process)

    return answered


def idea_of(process: Process, pk: int) -> Contribution:
    """An idea of the process in any state."""
    rows = Contribution.objects.on(process.ref, "idea").select_related("idea__district", "author", "merged_into")
    found: Contribution = get_object_or_404(rows, pk=pk)
    return found


def chosen_ideas(process: Process, texts: list[str]) -> list[Contribution]:
    """Those that a form names, at most 100."""
    keys = keys_as_numbers(texts[:100])
    return list(Contribution.objects.on(process.ref, "idea").filter(pk__in=keys).select_related("idea").order_by("pk"))
