"""The red line of a paper: its stations as a page tells them, with result, votes, proof and minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.council.models import AgendaItem, Consultation, Correction, File, GroupVote, Meeting, Organization
from roterfaden.council.models.result import Basis, Outcome, ResultFields

#: Outcomes that end a matter at a body which has the last word.
DECIDED = frozenset({Outcome.ADOPTED, Outcome.ADOPTED_CHANGED, Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.SETTLED})


@dataclass(frozen=True)
class Votes:
    """A count of votes, for a bar and its twin in a table."""

    yes: int | None
    no: int | None
    abstentions: int | None
    unanimous: bool

    @property
    def counted(self) -> bool:
        """Whether numbers are given at all."""
        return self.total > 0

    @property
    def total(self) -> int:
        """All votes that are given."""
        return sum(number or 0 for number in (self.yes, self.no, self.abstentions))

    @property
    def has_bar(self) -> bool:
        """Whether both sides are given, so that shares can be drawn."""
        return self.yes is not None and self.no is not None and self.total > 0

    @property
    def yes_percent(self) -> str:
        """How far the bar of those in favour reaches."""
        return self._percent(self.yes or 0)

    @property
    def no_percent(self) -> str:
        """How far the bar behind it reaches, that of both sides."""
        return self._percent((self.yes or 0) + (self.no or 0))

    def _percent(self, number: int) -> str:
        return f"{100 * number / self.total:.1f}%"


@dataclass(frozen=True)
class Result:
    """What a body concluded, as a page tells it."""

    text: str
    outcome: str
    label: str
    basis: str
    quote: str
    confidence: int | None
    votes: Votes | None
    groups: Sequence[GroupVote] = ()
    correction: Correction | None = None

    @property
    def known(self) -> bool:
        """Whether the source says anything."""
        return bool(self.text) or self.outcome != Outcome.NONE or self.votes is not None

    @property
    def derived(self) -> bool:
        """Whether the outcome does not stand in the text but follows from it."""
        return self.basis in {Basis.COUNTS, Basis.ROLE}

    @property
    def basis_label(self) -> str:
        """The basis in words."""
        return str(Basis(self.basis).label)

    @property
    def adds_quote(self) -> bool:
        """Whether the proof is only a part of the text, so that it helps to repeat it."""
        return bool(self.quote) and self.quote.strip() != self.text.strip()


@dataclass(frozen=True)
class Station:
    """One station of a paper."""

    kind: str
    stage: str
    name: str
    date: date | None
    result: Result
    organization: Organization | None = None
    meeting: Meeting | None = None
    item: AgendaItem | None = None
    minutes: File | None = None
    role: str = ""
    consultation: Consultation | None = field(default=None, compare=False)

    @property
    def ahead(self) -> bool:
        """Whether it is still to come."""
        return self.kind == "ahead"


def read_result(
    row: ResultFields,
    fallback: ResultFields | None = None,
    groups: Sequence[GroupVote] = (),
    correction: Correction | None = None,
) -> Result:
    """The result of a consultation or item; the words come from `fallback` where the row itself has none."""
    votes = Votes(row.yes, row.no, row.abstentions, bool(row.unanimous)) if row.has_votes else None
    text = row.result or (fallback.result if fallback is not None else "")
    return Result(
        text=text.strip(),
        outcome=row.outcome,
        label="" if row.outcome == Outcome.NONE else str(Outcome(row.outcome).label),
        basis=row.outcome_basis,
        quote=row.quote,
        confidence=row.confidence,
        votes=votes,
        groups=groups,
        correction=correction,
    )


def build_stations(
    rows: Sequence[Consultation],
    minutes: Mapping[int, File],
    corrections: Mapping[tuple[str, str], Correction],
    today: date,
) -> list[Station]:
    """The stations in the order of the source, the first one first."""
    return [_station(row, minutes, corrections, today) for row in rows]


def _station(
    row: Consultation, minutes: Mapping[int, File], corrections: Mapping[tuple[str, str], Correction], today: date
) -> Station:
    meeting = row.meeting if row.meeting is not None and row.meeting.is_public else None
    item = row.agenda_item if row.agenda_item is not None and row.agenda_item.is_public else None
    organization = row.organization if row.organization is not None and row.organization.is_public else None
    correction = next((found for (key, _field), found in corrections.items() if key == row.key), None)
    groups = list(row.group_votes.all()) or (list(item.group_votes.all()) if item is not None else [])
    result = read_result(row, item, groups, correction)
    kind = _kind(row, result, today)
    return Station(
        kind=kind,
        stage=_stage(kind, row),
        name=(organization.name if organization else "") or row.organization_name or _("Gremium nicht genannt"),
        date=row.date,
        result=result,
        organization=organization,
        meeting=meeting,
        item=item,
        minutes=minutes.get(meeting.pk) if meeting is not None else None,
        role=row.role,
        consultation=row,
    )


def _kind(row: Consultation, result: Result, today: date) -> str:
    """A filled station is a decision, a hollow one a step; without a day, or with a coming one, it lies ahead."""
    if result.known:
        return "decision" if row.decides and row.outcome in DECIDED else "step"
    if row.planned or (row.date is not None and row.date >= today):
        return "ahead"
    return "step"


def _stage(kind: str, row: Consultation) -> str:
    if kind == "decision":
        return _("Entscheidung")
    if kind != "ahead":
        return _("Beratung")
    return _("angekündigt, noch ohne Termin") if row.date is None else _("geplant")
