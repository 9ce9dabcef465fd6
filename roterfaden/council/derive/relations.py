"""How papers stand to each other, read from numbers and titles; and which paper a number means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import Q

from roterfaden.council.derive.papers import number_of
from roterfaden.council.derive.rows import replace_rows, update
from roterfaden.council.kinds import AMENDMENT, ANSWER
from roterfaden.council.models import Paper, PaperRelation
from roterfaden.council.models.base import visibility
from roterfaden.council.numbers import Number, find_numbers, parse_number

Kind = PaperRelation.Kind
#: By the last suffix: N1 is a version, F1 the answer, E1 a supplement of the paper without suffixes.
BY_SUFFIX = {"N": Kind.NEW_VERSION, "F": Kind.ANSWERS}
AMENDS = re.compile(r"(?:änderungs|zusatz|ergänzungs)antr[aä]g", re.IGNORECASE)
MOST_MENTIONS = 50
#: (body, number) → the one public paper that it means.
Directory = dict[tuple[int | None, Number], int]


def numbers_of(paper: Paper, texts: Iterable[str]) -> dict[Number, str]:
    """The numbers that a paper stands in a relation to, with the kind: the strongest one each."""
    own = number_of(paper)
    found: dict[Number, str] = {}
    for number, kind in (*by_suffix(own), *by_title(paper), *mentions(paper.name, *texts)):
        if number != own:
            found.setdefault(number, kind)
    return found


def by_suffix(own: Number | None) -> Iterator[tuple[Number, str]]:
    """A paper with a suffix belongs to the one without."""
    if own is not None and own.suffix:
        yield own.original, BY_SUFFIX.get(own.suffix.split(" ")[-1][0], Kind.RELATED)


def by_title(paper: Paper) -> Iterator[tuple[Number, str]]:
    """The first other number in the title of an amendment is what it wants to change, of an answer what it answers."""
    is_amendment = paper.kind == AMENDMENT or bool(AMENDS.match(paper.name.strip()))
    kind = Kind.AMENDS if is_amendment else Kind.ANSWERS if paper.kind == ANSWER else None
    if kind is None:
        return
    own = number_of(paper)
    for quoted in islice((one for one in find_numbers(paper.name) if one.number != own), 1):
        yield quoted.number, kind


def mentions(*texts: str) -> Iterator[tuple[Number, str]]:
    """All numbers that are quoted."""
    quoted = (quoted.number for text in texts for quoted in find_numbers(text))
    for number in islice(quoted, MOST_MENTIONS):
        yield number, Kind.MENTIONS


def relate(papers: Sequence[Paper], texts: dict[int, list[str]]) -> set[int]:
    """Make the derived relations of these papers what they should be, and link every relation whose number means one
    paper – also those of other papers that waited for one of these. Gives the papers whose relations changed."""
    by_pk = {paper.pk: paper for paper in papers}
    wanted = {paper.pk: numbers_of(paper, texts.get(paper.pk, [])) for paper in papers}
    stated, derived, waiting = relation_rows(papers)
    found = directory(papers, wanted.values(), [*stated, *waiting])
    new: dict[tuple[int, str, str, int | None], PaperRelation] = {}
    for pk, numbers in wanted.items():
        known = covered(row for row in stated if row.paper_id == pk)
        for number, kind in numbers.items():
            target = found.get((by_pk[pk].body_id, number))
            if number not in known and target not in known and target != pk:
                row = PaperRelation(paper_id=pk, target_id=target, target_number=number.label, kind=kind, derived=True)
                new[pk, kind, number.label, target] = row
    old = {(row.paper_id, row.kind, row.target_number, row.target_id): row for row in derived}
    return replace_rows(PaperRelation, old, new) | link([*stated, *waiting], found)


def relation_rows(papers: Sequence[Paper]) -> tuple[list[PaperRelation], ...]:
    """Relations that the source states, derived ones, and those of other papers that name one of these by number."""
    own = {paper.pk for paper in papers}
    labels = {one.label for paper in papers if (number := number_of(paper)) for one in number.spellings}
    rows = PaperRelation.objects.filter(
        Q(paper_id__in=own) | Q(target_number__in=labels) | Q(target_id__in=own, derived=True)
    )
    stated: list[PaperRelation] = []
    derived: list[PaperRelation] = []
    waiting: list[PaperRelation] = []
    for row in rows.select_related("paper").only(
        "paper__body_id", *(f.name for f in PaperRelation._meta.concrete_fields)
    ):
        group = waiting if row.paper_id not in own else derived if row.derived else stated
        group.append(row)
    return stated, derived, waiting


def covered(stated: Iterable[PaperRelation]) -> set[Number | int | None]:
    """Targets and numbers that the source itself relates."""
    known: set[Number | int | None] = set()
    for row in stated:
        known |= {row.target_id} if row.target_id else set()
        known |= {number} if (number := parse_number(row.target_number)) else set()
    return known


def directory(papers: Sequence[Paper], wanted: Iterable[dict[Number, str]], rows: Iterable[PaperRelation]) -> Directory:
    """The papers that all these numbers mean. A number that several papers of a body have means none."""
    numbers = {number for found in wanted for number in found}
    numbers |= {number for paper in papers if (number := number_of(paper))}
    numbers |= {number for row in rows if (number := parse_number(row.target_number))}
    bodies = {paper.body_id or 0 for paper in papers} | {row.paper.body_id or 0 for row in rows}
    slugs = {one.slug for number in numbers for one in number.spellings}
    candidates = Paper.objects.filter(visibility(), slug__in=slugs, body_id__in=bodies)
    found: dict[tuple[int | None, Number], list[int]] = defaultdict(list)
    fields = ("number_base", "number_year", "number_suffix", "number_district")
    for paper in candidates.only("pk", "body_id", *fields):
        if number := number_of(paper):
            found[paper.body_id, number].append(paper.pk)
    return {key: pks[0] for key, pks in found.items() if len(pks) == 1}


def link(rows: Iterable[PaperRelation], found: Directory) -> set[int]:
    """Point relations that know only a number at the paper it means; gives the papers they belong to."""
    changed: list[PaperRelation] = []
    for row in rows:
        number = parse_number(row.target_number)
        target = found.get((row.paper.body_id, number)) if number else None
        follows = row.derived or row.target_id is None
        if number is not None and follows and target != row.target_id and target != row.paper_id:
            row.target_id = target
            changed.append(row)
    update(PaperRelation, changed, ["target_id"])
    return {row.paper_id for row in changed}
