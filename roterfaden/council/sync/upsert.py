"""Nodes of one type → rows: one INSERT … ON CONFLICT for new and changed ones alike."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import slugify

from roterfaden.council.corrections import titles_of
from roterfaden.council.kinds import organization_kind
from roterfaden.council.models import Body, Organization, State
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.results import parse
from roterfaden.council.sync.flatten import Node
from roterfaden.council.sync.resolve import Resolver
from roterfaden.council.sync.schema import COMMON, ORDER, SCHEMAS

_STATE = ("state", "changed_at", "missing_since", "missing_runs", "gone_at", "gone_reason")
_READING = ("outcome", "outcome_basis", "yes", "no", "abstentions", "unanimous", "quote", "confidence")


def upsert(oparl_type: str, nodes: list[Node], resolver: Resolver) -> dict[str, int]:
    """Write `nodes` (all of `oparl_type`, none deleted); gives key → primary key. References to later types are set
    by `set_self_references`."""
    model = SCHEMAS[oparl_type].model
    targets = _resolve_references(nodes, oparl_type, resolver)
    rows = [_row(model, node, targets, resolver) for node in nodes]
    _keep_bodies(oparl_type, rows, resolver)
    _lay_titles(rows, titles_of(oparl_type, [node.key for node in nodes], resolver.source))
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["source", "key"], update_fields=_columns(oparl_type)
    )
    for row in rows:
        resolver.remember(oparl_type, row.key, row.pk)
    set_self_references(oparl_type, nodes, resolver)
    return {row.key: row.pk for row in rows}


def _keep_bodies(oparl_type: str, rows: list[CouncilObject], resolver: Resolver) -> None:
    """What is read at its own address names no list and perhaps no body: it stays with the one that it had."""
    if "body" not in SCHEMAS[oparl_type].references:
        return
    lost = {row.key: row for row in rows if not row.body_id}  # type: ignore[attr-defined]
    if lost:
        known: models.QuerySet[Any] = SCHEMAS[oparl_type].model.objects.all()
        for key, body in known.filter(source=resolver.source, key__in=list(lost)).values_list("key", "body"):
            lost[key].body_id = body  # type: ignore[attr-defined]


def _lay_titles(rows: list[CouncilObject], titles: dict[str, str]) -> None:
    """What an editor corrected stays, whatever the source says."""
    for row in rows:
        if row.key in titles:
            row.name = titles[row.key]  # type: ignore[attr-defined]


def set_self_references(oparl_type: str, nodes: list[Node], resolver: Resolver) -> None:
    """References within one type (part of an organization, derived file), once all rows exist."""
    model = SCHEMAS[oparl_type].model
    for node in nodes:
        for column, (target, key) in node.references.items():
            if target == oparl_type:
                pk = resolver.ensure(target, [key])[key]
                model.objects.filter(source=resolver.source, key=node.key).update(**{f"{column}_id": pk})


def _columns(oparl_type: str) -> list[str]:
    """What an update overwrites: everything the source says, nothing that is derived or ours."""
    schema = SCHEMAS[oparl_type]
    columns = [column for column, _ in (*COMMON.values(), *schema.columns.values())]
    columns += [column for column, _ in schema.references.values()]
    columns += [item.column for item in schema.embedded.values() if item.column and not item.many]
    columns += {"Meeting": ["has_time"], "Consultation": ["organization"], "AgendaItem": list(_READING)}.get(
        oparl_type, []
    )
    return [*columns, *_STATE]


def _resolve_references(nodes: list[Node], oparl_type: str, resolver: Resolver) -> dict[tuple[str, str], int]:
    wanted: dict[str, set[str]] = {}
    for node in nodes:
        for target, key in node.references.values():
            if target != oparl_type:
                wanted.setdefault(target, set()).add(key)
        if node.parent:
            wanted.setdefault(node.parent[0], set()).add(node.parent[1])
        if oparl_type == "Consultation":
            wanted.setdefault("Organization", set()).update(node.lists.get("further_organizations", [])[:1])
    return {
        (target, key): pk
        for target in ORDER
        if target in wanted
        for key, pk in resolver.ensure(target, wanted[target]).items()
    }


def _row(
    model: type[CouncilObject], node: Node, targets: dict[tuple[str, str], int], resolver: Resolver
) -> CouncilObject:
    row = model(
        source=resolver.source, key=node.key, state=State.PRESENT, first_seen=resolver.now, changed_at=resolver.now
    )
    for column, value in node.values.items():
        if value is not None or _nullable(model, column):
            setattr(row, column, value)
    for column, reference in node.references.items():
        if reference in targets:
            setattr(row, f"{column}_id", targets[reference])
    if node.parent and (back := _back(node.parent[0], node.oparl_type)):
        setattr(row, f"{back}_id", targets.get(node.parent))
    _complete(row, node, targets)
    if hidden := resolver.hidden.get((node.oparl_type, node.key)):
        row.state, (row.gone_at, row.gone_reason) = State.HIDDEN, hidden
    return row


def _complete(row: Any, node: Node, targets: dict[tuple[str, str], int]) -> None:
    """What the source leaves to us, a type at a time."""
    if isinstance(row, Body):
        row.slug = _body_slug(row)
        row.is_home = not Body.objects.filter(is_home=True).exclude(source=row.source, key=row.key).exists()
    elif isinstance(row, Organization):
        if not node.values.get("kind") or row.kind not in Organization.Kind.values:
            row.kind = Organization.Kind(organization_kind(row.name, row.organization_type, row.classification))
    elif node.oparl_type == "Meeting":
        row.has_time = (
            node.raw.get("roterfaden:hasTime", True) is not False and len(str(node.raw.get("start", ""))) > 10
        )
    elif node.oparl_type == "AgendaItem":
        if node.values.get("order") is None:
            row.order = node.index
        _read_result(row)
    elif node.oparl_type == "Consultation":
        if node.values.get("position") is None:
            row.position = node.index
        first = node.lists.get("further_organizations", [])[:1]
        row.organization_id = targets.get(("Organization", first[0])) if first else None


def _read_result(row: Any) -> None:
    reading = parse(row.result)
    row.outcome, row.outcome_basis = reading.outcome, reading.basis
    row.quote, row.confidence = reading.quote, reading.confidence
    if reading.votes:
        row.yes, row.no = reading.votes.yes, reading.votes.no
        row.abstentions, row.unanimous = reading.votes.abstentions, reading.votes.unanimous


def _body_slug(row: Body) -> str:
    known = Body.objects.filter(source=row.source, key=row.key).values_list("slug", flat=True).first()
    if known:
        return known
    base = slugify(row.short_name or row.name)[:80] or "koerperschaft"
    taken = set(Body.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


def _back(parent_type: str, child_type: str) -> str:
    return next((e.back for e in SCHEMAS[parent_type].embedded.values() if e.oparl_type == child_type and e.back), "")


def _nullable(model: type[models.Model], column: str) -> bool:
    field = model._meta.get_field(column)
    return bool(getattr(field, "null", False))
