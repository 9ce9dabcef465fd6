"""Rows of how factions and persons voted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from roterfaden.council.derive.results import Result
from roterfaden.council.models import GroupVote

FIELDS = ("name", "yes", "no", "abstentions", "quote", "confidence")


def write(owner: str, results: Mapping[int, Result]) -> set[int]:
    """Make the rows of each owner (column `consultation_id` or `agenda_item_id`) those that its result names; gives the
    owners whose rows changed."""
    old: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    rows = GroupVote.objects.filter(**{f"{owner}__in": list(results)}).order_by("position", "pk")
    for key, *values in rows.values_list(owner, *FIELDS):
        old[key].append(tuple(values))
    wanted = {pk: as_rows(result) for pk, result in results.items()}
    changed = {pk for pk in wanted if wanted[pk] != old.get(pk, [])}
    if stale := [pk for pk in changed if pk in old]:
        GroupVote.objects.filter(**{f"{owner}__in": stale}).delete()
    GroupVote.objects.bulk_create(
        GroupVote(**{owner: pk}, position=place, **dict(zip(FIELDS, values, strict=True)))
        for pk in sorted(changed)
        for place, values in enumerate(wanted[pk])
    )
    return changed


def as_rows(result: Result) -> list[tuple[Any, ...]]:
    """The values of the rows that a result makes."""
    return [
        (group.name[:300], group.yes, group.no, group.abstentions, result.quote, result.confidence)
        for group in result.groups
    ]
