"""Plans as texts that another room lets people talk about, and what they said there beside the plan's paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from roterfaden.kit import documents
from roterfaden.kit.documents import Document, Paragraph
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.strategy.addresses import plan_address
from roterfaden.strategy.consultation import Voice, node_anchor, passages, register
from roterfaden.strategy.document import in_order
from roterfaden.strategy.models import Node, Plan

#: Headings of a text have three levels; deeper nodes share the last.
DEEPEST = 3


def plan_document(key: str) -> Document | None:
    """A public plan: its own text, then its nodes in reading order, each a heading with its paragraphs. Two queries."""
    plan = Plan.objects.visible_to().filter(pk__in=keys_as_numbers([key])).first()
    if not isinstance(plan, Plan):
        return None
    nodes = in_order(plan.nodes.filter(withdrawn_at__isnull=True))
    own = (Paragraph(part.anchor, part.text) for part in passages(plan.text))
    found = (*own, *(part for node in nodes for part in _node(node)))
    return Document(Ref("plan", key), plan.said_title, plan_address(plan), found)


def _node(node: Node) -> Iterator[Paragraph]:
    title = f"{node.number} {node.title}".strip()
    yield Paragraph(node_anchor(node), title, min(node.depth, DEEPEST))
    yield from (Paragraph(part.anchor, part.text) for part in passages(node.text, node.code))


class Elsewhere:
    """The provider that asks whoever collects about texts (see `consultation.Provider`)."""

    def is_open(self, plan: Plan) -> bool:
        """Whether somebody collects about this plan."""
        return bool(self.address(plan))

    def address(self, plan: Plan) -> str:
        """Where the whole plan is talked about; empty: nowhere."""
        found = documents.collector_of(plan_ref(plan))
        return found[1] if found else ""

    def voices(self, plan: Plan, anchors: Sequence[str]) -> Mapping[str, Voice]:
        """What was said beside these passages."""
        found = documents.collector_of(plan_ref(plan))
        said = found[0].said(plan_ref(plan), anchors) if found else {}
        return {anchor: Voice(one.count, one.url, one.label) for anchor, one in said.items()}


def plan_ref(plan: Plan) -> Ref:
    """A plan's name."""
    return Ref("plan", str(plan.pk))


def register_documents() -> None:
    """Tell both sides; called once, when the app is ready."""
    documents.register("plan", plan_document)
    register(Elsewhere())
