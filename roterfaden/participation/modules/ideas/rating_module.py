"""Rating as a method of participation: what the pages of a process show of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from roterfaden.participation.models import Phase, Process
from roterfaden.participation.modules import Count, Module, Todo
from roterfaden.participation.modules.ideas.addresses import absolute, idea_address
from roterfaden.participation.modules.ideas.models import Rating
from roterfaden.participation.modules.ideas.rated import KEY, LABELS, STATUSES, THREE, RatingSettings, results

SHOWN = 5


class RatingForm(forms.Form):
    """What the office chooses for a phase."""

    scale = forms.ChoiceField(label=_("Wie wird bewertet?"), choices=list(LABELS.items()), initial=THREE)
    statuses = forms.MultipleChoiceField(
        label=_("Nur Ideen mit diesem Stand"),
        required=False,
        choices=[(status.value, status.label) for status in STATUSES],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nichts gewählt: alle öffentlichen Ideen."),
    )
    least = forms.IntegerField(
        label=_("Nur Ideen ab so vielen Unterstützungen"), min_value=0, max_value=100_000, initial=0, required=False
    )

    def clean_least(self) -> int:
        """Nothing means all."""
        return self.cleaned_data.get("least") or 0


def section(phase: Phase, request: HttpRequest) -> SafeString | str:
    """The way to the rating while it runs, the best ones when it is over."""
    if not (phase.is_open() or phase.is_over()):
        return ""
    best = results(phase)[:SHOWN]
    context = {"phase": phase, "process": phase.process, "best": best, "over": phase.is_over()}
    return render_to_string("ideas/parts/rating_section.html", context, request)


def todos(phase: Phase, _request: HttpRequest) -> Sequence[Todo]:
    """Rate the ideas."""
    url = reverse("ideas:rating", args=[phase.process.slug, phase.pk])
    return (
        Todo(
            _("Ideen bewerten"), url, _("Jede Stimme zählt einmal. Ändern können Sie sie bis zum Schluss."), main=True
        ),
    )


def counts(process: Process) -> Sequence[Count]:
    """How many people rated, and how often; only where it is over."""
    over = [phase.pk for phase in process.phases.all() if phase.module == KEY and phase.is_over()]
    number = Rating.objects.filter(phase__in=over).count() if over else 0
    return (Count(number, ngettext_lazy("Bewertung", "Bewertungen", number)),) if over else ()


def rows(process: Process) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The result of each rating that is over: numbers by idea and value."""
    found = []
    for phase in process.phases.all():
        if phase.module != KEY or not phase.is_over():
            continue
        for one in results(phase):
            values = {
                f"value{value}": one.counts.get(value, 0)
                for value in sorted(RatingSettings.read(phase.settings).values)
            }
            found.append(
                {"phase": phase.name, "idea": one.idea.pk, "title": one.idea.title, "ratings": one.number, **values}
                | {
                    "mean": round(one.mean, 2) if one.mean is not None else None,
                    "url": absolute(idea_address(one.idea.pk)),
                }
            )
    return {"bewertungen": found} if found else {}


def objects(phase: Phase, values: Mapping[str, Any] | None) -> str:
    """Votes that were given stay with their phase: it is not removed, nor turned into one that has not begun."""
    if not Rating.objects.filter(phase=phase).exists():
        return ""
    if values is None:
        return gettext("Es gibt schon Bewertungen: Diese Phase lässt sich nicht entfernen.")
    if values["module"] != phase.module:
        return gettext("Es gibt schon Bewertungen: Die Methode bleibt.")
    if values["start"] is None or values["start"] > timezone.now():
        return gettext("Es gibt schon Bewertungen: Der Beginn lässt sich nicht in die Zukunft verschieben.")
    return ""


RATING = Module(
    KEY,
    _("Ideen bewerten"),
    _("Menschen bewerten die Ideen der früheren Phase; das Ergebnis steht nach dem Ende."),
    section,
    todos,
    counts,
    rows,
    RatingForm,
    objects=objects,
    writes=("comment", "question"),
    supports=("comment", "question"),
)
