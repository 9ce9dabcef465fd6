"""What changes the tree of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.strategy.actions.common import (
    NODES,
    changes,
    cleaned,
    create,
    find_again,
    lock,
    note,
    reason_in,
    require,
    write,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.models import Node, Plan, PlanLevel

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


@transaction.atomic
def create_node(
    user: User, plan: Plan, values: Mapping[str, Any], parent: Node | None = None, depth: int | None = None
) -> Node:
    """A new node below `parent` (or at the top). `depth` skips levels; by default it is the next one."""
    require(user, NODES)
    current = lock(plan)
    wanted = depth or (parent.depth + 1 if parent else 1)
    fields = cleaned(Node, values)
    _check_text(fields)
    place = _place(current, parent, wanted)
    if "position" not in fields:
        fields["position"] = current.nodes.filter(parent=parent).count()
    node = create(Node, _("Diese Kennung hat in diesem Plan schon ein anderer Punkt."), plan=current, **place, **fields)
    _tell(node, "node.added", {"title": node.title, "text": node.text})
    note(user, node, "node_created", plan=current.title, title=node.title)
    return node


@transaction.atomic
def change_node(user: User, node: Node, version: int, values: Mapping[str, Any]) -> Node:
    """Texts, place and order of a node. `parent` and `depth` move it, with all that hangs below."""
    require(user, NODES)
    current = lock(node.plan)
    moved = {name: values[name] for name in ("parent", "depth") if name in values}
    fields = cleaned(Node, {name: value for name, value in values.items() if name not in moved})
    if "code" in fields and fields["code"] != node.code:
        raise Refused(_("Die Kennung bleibt: Sie steht in Adressen."), "code")
    _check_text({"title": node.title} | fields)
    if moved:
        parent = moved.get("parent", node.parent)
        fields |= _place(current, parent, moved.get("depth") or (parent.depth + 1 if parent else 1), node)
    found = changes(node, fields)
    write(node, version, fields)
    if moved:
        _pull_along(node)
    if found:
        _tell(node, "node.changed", {"title": node.title, "changes": found})
    note(user, node, "node_changed", fields=[change["field"] for change in found])
    return node


@transaction.atomic
def withdraw_node(user: User, node: Node, reason: str) -> Node:
    """Take a node out of the plan. Its address stays and says why; a draft's node goes the same way."""
    require(user, NODES)
    lock(node.plan)
    words = reason_in(reason)
    if node.children.current().exists():
        raise Refused(_("Zuerst müssen die Punkte wegfallen oder umziehen, die dazu gehören."))
    values = {"withdrawn_at": timezone.now(), "withdrawn_reason": words}
    rows = Node.objects.filter(pk=node.pk, withdrawn_at__isnull=True)
    if not rows.exists():
        raise Refused(_("Dieser Punkt ist schon entfallen."))
    write(node, node.version, values)
    _tell(node, "node.withdrawn", {"title": node.title, "reason": words})
    note(user, node, "node_withdrawn", reason=words)
    return node


def _place(plan: Plan, parent: Node | None, depth: int, node: Node | None = None) -> dict[str, Any]:
    """Columns of a place in the tree; Refused where it cannot be. The plan's row is locked."""
    level = plan.levels.filter(depth=depth).first()
    if level is None or level.kind == PlanLevel.Kind.MEASURE:
        raise Refused(_("Auf dieser Ebene stehen keine Punkte."), "parent")
    above = Node.objects.filter(pk=parent.pk, plan=plan).first() if parent else None
    if parent is not None and above is None:
        raise Refused(_("Der übergeordnete Punkt gehört zu einem anderen Plan."), "parent")
    if above is not None and above.depth >= depth:
        raise Refused(_("Der übergeordnete Punkt muss auf einer höheren Ebene stehen."), "parent")
    if node is not None and above is not None and _is_below(above, node):
        raise Refused(_("So hinge der Punkt unter sich selbst."), "parent")
    if node is not None and node.children.exists() and depth != node.depth:
        deepest = max(_depths_below(node))
        if deepest + depth - node.depth >= plan.levels.count():
            raise Refused(_("Was zu diesem Punkt gehört, fände keine Ebene mehr."), "parent")
    return {"parent": above, "parent_depth": above.depth if above else 0, "depth": depth, "level": level}


def _is_below(row: Node, other: Node) -> bool:
    """Whether `row` is `other` or hangs below it."""
    parents = dict(Node.objects.filter(plan=other.plan_id).values_list("pk", "parent_id"))
    key: int | None = row.pk
    for _step in range(len(parents) + 1):
        if key == other.pk:
            return True
        key = parents.get(key) if key is not None else None
    return False


def _depths_below(node: Node) -> list[int]:
    """Depths of all that hang below a node, its own included."""
    found, layer = [node.depth], [node.pk]
    while layer:
        rows = list(Node.objects.filter(parent__in=layer).values_list("pk", "depth"))
        found += [depth for _pk, depth in rows]
        layer = [pk for pk, _depth in rows]
    return found


def _pull_along(node: Node) -> None:
    """Set the depths of all that hang below a node that moved."""
    levels = {level.depth: level for level in node.plan.levels.all()}
    layer = [node]
    while layer:
        above = layer.pop()
        for child in Node.objects.filter(parent=above):
            gap = max(child.depth - child.parent_depth, 1)
            child.parent_depth, child.depth = above.depth, above.depth + gap
            child.level = levels[child.depth]
            child.save(update_fields=["parent_depth", "depth", "level"])
            layer.append(child)


def _check_text(values: Mapping[str, Any]) -> None:
    if not values.get("title"):
        raise Refused(_("Ein Punkt braucht einen Titel."), "title")


def _tell(node: Node, kind: str, content: dict[str, Any]) -> None:
    if not node.plan.is_public:
        find_again("node", [node.pk], hidden=True)
        return
    record(kind, Ref("node", str(node.pk)), content | {"plan": node.plan.title})
    find_again("node", [node.pk])
    find_again("plan", [node.plan_id])
