"""What hangs on people here: that they took part. It moves when two rows become one, and stands in the export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.accounts.merging import merger
from roterfaden.accounts.mine import Line, Mine, register
from roterfaden.accounts.models import Person
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.participation.modules.survey.addresses import address
from roterfaden.participation.modules.survey.models import Ballot, Participation
from roterfaden.participation.statistics import register_participants


def register_people() -> None:
    """Called once, at start."""
    merger(move)
    register_participants(participants)
    label = gettext_lazy("An diesen Umfragen habe ich teilgenommen")
    register(Mine("surveys", label, as_data, rows=rows, lines=lines, order=40))


def participants(area: Ref | None, before: datetime | None) -> QuerySet[Any]:
    """Who answered, for the figures of who takes part, as long as the list is kept. Nobody knows when: `before` counts
    surveys that had ended by then.
    """
    rows = Participation.objects.exclude(person=None)
    if area is not None:
        known = keys_as_numbers([area.key]) if area.kind == "process" else []
        rows = rows.filter(survey__phase__process__in=known)
    if before is not None:
        rows = rows.filter(survey__phase__end__lte=before)
    return rows.values("person")


def move(old: Person, new: Person) -> None:
    """One human being counts once. Where both rows have answered, a changeable answer of the old one goes; one that
    nothing ties to its person cannot be found, so it stays counted, and only its mark stays on the list.
    """
    both = Participation.objects.filter(person=old, survey__participations__person=new)
    doubles = list(both.values_list("pk", "ballot"))
    Ballot.objects.filter(pk__in=[ballot for _pk, ballot in doubles if ballot]).delete()
    Participation.objects.filter(pk__in=[pk for pk, ballot in doubles if ballot]).delete()
    Participation.objects.filter(pk__in=[pk for pk, ballot in doubles if not ballot]).update(person=None)
    Participation.objects.filter(person=old).update(person=new)


def rows(person: Person) -> QuerySet[Any]:
    """The surveys in which somebody took part, as long as the list is kept."""
    return Participation.objects.filter(person=person).select_related("survey__phase__process")


def lines(found: Sequence[Any]) -> Sequence[Line]:
    """In words. When it was, nobody knows."""
    return [
        Line(
            row.survey.phase.process.title,
            url=address(row.survey, "received") if row.survey.phase.process.is_public else "",
            label=_("Umfrage"),
            state=_("teilgenommen"),
        )
        for row in found
    ]


def as_data(person: Person) -> Sequence[Mapping[str, Any]]:
    """For the export of all my data: that they took part, not what they answered, which nobody can find."""
    words = _("Teilgenommen; die Antwort ist nicht mit mir verbunden")
    return [{"survey": row.survey.phase.process.title, "note": words} for row in rows(person)]
