"""Silent changes: what a source altered in an object that it already had published."""

from __future__ import annotations

from typing import Any

from roterfaden.council.models import AgendaItem, Consultation, File, ImportRun, RawObject, Revision, Source
from roterfaden.council.sync.extras import sections
from roterfaden.council.sync.flatten import Node
from roterfaden.council.sync.resolve import Resolver
from roterfaden.council.sync.schema import SCHEMAS

#: A field that was empty and is filled is news, not a silent change: results appear after the meeting.
_MAY_APPEAR = {"result", "roterfaden:result", "resolutionText", "end", "roterfaden:costs", "roterfaden:climate"}


def compare(node: Node, olds: dict[str, dict[str, Any]], resolver: Resolver) -> list[dict[str, Any]]:
    """The watched fields of `node`, which is already written, that differ from before: [{"field", "old", "new"}].

    `olds` are the raw objects, by key, that this batch overwrote.
    """
    old, changes = olds[node.key], []
    for name in SCHEMAS[node.oparl_type].watched:
        before, after = old.get(name), node.raw.get(name)
        if before == after or (not before and name in _MAY_APPEAR) or (not before and not after):
            continue
        was, now = _shown(name, before, resolver, olds), _shown(name, after, resolver, {})
        if was != now:
            changes.append({"field": name.removeprefix("roterfaden:"), "old": was, "new": now})
    return changes


def write(
    found: list[tuple[Node, int, list[dict[str, Any]]]], source: Source, run: ImportRun, resolver: Resolver
) -> None:
    """Keep the changes of [(node, primary key, changes)] as revisions of the page that shows them."""
    rows = []
    for node, pk, changes in found:
        paper, meeting = shown_on(node, pk)
        rows.append(
            Revision(
                source=source,
                oparl_type=node.oparl_type,
                object_id=pk,
                paper_id=paper,
                meeting_id=meeting,
                run=run,
                seen_at=resolver.now,
                changes=changes,
            )
        )
    Revision.objects.bulk_create(rows)


def shown_on(node: Node, pk: int) -> tuple[int | None, int | None]:
    """The paper or the meeting whose page shows a change of this object."""
    if node.oparl_type == "Paper":
        return pk, None
    if node.oparl_type == "Meeting":
        return None, pk
    if node.oparl_type == "AgendaItem":
        return None, AgendaItem.objects.values_list("meeting_id", flat=True).get(pk=pk)
    if node.oparl_type == "Consultation":
        return Consultation.objects.values_list("paper_id", flat=True).get(pk=pk), None
    if node.oparl_type == "File":
        return File.objects.get(pk=pk).shown_on()
    return None, None


def _shown(name: str, value: Any, resolver: Resolver, olds: dict[str, dict[str, Any]]) -> Any:
    """A value as the page shows it: names instead of ids, plain text instead of HTML."""
    if name == "roterfaden:sections":
        parts = sections({"roterfaden:sections": value})
        return "\n\n".join(f"{part['heading']}\n{part['text']}".strip() for part in parts)
    if name == "agendaItem":
        return [_line(raw) for raw in _raw(value, resolver, olds)]
    if name in {"mainFile", "auxiliaryFile"}:
        return [str(raw.get("name") or raw.get("fileName") or "") for raw in _raw(value, resolver, olds)]
    if name == "location":
        return [str(raw.get("description") or raw.get("room") or "") for raw in _raw(value, resolver, olds)]
    if isinstance(value, dict):
        return str(value.get("text") or value.get("effect") or "")
    return "" if value is None else str(value)


def _raw(value: Any, resolver: Resolver, olds: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    keys = [value] if isinstance(value, str) else [key for key in value or [] if isinstance(key, str)]
    bodies: dict[str, dict[str, Any]] = dict(
        RawObject.objects.filter(source=resolver.source, key__in=keys).values_list("key", "body")
    )
    bodies |= {key: olds[key] for key in keys if key in olds}
    return [bodies[key] for key in keys if key in bodies]


def _line(raw: dict[str, Any]) -> str:
    return f"{raw.get('number') or ''} {raw.get('name') or ''}".strip()
