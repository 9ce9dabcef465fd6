"""All that a meeting's page shows: agenda with outcomes and papers, minutes, and what changed in the agenda."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _

from roterfaden.council import querysets
from roterfaden.council.models import AgendaItem, Consultation, Correction, FileLink, Meeting, Paper, Revision
from roterfaden.council.models.base import visibility
from roterfaden.council.models.result import Outcome
from roterfaden.council.numbers import parse_number
from roterfaden.council.stations import Result, read_result

ROMAN = re.compile(r"[IVX]+\.?")
MINUTES = {FileLink.Role.RESULTS, FileLink.Role.VERBATIM}


@dataclass(frozen=True)
class Named:
    """A paper that a title names by its number, with the paper where it is here."""

    number: str
    paper: Paper | None


@dataclass(frozen=True)
class Item:
    """A line of the agenda."""

    item: AgendaItem
    result: Result
    consultations: Sequence[Consultation]
    files: Sequence[FileLink] = ()
    named: Sequence[Named] = ()
    corrections: Sequence[Correction] = ()

    @property
    def closed(self) -> bool:
        """Whether the source says that it was not public."""
        return self.item.public is False

    @property
    def heading(self) -> bool:
        """Whether it only heads a part ("I. ÖFFENTLICHER TEIL")."""
        bare = not (self.consultations or self.named or self.result.known)
        return bare and bool(ROMAN.fullmatch(self.item.number)) and self.item.name.isupper()


@dataclass(frozen=True)
class AgendaChange:
    """What one silent change did to the agenda: lines that went and lines that came."""

    revision: Revision
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    fields: tuple[dict[str, str], ...] = field(default=())


@dataclass
class MeetingPage:
    """One meeting with its neighbourhood."""

    meeting: Meeting

    @cached_property
    def items(self) -> list[Item]:
        """The agenda."""
        rows = querysets.agenda_of(self.meeting)
        files, corrections = self._files_by_item, querysets.corrections_of(rows)
        known = querysets.papers_by_slug(self.meeting.body_id, (slug for row in rows for slug in _slugs(row).values()))
        corrected: dict[str, list[Correction]] = {}
        for (key, _field), found in sorted(corrections.items()):
            corrected.setdefault(key, []).append(found)
        lines = [_item(row, files.get(row.pk, ()), known) for row in rows]
        return [replace(line, corrections=corrected.get(line.item.key, ())) for line in lines]

    @cached_property
    def _files_by_item(self) -> dict[int, list[FileLink]]:
        found: dict[int, list[FileLink]] = {}
        for link in querysets.files_of(agenda_item__meeting=self.meeting):
            if link.agenda_item_id:
                found.setdefault(link.agenda_item_id, []).append(link)
        return found

    @property
    def loose(self) -> list[Consultation]:
        """Papers that were consulted here without an item of the agenda."""
        return [row for row in self._consultations if row.agenda_item_id is None]

    @cached_property
    def _consultations(self) -> list[Consultation]:
        rows = Consultation.objects.visible_to().filter(
            visibility(path="paper__"), meeting=self.meeting, agenda_item=None
        )
        return list(rows.select_related("paper__body", "organization").order_by("position", "pk")[:200])

    @cached_property
    def files(self) -> list[FileLink]:
        """Invitation, minutes and others."""
        return querysets.files_of(meeting=self.meeting)

    @property
    def minutes(self) -> list[FileLink]:
        """The published minutes."""
        return [link for link in self.files if link.role in MINUTES]

    @property
    def is_past(self) -> bool:
        """Whether it lies before today."""
        start = self.meeting.start
        return start is not None and start < querysets.midnight(querysets.today())

    @property
    def has_results(self) -> bool:
        """Whether any item has a result."""
        return any(item.result.known for item in self.items)

    @property
    def minutes_state(self) -> str:
        """Where the minutes are, in words."""
        if self.minutes:
            return _("Das Protokoll ist veröffentlicht.")
        if self.meeting.cancelled or not self.is_past:
            return ""
        if self.has_results:
            return _("Beschlossen, Protokoll steht aus.")
        return _("Ergebnisse und Protokoll sind nicht veröffentlicht.")

    @cached_property
    def participants(self) -> list[str]:
        """Who took part, where the source says so."""
        return [
            str(name) for name in self.meeting.participants.filter(visibility()).values_list("name", flat=True)[:300]
        ]

    @cached_property
    def changes(self) -> list[AgendaChange]:
        """Silent changes since the meeting was first seen, the latest first."""
        rows = querysets.shown_revisions().filter(meeting=self.meeting).order_by("-seen_at", "-pk")[:30]
        return [agenda_change(row) for row in rows]


def _item(row: AgendaItem, files: Sequence[FileLink], known: Mapping[str, Paper]) -> Item:
    consultations = list(row.consultations.all())
    told = next((found for found in consultations if found.outcome != Outcome.NONE or found.result), None)
    result = read_result(row, told, list(row.group_votes.all()))
    if not result.known and told is not None:
        result = read_result(told)
    return Item(row, result, consultations, files, () if consultations else _named(row, known))


def _named(row: AgendaItem, known: Mapping[str, Paper]) -> list[Named]:
    """The papers that the title names, for an item whose paper the source does not link."""
    return [Named(number, known.get(slug)) for number, slug in _slugs(row).items()]


def _slugs(row: AgendaItem) -> dict[str, str]:
    """Number as written → as it stands in an address."""
    parsed = {str(number): parse_number(str(number)) for number in row.paper_numbers[:20]}
    return {written: number.slug if number is not None else "" for written, number in parsed.items()}


def agenda_change(revision: Revision) -> AgendaChange:
    """A revision of a meeting or of one of its items, told as lines that went and came."""
    gone: list[str] = []
    added: list[str] = []
    fields: list[dict[str, str]] = []
    for change in revision.changes:
        old, new = change.get("old"), change.get("new")
        if isinstance(old, list) and isinstance(new, list):
            gone += [str(line) for line in old if line not in new]
            added += [str(line) for line in new if line not in old]
        else:
            fields.append(change)
    return AgendaChange(revision, tuple(gone), tuple(added), tuple(fields))
