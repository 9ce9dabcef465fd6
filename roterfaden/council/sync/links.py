"""Many-to-many relations and files of changed objects: replaced as a whole."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from roterfaden.council.models import FileLink, State
from roterfaden.council.sync.flatten import Node
from roterfaden.council.sync.removal import UNLINKED, Removal
from roterfaden.council.sync.resolve import Resolver, chunks
from roterfaden.council.sync.schema import SCHEMAS
from roterfaden.council.sync.touched import Touched

#: Columns of FileLink by the type of the parent.
_PARENT = {"Paper": "paper_id", "Meeting": "meeting_id", "AgendaItem": "agenda_item_id"}


def write_lists(oparl_type: str, nodes: list[Node], pks: dict[str, int], new: set[str], resolver: Resolver) -> None:
    """Replace the many-to-many rows of `nodes`. `new` are keys that had no rows before."""
    schema = SCHEMAS[oparl_type]
    columns = dict(schema.lists.values())
    columns |= {e.column: e.oparl_type for e in schema.embedded.values() if e.column and e.many}
    for column, target in columns.items():
        _write_list(oparl_type, column, target, nodes, pks, new, resolver)


def _write_list(
    oparl_type: str, column: str, target: str, nodes: list[Node], pks: dict[str, int], new: set[str], resolver: Resolver
) -> None:
    model = SCHEMAS[oparl_type].model
    field: Any = model._meta.get_field(column)
    through = field.remote_field.through
    mine, theirs = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    old = [pks[node.key] for node in nodes if node.key not in new]
    for chunk in chunks(old):
        through.objects.filter(**{f"{mine}__in": chunk}).delete()
    wanted = {key for node in nodes for key in _further(oparl_type, node.lists.get(column, []))}
    if not wanted:
        return
    targets = resolver.ensure(target, wanted)
    rows = {
        (pks[node.key], targets[key])
        for node in nodes
        for key in _further(oparl_type, node.lists.get(column, []))
        if key in targets
    }
    through.objects.bulk_create([through(**{mine: one, theirs: other}) for one, other in sorted(rows)])


def _further(oparl_type: str, keys: list[str]) -> list[str]:
    """A consultation's first organization is a column of its own."""
    return keys[1:] if oparl_type == "Consultation" else keys


def write_files(
    oparl_type: str, nodes: list[Node], pks: dict[str, int], new: set[str], resolver: Resolver, touched: Touched
) -> None:
    """Replace the file links of `nodes`; a file that hangs nowhere any more is withdrawn."""
    parent = _PARENT.get(oparl_type)
    if parent is None:
        return
    old = [pks[node.key] for node in nodes if node.key not in new]
    before: set[int] = set()
    for chunk in chunks(old):
        links = FileLink.objects.filter(**{f"{parent}__in": chunk})
        before.update(links.values_list("file_id", flat=True))
        links.delete()
    files = resolver.ensure("File", {key for node in nodes for _, key in node.files})
    position: dict[str, int] = defaultdict(int)
    rows = []
    for node in nodes:
        for role, key in node.files:
            rows.append(FileLink(file_id=files[key], role=role, position=position[node.key], **{parent: pks[node.key]}))
            position[node.key] += 1
    FileLink.objects.bulk_create(rows)
    orphans = before - set(files.values())
    orphans -= set(FileLink.objects.filter(file_id__in=orphans).values_list("file_id", flat=True))
    Removal(resolver, touched).take_away("File", sorted(orphans), State.WITHDRAWN, UNLINKED)
