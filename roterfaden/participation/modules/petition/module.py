"""The method "petition" as the core of participation sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.contributions.registry import ContributionKind, register_kind
from roterfaden.participation.addresses import address
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules import Count, Module, Todo, register
from roterfaden.participation.modules.petition.actions import KIND
from roterfaden.participation.modules.petition.law import AGE, signatures_needed
from roterfaden.participation.modules.petition.models import Petition


def petition_of(phase: Phase) -> Petition | None:
    """The public petition of a phase."""
    rows = Petition.objects.filter(phase=phase, contribution__in=_public())
    return rows.select_related("contribution").first()


def _public() -> Any:
    from roterfaden.contributions.models import Contribution

    return Contribution.objects.visible_to()


def section(phase: Phase, request: HttpRequest) -> SafeString | str:
    """The request, its supports, and what the law wants instead."""
    petition = petition_of(phase)
    if petition is None:
        return ""
    context = {
        "petition": petition,
        "contribution": petition.contribution,
        "phase": phase,
        "is_open": phase.is_open(),
        "needed": signatures_needed(settings.POPULATION),
        "age": AGE,
    }
    return render_to_string("petitions/section.html", context, request)


def todos(phase: Phase, _request: HttpRequest) -> Sequence[Todo]:
    """Support it, or take the lists along."""
    if petition_of(phase) is None or not phase.is_open():
        return ()
    lists = reverse("petitions:lists", args=[phase.process.slug, phase.pk])
    return [
        Todo(_("Die Petition unterstützen"), f"#petition-{phase.pk}", main=True),
        Todo(
            _("Unterschriftenlisten drucken"), lists, _("Für den Einwohnerantrag zählen nur Unterschriften auf Papier.")
        ),
    ]


def counts(process: Process) -> Sequence[Count]:
    """How many support it."""
    rows = Petition.objects.filter(phase__process=process, contribution__in=_public())
    return [Count(row.contribution.support_count, _("Unterstützungen")) for row in rows.select_related("contribution")]


def tables(process: Process) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The request and how many support it."""
    rows = Petition.objects.filter(phase__process=process, contribution__in=_public()).select_related("contribution")
    found = [{"titel": row.contribution.title, "text": row.contribution.text} for row in rows]
    numbers = [row.contribution.support_count for row in rows]
    return {"petition": [{**row, "unterstuetzungen": number} for row, number in zip(found, numbers, strict=True)]}


def office(phase: Phase) -> Sequence[Todo]:
    """Where its words are written."""
    return [Todo(_("Text der Petition"), reverse("petitions_office:write", args=[phase.pk]))]


def path_of(contribution: Any) -> str:
    """On the page of its process."""
    process = Process.objects.filter(pk=contribution.area_key).first()
    return address(process) if process else "/"


def register_all() -> None:
    """Tell participation and contributions."""
    register_kind(
        ContributionKind(KIND, lazy("Petition"), lazy("Petitionen"), path_of, has_title=True, may_reply=False)
    )
    register(
        Module(
            "petition",
            lazy("Petition"),
            lazy("Unterstützungen für eine Forderung zählen, und Listen dafür drucken."),
            section,
            todos,
            counts,
            tables,
            office=office,
            supports=(KIND,),
        )
    )
