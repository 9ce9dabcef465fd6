"""All that a paper's page shows, read in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from roterfaden.council import querysets
from roterfaden.council.models import (
    Correction,
    CostLine,
    File,
    FileLink,
    Organization,
    Paper,
    PaperPlace,
    PaperRelation,
    Person,
    Revision,
)
from roterfaden.council.models.base import visibility
from roterfaden.council.sentences import plain_sentences
from roterfaden.council.stations import DECIDED, Station, build_stations

Kind = PaperRelation.Kind
#: Hops along "new version of": N3 → N2 → N1 → original.
MOST_HOPS = 4


@dataclass(frozen=True)
class Related:
    """Another paper and how it stands to this one; only a number where it is not known or not public."""

    label: str
    number: str
    paper: Paper | None
    derived: bool


@dataclass
class PaperPage:
    """One paper with its neighbourhood."""

    paper: Paper

    @cached_property
    def corrections(self) -> dict[tuple[str, str], Correction]:
        """Editors' corrections of the paper and its stations."""
        return querysets.corrections_of([self.paper, *self._rows])

    @cached_property
    def _rows(self) -> list:  # type: ignore[type-arg]
        return querysets.stations_of(self.paper)

    @cached_property
    def stations(self) -> list[Station]:
        """The red line, the first station first."""
        meetings = {row.meeting_id for row in self._rows if row.meeting_id}
        minutes: dict[int, File] = querysets.minutes_of(meetings) if meetings else {}
        return build_stations(self._rows, minutes, self.corrections, querysets.today())

    @property
    def newest_first(self) -> list[Station]:
        """As the page tells them: people ask what is happening now."""
        ahead = [station for station in self.stations if station.ahead]
        past = [station for station in self.stations if not station.ahead]
        return [*reversed(ahead), *reversed(past)]

    @property
    def today_at(self) -> int:
        """How many stations stand above today; -1 where nothing lies ahead."""
        ahead = sum(station.ahead for station in self.stations)
        return ahead or -1

    @property
    def own_corrections(self) -> list[Correction]:
        """Corrections of the paper itself."""
        return [found for (key, _field), found in self.corrections.items() if key == self.paper.key]

    @property
    def sentences(self) -> list[str]:
        """The plain sentences below the title."""
        return plain_sentences(self.paper, self.stations, querysets.today())

    @property
    def gap(self) -> str:
        """What is missing at the top of the line, in words; empty while something is still to come."""
        if not self.stations or any(station.ahead for station in self.stations):
            return ""
        if any(station.kind == "decision" for station in self.stations):
            return _("Seitdem: Über die Umsetzung steht nichts in den Quellen.")
        if self.paper.outcome in {*DECIDED, "noted"}:
            return ""
        return _("Eine Entscheidung ist nicht veröffentlicht.")

    @property
    def has_counts(self) -> bool:
        """Whether any station gives numbers of votes."""
        return any(station.result.votes is not None and station.result.votes.counted for station in self.stations)

    # -- applicants, places, costs, files -------------------------------------------------------------------------

    @cached_property
    def originators(self) -> list[Organization | Person]:
        """Applicants that are objects of their own."""
        organizations = self.paper.originator_organizations.filter(visibility()).order_by("name")[:50]
        persons = self.paper.originator_persons.filter(visibility()).order_by("family_name", "name")[:50]
        return [*organizations, *persons]

    @property
    def applicant_names(self) -> list[str]:
        """Applicants who are only names."""
        known = {thing.name for thing in self.originators}
        return [str(name) for name in self.paper.applicants if str(name) not in known]

    @cached_property
    def directed_by(self) -> list[Organization]:
        """Who is in charge."""
        return list(self.paper.under_direction_of.filter(visibility()).order_by("name")[:20])

    @cached_property
    def locations(self) -> list[str]:
        """Places that the source names."""
        return [str(place) for place in self.paper.locations.filter(visibility())[:50] if str(place)]

    @cached_property
    def places(self) -> list[PaperPlace]:
        """Districts that the paper names."""
        return querysets.places_of(self.paper)

    @cached_property
    def cost_lines(self) -> list[CostLine]:
        """The cost table."""
        return list(self.paper.cost_lines.order_by("position", "pk")[:300])

    @cached_property
    def files(self) -> list[FileLink]:
        """Files with their role."""
        return querysets.files_of(paper=self.paper)

    @cached_property
    def revisions(self) -> list[Revision]:
        """The latest silent changes."""
        return list(querysets.shown_revisions().filter(paper=self.paper).order_by("-seen_at", "-pk")[:6])

    @cached_property
    def _all_sections(self) -> list[dict[str, str]]:
        return querysets.sections_of(self.paper)

    @property
    def sections(self) -> list[dict[str, str]]:
        """The text in sections, without what the page shows as data further down."""
        return [part for part in self._all_sections if part is not self.cost_section and not self._is_climate(part)]

    @cached_property
    def cost_section(self) -> dict[str, str] | None:
        """The cost table as it was written, where its lines were read from it."""
        named = (part for part in self._all_sections if "kosten" in str(part.get("heading", "")).lower())
        return next(named, None) if self.cost_lines else None

    def _is_climate(self, part: dict[str, str]) -> bool:
        text = self.paper.climate_text.strip()
        return bool(text) and str(part.get("text", "")).strip() == text

    # -- other papers ----------------------------------------------------------------------------------------------

    @cached_property
    def relations(self) -> list[PaperRelation]:
        """All relations from and to this paper."""
        return querysets.relations_of(self.paper)

    @cached_property
    def versions(self) -> list[Paper]:
        """All versions of this paper with itself, the first one first; empty where there is only one."""
        own = [row for row in self.relations if row.kind == Kind.NEW_VERSION]
        family = _family(self.paper, own) if own else {}
        return sorted(family.values(), key=_age) if len(family) > 1 else []

    @property
    def earlier_version(self) -> Paper | None:
        """The version before this one."""
        position = next((place for place, found in enumerate(self.versions) if found.pk == self.paper.pk), 0)
        return self.versions[position - 1] if position else None

    @property
    def later_version(self) -> Paper | None:
        """The newest version, if it is another one."""
        return self.versions[-1] if self.versions and self.versions[-1].pk != self.paper.pk else None

    @property
    def amendments(self) -> list[Related]:
        """Papers that want to change this one."""
        return [
            _from_target(row) for row in self.relations if row.kind == Kind.AMENDS and row.target_id == self.paper.pk
        ]

    @property
    def others(self) -> list[Related]:
        """All other relations, each with a word that says how."""
        rows = [row for row in self.relations if row.kind not in {Kind.NEW_VERSION, Kind.MENTIONS}]
        return _unique(
            self._other(row) for row in rows if not (row.kind == Kind.AMENDS and row.target_id == self.paper.pk)
        )

    @property
    def mentioned(self) -> list[Related]:
        """Papers that this one names."""
        return _unique(
            self._other(row) for row in self.relations if row.kind == Kind.MENTIONS and row.paper_id == self.paper.pk
        )

    @property
    def mentioned_by(self) -> list[Related]:
        """Papers that name this one."""
        return _unique(
            self._other(row) for row in self.relations if row.kind == Kind.MENTIONS and row.paper_id != self.paper.pk
        )

    def _other(self, row: PaperRelation) -> Related:
        return _to_target(row) if row.paper_id == self.paper.pk else _from_target(row)


def _labels() -> dict[str, tuple[str, str]]:
    """Kind → (word for the target, word for the one that points here)."""
    return {
        Kind.RELATED: (_("hängt zusammen mit"), _("hängt zusammen mit")),
        Kind.SUPERORDINATED: (_("gehört zu"), _("umfasst")),
        Kind.NEW_VERSION: (_("neue Fassung von"), _("neue Fassung")),
        Kind.AMENDS: (_("will ändern"), _("Änderungsantrag")),
        Kind.ANSWERS: (_("antwortet auf"), _("Antwort")),
        Kind.MENTIONS: (_("nennt"), _("genannt von")),
    }


def _to_target(row: PaperRelation) -> Related:
    target = row.target if row.target is not None and row.target.is_public else None
    return Related(
        _labels()[row.kind][0], row.target_number or (target.reference if target else ""), target, row.derived
    )


def _from_target(row: PaperRelation) -> Related:
    other = row.paper if row.paper.is_public else None
    return Related(_labels()[row.kind][1], other.reference if other else "", other, row.derived)


def _unique(rows: Iterable[Related]) -> list[Related]:
    """Each other paper once, and nothing that has neither a page nor a number."""
    found: dict[object, Related] = {}
    for row in rows:
        if row.paper is not None or row.number:
            found.setdefault(row.paper.pk if row.paper else row.number, row)
    return list(found.values())


def _family(paper: Paper, rows: Sequence[PaperRelation]) -> dict[int, Paper]:
    """All public papers that "new version of" connects with this one."""
    family = {paper.pk: paper}
    for _hop in range(MOST_HOPS):
        papers = [other for row in rows for other in (row.paper, row.target) if other is not None and other.is_public]
        fresh = {other.pk: other for other in papers if other.pk not in family}
        if not fresh:
            break
        family |= fresh
        linked = Q(paper__in=fresh) | Q(target__in=fresh)
        rows = list(
            PaperRelation.objects.filter(linked, kind=Kind.NEW_VERSION).select_related("paper__body", "target__body")[
                :100
            ]
        )
    return family


def _age(paper: Paper) -> tuple[str, str, int]:
    return (paper.date.isoformat() if paper.date else "", paper.number_suffix, paper.pk)
