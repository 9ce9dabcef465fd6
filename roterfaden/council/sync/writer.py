"""Batches of nodes → the database, each batch one short transaction that leaves no half object."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from roterfaden.council.models import Consultation, ImportRun, PageState, RawObject, Source, State
from roterfaden.council.sources.base import Finding, Page
from roterfaden.council.sync import chronicle, extras, links, revisions
from roterfaden.council.sync.flatten import Node
from roterfaden.council.sync.ids import Ids
from roterfaden.council.sync.removal import Removal
from roterfaden.council.sync.resolve import Resolver, chunks
from roterfaden.council.sync.schema import ORDER, SCHEMAS
from roterfaden.council.sync.touched import Touched
from roterfaden.council.sync.upsert import upsert

#: A transaction holds SQLite's only write lock: visitors and the job worker wait for it no longer than this.
TARGET_SECONDS = 0.07
_FEWEST, _MOST = 20, 300


@dataclass
class Writer:
    """Writes what changed and counts it."""

    source: Source
    run: ImportRun
    ids: Ids
    resolver: Resolver
    report: Callable[[Finding], None]
    #: Objects that are not PRESENT: they must be written even if their content is the same as before.
    abnormal: set[tuple[str, str]] = field(default_factory=set)
    counts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    longest: float = 0.0
    #: Files and places are embedded in several objects: the first one seen in a run counts.
    _shared: set[int] = field(default_factory=set)
    _owners: dict[str, str] = field(default_factory=dict)
    _size: int = 60

    def write_page(self, groups: Iterable[list[Node]], page: Page | None, state: PageState | None) -> None:
        """Write the objects of a page (each group: one top-level object with its parts), then remember the page."""
        batch: list[Node] = []
        for group in groups:
            batch += self._own(group)
            if len(batch) >= self._size:
                self.write(batch)
                batch = []
        self.write(batch, state)

    def write(self, nodes: list[Node], state: PageState | None = None) -> None:
        """Write what changed among `nodes` in one transaction; nothing at all where nothing did."""
        changed = self._changed(nodes)
        if not changed and state is None:
            return
        began = time.perf_counter()
        with transaction.atomic():
            if changed:
                self._write(changed)
            if state is not None:
                _remember(state)
        self._adapt(time.perf_counter() - began, len(changed))

    def _write(self, nodes: dict[str, Node]) -> None:
        olds, hashes = self._olds(nodes)
        touched = Touched()
        removal = Removal(self.resolver, touched)
        removal.delete([node for node in nodes.values() if node.deleted])
        live = [node for node in nodes.values() if not node.deleted]
        removal.drop_children(live, olds)
        states = chronicle.states_of_papers(live, self.source)
        pks: dict[tuple[str, str], int] = {}
        for oparl_type in ORDER:
            if rows := [node for node in live if node.oparl_type == oparl_type]:
                self._write_type(oparl_type, rows, set(olds), touched, pks)
        self._write_raw(nodes)
        found = [
            (node, pks[(node.oparl_type, node.key)], changes)
            for node in live
            if node.key in olds
            and (node.oparl_type, node.key) not in self.abnormal
            and (changes := revisions.compare(node, olds, self.resolver))
        ]
        revisions.write(found, self.source, self.run, self.resolver)
        chronicle.tell(chronicle.Batch(self.resolver, live, pks, olds, hashes, states, found))
        touched.settle(self.resolver)
        self.abnormal.difference_update((node.oparl_type, node.key) for node in live)

    def _write_type(
        self, oparl_type: str, rows: list[Node], old: set[str], touched: Touched, pks: dict[tuple[str, str], int]
    ) -> None:
        written = upsert(oparl_type, rows, self.resolver)
        new = {node.key for node in rows if node.key not in old}
        links.write_lists(oparl_type, rows, written, new, self.resolver)
        links.write_files(oparl_type, rows, written, new, self.resolver, touched)
        if oparl_type == "Paper":
            extras.write_extras(rows, written, self.resolver, self.ids)
        touched.written[oparl_type].update(written.values())
        pks.update({(oparl_type, key): pk for key, pk in written.items()})
        self.counts[oparl_type]["new"] += len(new)
        self.counts[oparl_type]["changed"] += len(rows) - len(new)

    def _changed(self, nodes: list[Node]) -> dict[str, Node]:
        known: dict[str, str] = {}
        for chunk in chunks([node.key for node in nodes]):
            rows = RawObject.objects.filter(source=self.source, key__in=chunk)
            known.update(rows.values_list("key", "hash"))
        return {
            node.key: node
            for node in nodes
            if known.get(node.key) != node.hash or (not node.deleted and (node.oparl_type, node.key) in self.abnormal)
        }

    def _olds(self, nodes: dict[str, Node]) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
        """What is known of these objects, and its hashes, by key."""
        bodies: dict[str, dict[str, Any]] = {}
        hashes: dict[str, str] = {}
        for chunk in chunks(nodes):
            rows = RawObject.objects.filter(source=self.source, key__in=chunk)
            for key, body, found in rows.values_list("key", "body", "hash"):
                bodies[key], hashes[key] = body, found
        return bodies, hashes

    def _write_raw(self, nodes: dict[str, Node]) -> None:
        RawObject.objects.bulk_create(
            [
                RawObject(source=self.source, key=n.key, oparl_type=n.oparl_type, hash=n.hash, body=n.raw)
                for n in nodes.values()
            ],
            update_conflicts=True,
            unique_fields=["source", "key"],
            update_fields=["oparl_type", "hash", "body"],
        )

    # --- objects that stand in several places ---------------------------------------------------------------------

    def _own(self, group: list[Node]) -> list[Node]:
        """The nodes of a group that this run has not written yet, reused consultation ids told apart."""
        mine = []
        for node in group:
            if node.oparl_type in {"File", "Location"}:
                mark = hash((node.oparl_type, node.key))
                if mark in self._shared:
                    continue
                self._shared.add(mark)
            elif node.oparl_type == "Consultation" and node.parent:
                self._own_consultation(node, group)
            mine.append(node)
        return mine

    def _own_consultation(self, node: Node, group: list[Node]) -> None:
        """One id for stations of different papers (seen in the wild): the second paper's gets a key of its own."""
        assert node.parent is not None
        owner = self._owners.setdefault(node.key, node.parent[1])
        if owner == node.parent[1]:
            return
        self.report(Finding("id-reused", node.key, f"{owner}, {node.parent[1]}"))
        old, node.key = node.key, f"{node.key}@{node.parent[1]}"[:500]
        parent = next(other for other in group if (other.oparl_type, other.key) == node.parent)
        parent.children = [(t, node.key if k == old else k) for t, k in parent.children]
        parent.raw["consultation"] = [node.key if k == old else k for k in parent.raw.get("consultation", [])]

    def _adapt(self, seconds: float, size: int) -> None:
        """Keep transactions near the target on machines of any speed."""
        self.longest = max(self.longest, seconds)
        if size >= self._size // 2 and seconds > 0:
            self._size = max(_FEWEST, min(_MOST, int(size * TARGET_SECONDS / seconds)))


def abnormal_of(source: Source) -> set[tuple[str, str]]:
    """(type, key) of all objects of a source that are not simply present."""
    return {
        (oparl_type, key)
        for oparl_type, schema in SCHEMAS.items()
        for key in schema.model.objects.filter(source=source)
        .exclude(state__in=[State.PRESENT, State.HIDDEN])
        .values_list("key", flat=True)
    }


def owners_of(source: Source) -> dict[str, str]:
    """Consultation key → key of its paper, for ids that several papers use."""
    rows = Consultation.objects.filter(source=source, key__contains="@")
    plain = {key.split("@", 1)[0] for key in rows.values_list("key", flat=True)}
    pairs = Consultation.objects.filter(source=source, key__in=plain).values_list("key", "paper__key")
    return {key: paper for key, paper in pairs if paper}


def _remember(state: PageState) -> None:
    PageState.objects.bulk_create(
        [state],
        update_conflicts=True,
        unique_fields=["source", "url"],
        update_fields=["etag", "last_modified", "digest", "reader", "keys", "next_url", "read_at"],
    )
