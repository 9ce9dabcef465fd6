"""One object with everything embedded in it → a flat list of nodes, with the oddities of real systems straightened."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from roterfaden.council.sources.base import Finding, Json
from roterfaden.council.sync.ids import ForeignIdError, Ids
from roterfaden.council.sync.schema import COMMON, SCHEMAS, TYPE_BY_LOWER, Embedded
from roterfaden.council.sync.values import is_nothing, yes_no
from roterfaden.kit.json import canonical, digest

#: What changes without the object changing: told apart from content so that a system that touches every object each
#: midnight makes no work.
_BOOKKEEPING = ("created", "modified")


@dataclass(slots=True)
class Node:
    """One object, ready to compare and write. Keys are relative ids; references are (type, key)."""

    oparl_type: str
    key: str
    raw: Json
    hash: str
    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    #: (role, file key) in order.
    files: list[tuple[str, str]] = field(default_factory=list)
    #: (type, key) of embedded objects that belong to this one alone (not files or locations).
    children: list[tuple[str, str]] = field(default_factory=list)
    parent: tuple[str, str] | None = None
    #: Place among its parent's children.
    index: int = 0
    deleted: bool = False


@dataclass
class Flattener:
    """Flattens objects of one source."""

    ids: Ids
    report: Callable[[Finding], None]

    def flatten(self, obj: Json, expected: str, body: str = "") -> list[Node]:
        """All nodes of a top-level object of type `expected`, itself first. Empty where it has no usable id.

        `body` is the id of the body in whose list it stands: it counts where the object names none.
        """
        key = self._key(obj, expected, "")
        nodes = list(self._nodes(obj, expected, key, None)) if key else []
        for top in nodes[:1]:
            owner = self._reference(body, f"{key}.body") if "body" in SCHEMAS[top.oparl_type].references else ""
            if owner:
                top.references.setdefault("body", ("Body", owner))
        return nodes

    def _nodes(self, obj: Json, expected: str, key: str, parent: tuple[str, str] | None) -> Iterator[Node]:
        oparl_type = self._type(obj, expected, key)
        if bool(yes_no(obj.get("deleted"), lambda *_: None)):
            raw = {"id": key, "deleted": True}
            yield Node(oparl_type, key, raw, digest(raw), deleted=True, parent=parent)
            return
        node = Node(oparl_type, key, {}, "", parent=parent)
        below: list[Node] = []
        raw = dict(obj)
        for name, embedded in SCHEMAS[oparl_type].embedded.items():
            if name in obj:
                raw[name] = self._embed(node, name, embedded, obj[name], below)
        self._read(node, obj)
        self._straighten(node)
        node.raw = raw
        node.hash = self._hash(raw)
        yield node
        yield from below

    # --- identity -----------------------------------------------------------------------------------------------

    def _key(self, obj: Json, expected: str, fallback: str) -> str:
        value = obj.get("id")
        if is_nothing(value) or not isinstance(value, str):
            self._tell("no-id", fallback or "?", expected)
            return fallback
        try:
            return self.ids.key(value)[:500]
        except ForeignIdError:
            self._tell("foreign-id", value[:300], expected)
            return ""

    def _type(self, obj: Json, expected: str, key: str) -> str:
        value = obj.get("type")
        if not isinstance(value, str) or not value.strip():
            self._tell("no-type", key, expected)
            return expected
        name = value.strip().rstrip("/").rsplit("/", 1)[-1]
        found = TYPE_BY_LOWER.get(name.lower())
        if found != name:
            self._tell("type-capitals" if found else "unknown-type", key, value[:200])
        if found != expected:
            if found:
                self._tell("other-type", key, f"{found} where {expected} belongs")
            return expected
        return found

    # --- embedded objects ----------------------------------------------------------------------------------------

    def _embed(self, node: Node, name: str, embedded: Embedded, value: Any, below: list[Node]) -> Any:
        """Flatten what a field embeds into `below`; gives the field as ids, for `raw`."""
        items = self._as_list(value, embedded.many, f"{node.key}.{name}")
        keys = []
        for index, item in enumerate(items):
            key = self._embedded_key(item, embedded, f"{node.key}#{name}-{index}")
            if not key:
                continue
            if embedded.oparl_type == "Consultation" and any(child == ("Consultation", key) for child in node.children):
                self._tell("id-reused", key, "twice in one paper")
                key = f"{key}#{index}"
            keys.append(key)
            self._attach(node, name, embedded, key)
            if isinstance(item, dict):
                parent = (node.oparl_type, node.key) if embedded.back else None
                nodes = list(self._nodes(item, embedded.oparl_type, key, parent))
                nodes[0].index = index
                below.extend(nodes)
        return keys if embedded.many else (keys[0] if keys else None)

    def _embedded_key(self, item: Any, embedded: Embedded, fallback: str) -> str:
        if isinstance(item, dict):
            return self._key(item, embedded.oparl_type, fallback)
        if isinstance(item, str) and not is_nothing(item):
            self._tell("not-embedded", item[:300], embedded.oparl_type)
            return self._reference(item, fallback)
        return ""

    def _attach(self, node: Node, name: str, embedded: Embedded, key: str) -> None:
        if embedded.oparl_type == "File":
            node.files.append((name, key))
        elif embedded.back:
            node.children.append((embedded.oparl_type, key))
        elif embedded.many:
            node.lists.setdefault(embedded.column, []).append(key)
        else:
            node.references[embedded.column] = (embedded.oparl_type, key)

    def _as_list(self, value: Any, many: bool, where: str) -> list[Any]:
        if is_nothing(value):
            return []
        if isinstance(value, list):
            if not many and value:
                self._tell("list-for-object", where, f"{len(value)} items, the first is taken")
            return value if many else value[:1]
        if many:
            self._tell("object-for-list", where, "")
        return [value]

    # --- fields ---------------------------------------------------------------------------------------------------

    def _read(self, node: Node, obj: Json) -> None:
        schema = SCHEMAS[node.oparl_type]

        def report(code: str, detail: str) -> None:
            self._tell(code, node.key, detail)

        for columns in (COMMON, schema.columns):
            for name, (column, convert) in columns.items():
                if name in obj:
                    node.values[column] = convert(obj[name], report)
        for name, (column, target) in schema.references.items():
            if name in obj and (key := self._reference(first_id(obj[name]), f"{node.key}.{name}")):
                node.references[column] = (target, key)
        for name, (column, _target) in schema.lists.items():
            if name in obj:
                items = self._as_list(obj[name], True, f"{node.key}.{name}")
                keys = [self._reference(first_id(item), f"{node.key}.{name}") for item in items]
                node.lists[column] = list(dict.fromkeys(key for key in keys if key))

    def _reference(self, value: Any, where: str) -> str:
        if is_nothing(value) or not isinstance(value, str):
            return ""
        try:
            return self.ids.key(value)[:500]
        except ForeignIdError:
            self._tell("foreign-reference", where, value[:300])
            return ""

    def _straighten(self, node: Node) -> None:
        """Rules over several fields of one object."""
        values = node.values
        for start, end in (("start", "end"), ("start_date", "end_date")):
            if values.get(start) and values.get(end) and values[end] < values[start]:
                self._tell("end-before-start", node.key, f"{values[start]} – {values[end]}")
                values[end] = None

    def _hash(self, raw: Json) -> str:
        content = {name: value for name, value in raw.items() if name not in _BOOKKEEPING}
        text = canonical(content)
        for base in (self.ids.base, *self.ids.former):
            text = text.replace(b"https:" + base.encode(), b"~/").replace(b"http:" + base.encode(), b"~/")
        return digest_bytes(text)

    def _tell(self, code: str, where: str, detail: str) -> None:
        self.report(Finding(code, where, detail))


def digest_bytes(data: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def first_id(value: Any) -> Any:
    """The id in a reference that was sent as id, as object, or as a list of one."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("id") if isinstance(value, dict) else value
