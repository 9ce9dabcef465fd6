"""Agenda items: which station belongs to them, and what was concluded at them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from roterfaden.council.derive import votes
from roterfaden.council.derive.results import COLUMNS, Corrections, Result, corrections_of, read_result
from roterfaden.council.derive.rows import assign, update
from roterfaden.council.derive.stations import Addressed, Station, judge
from roterfaden.council.kinds import PLENUM, organization_kind
from roterfaden.council.models import AgendaItem, Consultation, Meeting, Paper
from roterfaden.council.models.base import visibility
from roterfaden.council.models.result import Basis, Outcome
from roterfaden.council.numbers import Number, parse_number
from roterfaden.search.actions import enqueue

#: What every body decides for itself.
OWN_AFFAIRS = re.compile(r"niederschrift|protokoll|tagesordnung|schriftführ|beschlussfähig", re.IGNORECASE)


def link_items(papers: Iterable[Paper], stations: Mapping[int, Sequence[Consultation]]) -> set[int]:
    """Give stations without an agenda item the one of their meeting that names the paper; gives the stations."""
    loose = [row for found in stations.values() for row in found if row.meeting_id and not row.agenda_item_id]
    if not loose:
        return set()
    linked: set[int] = set()
    named = items_by_number({row.meeting_id for row in loose if row.meeting_id})
    numbers = {paper.pk: parse_number(paper.reference) for paper in papers}
    for row in loose:
        number = numbers.get(row.paper_id or 0)
        if number and row.meeting_id and (item := named.get((row.meeting_id, number))):
            row.agenda_item = item
            linked.add(row.pk)
    return linked


def items_by_number(meetings: set[int]) -> dict[tuple[int, Number], AgendaItem]:
    """The public items of meetings by the numbers in their titles; of several the first."""
    found: dict[tuple[int, Number], AgendaItem] = {}
    rows = AgendaItem.objects.filter(visibility(), meeting_id__in=meetings).exclude(paper_numbers=[])
    for item in rows.order_by("-order", "-pk"):
        for text in item.paper_numbers if isinstance(item.paper_numbers, list) else []:
            if (number := parse_number(str(text))) and item.meeting_id:
                found[item.meeting_id, number] = item
    return found


def derive_items_of(rows: Sequence[Consultation], corrections: Corrections, now: datetime) -> None:
    """Derive the agenda items of these (already judged) stations, also in view of other papers at the same item."""
    items = {row.agenda_item.pk: row.agenda_item for row in rows if row.agenda_item and row.agenda_item.is_public}
    if not items:
        return
    at_item: dict[int, list[Consultation]] = defaultdict(list)
    for row in rows:
        if row.agenda_item_id in items:
            at_item[row.agenda_item_id].append(row)
    others = Consultation.objects.filter(visibility(), agenda_item_id__in=items)
    for row in others.exclude(pk__in=[row.pk for row in rows]).only("agenda_item_id", "result", "paper_id", *COLUMNS):
        at_item[row.agenda_item_id or 0].append(row)
    results = {
        pk: item_result(item, sorted(at_item[pk], key=lambda row: row.pk), corrections) for pk, item in items.items()
    }
    write_items(items, results, now)


def item_result(item: AgendaItem, rows: Sequence[Consultation], corrections: Corrections) -> Result:
    """The item's own result, worth what it is worth at the stations; without one, that of its only station."""
    own = read_result(item.result, corrections.get((item.source_id, item.key), {}))
    if own.is_corrected:
        return own
    known = [row for row in rows if row.outcome != Outcome.NONE]
    if item.result.strip():
        return judged_alike(own, [row for row in known if not row.result.strip()])
    values = {tuple(getattr(row, name) for name in COLUMNS) for row in known}
    return Result(*values.pop()) if len(values) == 1 else own


def judged_alike(own: Result, rows: Sequence[Consultation]) -> Result:
    """The result with the outcome that all stations read from it; as it was read where they differ."""
    judged = {(row.outcome, row.outcome_basis) for row in rows}
    if len(judged) != 1:
        return own
    outcome, basis = judged.pop()
    return own if basis == Basis.CORRECTION else replace(own, outcome=outcome, outcome_basis=basis)


def derive_lone_items(ids: Sequence[int]) -> None:
    """Derive public items that no public station points at: the body that met gives their result its worth."""
    stations = Consultation.objects.filter(visibility(), agenda_item_id__in=ids)
    lone = set(ids) - set(stations.values_list("agenda_item_id", flat=True))
    items = {row.pk: row for row in AgendaItem.objects.filter(visibility(), pk__in=lone).select_related("meeting")}
    if not items:
        return
    corrections = corrections_of({(row.source_id, row.key) for row in items.values()})
    kinds = kinds_of_meetings({item.meeting_id for item in items.values() if item.meeting_id})
    results = {pk: lone_result(item, kinds.get(item.meeting_id or 0, set()), corrections) for pk, item in items.items()}
    write_items(items, results, timezone.now())


def kinds_of_meetings(meetings: set[int]) -> dict[int, set[str]]:
    """The kinds of the bodies that met."""
    found: dict[int, set[str]] = defaultdict(set)
    through = Meeting.organizations.through.objects.filter(meeting_id__in=meetings)
    for meeting, kind in through.values_list("meeting_id", "organization__kind"):
        found[meeting].add(kind)
    return found


def lone_result(item: AgendaItem, kinds: set[str], corrections: Corrections) -> Result:
    """The item's result as the plenum decided it, or as another body recommended it; own affairs are its own."""
    own = item_result(item, [], corrections)
    if OWN_AFFAIRS.search(item.name):
        return own
    name = item.meeting.name if item.meeting else ""
    kind = PLENUM if PLENUM in kinds else next(iter(sorted(kinds)), "") or organization_kind(name)
    return judge(Station(item.pk, kind=kind, result=own), Addressed(), has_plenum=False).result


def write_items(items: Mapping[int, AgendaItem], results: Mapping[int, Result], now: datetime) -> None:
    """Write the items that are different, their group votes, and the time of change of their meetings."""
    changed: dict[int, Any] = {pk: item for pk, item in items.items() if assign(item, results[pk].columns())}
    for item in changed.values():
        item.changed_at = now
    update(AgendaItem, list(changed.values()), (*COLUMNS, "changed_at"))
    touched = votes.write("agenda_item_id", {pk: results[pk] for pk in items}) | changed.keys()
    meetings = {item.meeting_id for pk, item in items.items() if pk in touched and item.meeting_id}
    if meetings:
        Meeting.objects.filter(pk__in=meetings).update(changed_at=now)
        enqueue("meeting", Meeting.objects.filter(visibility(), pk__in=meetings).values_list("pk", flat=True))
