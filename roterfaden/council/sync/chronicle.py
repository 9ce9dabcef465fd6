"""What a batch of an import means to the public: entries of the ledger and news, in the batch's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from roterfaden.council import entries, news
from roterfaden.council.models import Paper, Source, State
from roterfaden.council.models.base import GONE_STATES, visibility
from roterfaden.council.querysets import BERLIN
from roterfaden.council.sync.flatten import Node
from roterfaden.council.sync.resolve import Resolver, chunks
from roterfaden.kit.things import Ref

#: (node, primary key, the watched fields that changed), as `revisions.compare` gives them.
Found = tuple[Node, int, list[dict[str, Any]]]
#: Of a meeting's own fields; its agenda is told apart.
MEETING_FIELDS = ("name", "start", "end", "cancelled", "location")


@dataclass(frozen=True)
class Batch:
    """What a batch wrote, for those who tell of it."""

    resolver: Resolver
    nodes: Sequence[Node]
    pks: Mapping[tuple[str, str], int]
    #: Raw objects and hashes before, by key.
    olds: Mapping[str, dict[str, Any]]
    hashes: Mapping[str, str]
    #: States of its papers before, by key; what was not here is missing.
    states: Mapping[str, str]
    found: Sequence[Found]

    @property
    def source(self) -> Source:
        """Where it comes from."""
        return self.resolver.source

    def is_hidden(self, node: Node) -> bool:
        """Whether an editor hid it: then nothing is told of it."""
        return (node.oparl_type, node.key) in self.resolver.hidden

    def pk(self, node: Node) -> int:
        """Its primary key."""
        return self.pks[node.oparl_type, node.key]

    def of(self, oparl_type: str) -> list[Node]:
        """Its public objects of a type."""
        return [node for node in self.nodes if node.oparl_type == oparl_type and not self.is_hidden(node)]


def states_of_papers(nodes: Iterable[Node], source: Source) -> dict[str, str]:
    """The states of the papers among these nodes before they are written, by key."""
    found: dict[str, str] = {}
    for chunk in chunks(node.key for node in nodes if node.oparl_type == "Paper"):
        found.update(Paper.objects.filter(source=source, key__in=chunk).values_list("key", "state"))
    return found


def refresh_stubs(batch: Batch) -> None:
    """A paper that was only mentioned is first seen now."""
    stubs = [batch.pk(node) for node in batch.of("Paper") if batch.states.get(node.key) == State.STUB]
    if stubs:
        Paper.objects.filter(pk__in=stubs).update(first_seen=batch.resolver.now)


def tell(batch: Batch) -> None:
    """Everything that follows from a batch."""
    refresh_stubs(batch)
    _papers(batch)
    shown = _shown_papers(batch)
    entries.write("paper.revised", _revised_papers(batch, shown))
    if news.is_news(batch.source):
        news.tell("paper.revised", _revision_news(batch, shown))
        _meetings(batch)


def _papers(batch: Batch) -> None:
    first, back = [], []
    for node in batch.of("Paper"):
        state, number = batch.states.get(node.key), str(node.values.get("reference") or "")
        if state in (None, State.STUB):
            title = str(node.values.get("name") or "")
            first.append(entries.published(batch.pk(node), number, node.values.get("date"), title, node.hash))
        elif state in GONE_STATES:
            back.append(entries.shown(batch.pk(node), number))
    entries.write("paper.published", first)
    entries.write("paper.shown", back)


# -- silent changes ---------------------------------------------------------------------------------------------------

#: A changed object, the paper that shows it, and that paper's number.
Shown = tuple[Found, int, str]


def _shown_papers(batch: Batch) -> list[Shown]:
    """The silent changes that a public paper shows: two statements where there are any, else none."""
    from roterfaden.council.sync.revisions import shown_on

    found = [(row, shown_on(row[0], row[1])[0]) for row in batch.found if not batch.is_hidden(row[0])]
    wanted = {paper for _row, paper in found if paper}
    if not wanted:
        return []
    numbers = dict(Paper.objects.filter(visibility(), pk__in=wanted).values_list("pk", "reference"))
    return [(row, paper, numbers[paper]) for row, paper in found if paper in numbers]


def _revised_papers(batch: Batch, shown: Iterable[Shown]) -> list[Any]:
    return [
        entries.revised(paper, number, node.oparl_type, _fields(changes), batch.hashes.get(node.key, ""), node.hash)
        for (node, _pk, changes), paper, number in shown
    ]


def _revision_news(batch: Batch, shown: Iterable[Shown]) -> list[Any]:
    return [
        news.event(entries.paper_ref(paper), "revised", f"{node.key} {node.hash}", {"fields": _fields(changes)})
        for (node, _pk, changes), paper, _number in shown
    ]


def _fields(changes: Iterable[Mapping[str, Any]]) -> list[str]:
    return [str(change.get("field", "")) for change in changes]


# -- meetings ---------------------------------------------------------------------------------------------------------


def _meetings(batch: Batch) -> None:
    """New and changed meetings that are still to come, and agendas that appear."""
    changes = {node.key: _fields(found) for node, _pk, found in batch.found if node.oparl_type == "Meeting"}
    fresh, changed, agendas = [], [], []
    for node in batch.of("Meeting"):
        day = _coming(node, batch.resolver.now)
        if day is None:
            continue
        ref, told = Ref("meeting", str(batch.pk(node))), {"day": day.isoformat()}
        old = batch.olds.get(node.key)
        fields = [name for name in changes.get(node.key, ()) if name in MEETING_FIELDS]
        if old is None:
            fresh.append(news.event(ref, "scheduled", "", told))
        elif not old.get("agendaItem") and node.raw.get("agendaItem"):
            agendas.append(news.event(ref, "agenda", "", told))
        elif "agendaItem" in changes.get(node.key, ()):
            fields.append("agendaItem")
        if fields:
            cancelled = bool(node.values.get("cancelled")) and "cancelled" in fields
            changed.append(news.event(ref, "changed", node.hash, {"fields": fields, "cancelled": cancelled, **told}))
    for kind, rows in (("meeting.scheduled", fresh), ("meeting.changed", changed), ("meeting.agenda", agendas)):
        news.tell(kind, rows)


def _coming(node: Node, now: datetime) -> date | None:
    """The day of a meeting that is not over yet."""
    start = node.values.get("start")
    if not isinstance(start, datetime):
        return None
    day = localtime(start, BERLIN).date()
    return day if day >= localtime(now, BERLIN).date() else None


# -- withdrawn --------------------------------------------------------------------------------------------------------


def public_papers(pks: Iterable[int]) -> dict[int, str]:
    """Which of these papers are public now, with their numbers."""
    found: dict[int, str] = {}
    for chunk in chunks(pks):
        found.update(Paper.objects.filter(visibility(), pk__in=chunk).values_list("pk", "reference"))
    return found


def withdrawn(papers: Mapping[int, str], reason: str, resolver: Resolver) -> None:
    """These papers were public until now. Who follows their bodies and districts hears of it by name only."""
    entries.write("paper.withdrawn", [entries.withdrawn(pk, number, reason) for pk, number in papers.items()])
    if papers and news.is_news(resolver.source):
        around, day = news.around_papers(papers), resolver.now.isoformat()
        rows = [
            news.event(entries.paper_ref(pk), "withdrawn", day, {"number": number}, around.get(pk, ()))
            for pk, number in papers.items()
        ]
        news.tell("paper.withdrawn", rows)
