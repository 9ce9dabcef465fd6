"""Whose followers hear of an event, too: those of the threads of a thing, and of what a thing grew out of.

An idea is submitted as a paper, a measure implements it: who follows the idea hears of both. That holds within a
thread, along the relations that say how one became the other, from later stages back to earlier ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from roterfaden.kit.things import Ref
from roterfaden.threads.models import Relation, Station
from roterfaden.threads.querysets import PUBLIC
from roterfaden.threads.stages import Stage

LINEAGE = frozenset(
    {Relation.INSPIRED, Relation.SUBMITTED_AS, Relation.AMENDED, Relation.DECIDED_IN, Relation.IMPLEMENTS}
)
ORDER = {stage.value: place for place, stage in enumerate(Stage)}
#: Of a thing in more threads than this, only the latest stations count.
MOST = 2_000
Row = tuple[int, str, str, str, str]


def widened(refs: Sequence[Ref]) -> Mapping[Ref, Iterable[Ref]]:
    """For each thing its threads, and what it grew out of: two queries."""
    wanted = set(refs)
    mine = [row for row in _rows(_at(wanted)) if Ref(row[1], row[2]) in wanted]
    if not mine:
        return {}
    lines = {row[0] for row in mine if row[4] in LINEAGE}
    ancestors: defaultdict[int, list[Row]] = defaultdict(list)
    if lines:
        part = Q(relation__in=LINEAGE) | Q(stage__in=[Stage.IDEA, Stage.PARTICIPATION])
        for row in _rows(Q(thread__in=lines) & part):
            ancestors[row[0]].append(row)
    found: defaultdict[Ref, set[Ref]] = defaultdict(set)
    for row in mine:
        ref = Ref(row[1], row[2])
        found[ref].add(Ref("thread", str(row[0])))
        if row[4] in LINEAGE:
            found[ref] |= {Ref(old[1], old[2]) for old in ancestors[row[0]] if ORDER[old[3]] < ORDER[row[3]]}
    return {ref: sorted(others - {ref}) for ref, others in found.items()}


def _at(refs: Iterable[Ref]) -> Q:
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    for ref in refs:
        by_kind[ref.kind].add(ref.key)
    found = Q(pk__in=[])
    for kind, keys in by_kind.items():
        found |= Q(kind=kind, key__in=keys)
    return found


def _rows(where: Q) -> list[Row]:
    rows = Station.objects.filter(where, thread__state__in=PUBLIC).exclude(kind="").order_by("-pk")
    return list(rows.values_list("thread_id", "kind", "key", "stage", "relation")[:MOST])
