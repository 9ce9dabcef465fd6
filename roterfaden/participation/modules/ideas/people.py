"""Who rated, and what moves when two rows of one human being become one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Support
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.participation.modules.ideas.actions.common import locked
from roterfaden.participation.modules.ideas.actions.merging import recount
from roterfaden.participation.modules.ideas.models import Idea, Image, Rating


def participants(area: Ref | None, before: datetime | None) -> QuerySet[Any]:
    """Who rated, for the figures of who takes part."""
    rows = Rating.objects.exclude(person=None)
    if area is not None:
        rows = rows.filter(phase__process__in=keys_as_numbers([area.key]) if area.kind == "process" else [])
    if before is not None:
        rows = rows.filter(at__lt=before)
    return rows.values("person")


def move(old: Person, new: Person) -> None:
    """Ratings go to the new row; of two for one idea the later stays. Merged ideas count their people again."""
    mine = {(row.phase_id, row.idea_id): row for row in Rating.objects.filter(person=new)}
    for row in Rating.objects.filter(person=old).order_by("pk"):
        other = mine.get((row.phase_id, row.idea_id))
        if other is not None:
            (row if row.at <= other.at else other).delete()
        if other is None or row.at > other.at:
            Rating.objects.filter(pk=row.pk).update(person=new)
    Image.objects.filter(owner=old).update(owner=new)
    supported = Support.objects.filter(person__in=[old, new]).values("contribution")
    heads = Idea.objects.filter(contribution__in=supported, head__isnull=False).values_list("head_id", flat=True)
    for head in sorted(set(heads)):
        locked([head])
        recount(head)
