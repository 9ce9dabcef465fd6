"""Rows that lists filter by: organizations and districts of papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from roterfaden.council.derive.rows import replace_rows
from roterfaden.council.factions import Factions
from roterfaden.council.models import Consultation, Paper, PaperOrganization, PaperPlace
from roterfaden.council.places import Finder

Role = PaperOrganization.Role
Pairs = dict[int, set[tuple[int, str]]]


def write_organizations(papers: Sequence[Paper], stations: Mapping[int, Sequence[Consultation]]) -> set[int]:
    """One row for each organization that consulted, applied or directs; gives the papers whose rows changed."""
    pks = [paper.pk for paper in papers]
    pairs = consulted(stations)
    add_many(pairs, Paper.originator_organizations.through, pks, Role.ORIGINATOR)
    add_many(pairs, Paper.under_direction_of.through, pks, Role.DIRECTION)
    factions = Factions.of({paper.body_id for paper in papers})
    wanted: dict[tuple[Any, ...], PaperOrganization] = {}
    for paper in papers:
        applied = {(pk, Role.ORIGINATOR.value) for pk in factions.named(paper.body_id, paper.applicants)}
        for organization, role in sorted(pairs[paper.pk] | applied):
            row = PaperOrganization(paper_id=paper.pk, organization_id=organization, role=role, date=paper.date)
            wanted[paper.pk, organization, role, paper.date] = row
    rows = PaperOrganization.objects.filter(paper_id__in=pks)
    old = {(row.paper_id, row.organization_id, row.role, row.date): row for row in rows}
    return replace_rows(PaperOrganization, old, wanted)


def consulted(stations: Mapping[int, Sequence[Consultation]]) -> Pairs:
    """The organizations at the stations of each paper."""
    pairs: Pairs = defaultdict(set)
    paper_of = {one.pk: paper for paper, found in stations.items() for one in found}
    for paper, found in stations.items():
        pairs[paper] |= {(one.organization_id, Role.CONSULTED.value) for one in found if one.organization_id}
    further = Consultation.further_organizations.through.objects.filter(consultation_id__in=paper_of)
    for consultation, organization in further.values_list("consultation_id", "organization_id"):
        pairs[paper_of[consultation]].add((organization, Role.CONSULTED.value))
    return pairs


def add_many(pairs: Pairs, through: Any, papers: Iterable[int], role: str) -> None:
    """Add the organizations of a many-to-many field."""
    rows = through.objects.filter(paper_id__in=papers).values_list("paper_id", "organization_id")
    for paper, organization in rows:
        pairs[paper].add((organization, str(role)))


def write_places(papers: Sequence[Paper], texts: Mapping[int, Sequence[str]], finder: Finder) -> set[int]:
    """One row for each district that a paper names; gives the papers whose rows changed."""
    wanted: dict[tuple[Any, ...], PaperPlace] = {}
    for paper in papers:
        for district, quote in finder.find(paper.name, *texts.get(paper.pk, ())).items():
            row = PaperPlace(paper_id=paper.pk, district_id=district, quote=quote, date=paper.date)
            wanted[paper.pk, district, quote, paper.date] = row
    rows = PaperPlace.objects.filter(paper_id__in=[paper.pk for paper in papers])
    old = {(row.paper_id, row.district_id, row.quote, row.date): row for row in rows}
    return replace_rows(PaperPlace, old, wanted)
