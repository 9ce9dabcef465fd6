"""The method "debate" as the core of participation sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import CharField
from django.db.models import Count as SqlCount
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from roterfaden.contributions.models import Contribution
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules import Count, Module, Todo
from roterfaden.participation.modules.debate.addresses import thesis_address
from roterfaden.participation.modules.debate.figures import Stances, stances
from roterfaden.participation.modules.debate.models import Thesis

KINDS = ("comment", "question")
MOST_ROWS = 100_000


class DebateSettings(forms.Form):
    """What the office decides about a debate."""

    stance = forms.BooleanField(
        label=_lazy("Nach der Haltung fragen (dafür, weder noch, dagegen)"),
        required=False,
        help_text=_lazy("Freiwillig. Die Zahlen stehen dann über der Debatte."),
    )


@dataclass(frozen=True)
class Row:
    """A thesis in a list."""

    thesis: Thesis
    said: int
    stances: Stances
    url: str


def has_stance(phase: Phase) -> bool:
    """Whether people are asked for their stance."""
    return bool((phase.settings or {}).get("stance"))


def rows_of(phase: Phase) -> list[Row]:
    """The theses of a phase with their figures: four queries."""
    theses = list(phase.theses.filter(withdrawn_at=None))
    for thesis in theses:
        thesis.phase = phase
    keys = [thesis.pk for thesis in theses]
    counted = counts_of(keys)
    shares = stances(keys) if has_stance(phase) and keys else {}
    return [
        Row(thesis, counted.get(thesis.pk, 0), shares.get(thesis.pk, Stances()), thesis_address(thesis))
        for thesis in theses
    ]


def counts_of(keys: Sequence[int]) -> Mapping[int, int]:
    """How much was said about theses: one query."""
    rows = Contribution.objects.visible_to().filter(on_kind="thesis", on_key__in=[str(key) for key in keys])
    counted = rows.filter(kind__in=KINDS).order_by().values_list("on_key").annotate(number=SqlCount("pk"))
    return {int(key): number for key, number in counted} if keys else {}


def section(phase: Phase, request: HttpRequest) -> SafeString | str:
    """What the process page shows: the theses."""
    rows = rows_of(phase)
    if not rows:
        return ""
    context = {"rows": rows, "phase": phase, "stance": has_stance(phase), "is_open": phase.is_open()}
    return render_to_string("debates/parts/section.html", context, request)


def todos(phase: Phase, _request: HttpRequest) -> Sequence[Todo]:
    """Say something."""
    theses = list(phase.theses.filter(withdrawn_at=None).select_related("phase__process")[:2])
    if not theses or not phase.is_open():
        return ()
    if len(theses) == 1:
        return [Todo(_("Mitdebattieren"), thesis_address(theses[0]), main=True)]
    return [
        Todo(_("Mitdebattieren"), f"{reverse('participation:process', args=[phase.process.slug])}#debatte", main=True)
    ]


def counts(process: Process) -> Sequence[Count]:
    """How much was said: one query."""
    keys = Thesis.objects.filter(phase__process=process).annotate(key=Cast("pk", CharField())).values("key")
    rows = Contribution.objects.visible_to().filter(on_kind="thesis", on_key__in=keys, kind__in=KINDS)
    number = rows.count()
    return [Count(number, ngettext("Beitrag zur Debatte", "Beiträge zur Debatte", number))] if number else ()


def tables(process: Process) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """What was said, without names."""
    theses = dict(Thesis.objects.filter(phase__process=process, withdrawn_at=None).values_list("pk", "title"))
    rows = Contribution.objects.visible_to().filter(on_kind="thesis", on_key__in=[str(key) for key in theses])
    found = [
        {
            "nummer": row.pk,
            "these": theses[int(row.on_key)],
            "antwort_auf": row.parent_id or "",
            "text": row.text,
            "haltung": {1: "dafuer", 0: "weder noch", -1: "dagegen"}.get(row.stance, ""),
            "weg": row.channel,
            "unterstuetzungen": row.support_count,
            "veroeffentlicht": row.published_at.isoformat() if row.published_at else "",
        }
        for row in rows.filter(kind__in=KINDS).order_by("pk")[:MOST_ROWS]
    ]
    return {"debatte": found} if found else {}


def office(phase: Phase) -> Sequence[Todo]:
    """Its page in the back office."""
    return [Todo(_("Thesen"), reverse("debates_office:theses", args=[phase.pk]))]


MODULE = Module(
    "debate",
    _lazy("Debatte"),
    _lazy("Sie wollen Argumente für und gegen eine oder mehrere Thesen hören."),
    section,
    todos,
    counts,
    tables,
    DebateSettings,
    office,
    writes=KINDS,
    supports=KINDS,
)
