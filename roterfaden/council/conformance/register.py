"""What was seen so far: which ids, where, and how they point at each other. Only samples of objects are kept."""

from __future__ import annotations

import heapq
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from roterfaden.council.conformance.fetch import Json


@dataclass
class Sample:
    """A fixed number of objects, chosen by a hash of their id: the same ones whatever the order. `size` 0: all."""

    size: int
    heap: list[tuple[int, str]] = field(default_factory=list)
    objects: dict[str, Json] = field(default_factory=dict)

    def offer(self, key: str, value: Json) -> None:
        """Keep the object if it belongs to the sample."""
        rank = -zlib.crc32(key.encode())
        if key in self.objects:
            return
        if not self.size or len(self.heap) < self.size:
            heapq.heappush(self.heap, (rank, key))
        elif rank > self.heap[0][0]:
            del self.objects[heapq.heappushpop(self.heap, (rank, key))[1]]
        else:
            return
        self.objects[key] = value


@dataclass(frozen=True)
class Reference:
    """The first place that points at an object."""

    target: str
    url: str
    subject: str


@dataclass
class Register:
    """All ids, references and edges of a run. `sample` objects a type are kept, 0: all."""

    sample: int
    host: str
    kinds: dict[str, str] = field(default_factory=dict)
    listed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    alone: set[str] = field(default_factory=set)
    deleted: dict[str, str] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    #: References that expect another type than the first one to the same object did.
    conflicts: dict[tuple[str, str], Reference] = field(default_factory=dict)
    edges: defaultdict[str, dict[str, tuple[str, ...]]] = field(default_factory=lambda: defaultdict(dict))
    schemes: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    in_lists: dict[str, Sample] = field(default_factory=dict)
    embedded: dict[str, Sample] = field(default_factory=dict)

    def see(self, key: str, kind: str, value: Json, *, embedded: bool) -> None:
        """Note an object."""
        self.kinds.setdefault(key, kind)
        if not embedded:
            self.alone.add(key)
        samples = self.embedded if embedded else self.in_lists
        samples.setdefault(kind, Sample(self.sample)).offer(key, value)
        ids = self.schemes[key.partition(":")[0]]
        if len(ids) < 3:
            ids.append(key)

    def refer(self, key: str, target: str, url: str, subject: str) -> None:
        """Note a reference to an object of this endpoint."""
        known = self.references.get(key)
        if known is None and _host(key) == self.host:
            self.references[key] = Reference(target, url, subject)
        elif known is not None and known.target != target:
            self.conflicts.setdefault((key, target), Reference(target, url, subject))

    def edge(self, name: str, source: str, targets: tuple[str, ...], *, embedded: bool) -> None:
        """Note that `source` names `targets` in the field `name` (`Type.field`). What stands alone says it best."""
        if embedded and source in self.alone:
            return
        self.edges[name][source] = targets


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
