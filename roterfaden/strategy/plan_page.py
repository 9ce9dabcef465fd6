"""What a plan's page shows: figures, what hurts most, the tree with its measures. The queries do not grow with rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from roterfaden.design.templatetags.original import original
from roterfaden.strategy.consultation import Passage, Provider, Voice, is_running, node_anchor, passages, provider_of
from roterfaden.strategy.dashboard import Figures, figures_of
from roterfaden.strategy.document import in_order
from roterfaden.strategy.filters import MeasureFilter
from roterfaden.strategy.listing import Row, rows_of, stale_before
from roterfaden.strategy.marks import mark
from roterfaden.strategy.models import Measure, MeasureNode, Node, Plan, PlanLevel, PlanVersion

#: Measures in the table of the page; the list has them all.
SHOWN = 8
#: Measures at one node of the tree; more stand on the node's page.
AT_NODE = 30
LIGHTS = tuple(Measure.Light.values)


#: A measure in the tree: mark of its light, address, `lang` attribute, title.
Leaf = tuple[SafeString | str, str, SafeString | str, str]


@dataclass
class Branch:
    """A node in the tree with its measures, and how many there are below it."""

    node: Node
    level: PlanLevel
    anchor: str
    heading: int
    leaves: list[Leaf] = field(default_factory=list)
    total: int = 0
    texts: list[Passage] = field(default_factory=list)

    @property
    def items(self) -> SafeString:
        """The measures as list items. Hundreds of them: one pass in Python takes a tenth of a template's time."""
        return format_html_join("", '<li>{} <a href="{}"{}>{}</a></li>', self.leaves)

    @property
    def more(self) -> int:
        """Measures that the page leaves out."""
        return max(self.total - len(self.leaves), 0)


@dataclass(frozen=True)
class PlanPage:
    """Everything on the page of a plan."""

    plan: Plan
    levels: tuple[PlanLevel, ...]
    figures: Figures
    rows: Sequence[Row]
    branches: Sequence[Branch]
    texts: Sequence[Passage]
    relatives: Sequence[tuple[str, Plan]]
    version: PlanVersion | None
    provider: Provider | None
    voices: Mapping[str, Voice]
    sample: bool

    @property
    def consults(self) -> bool:
        """Whether the public is asked now."""
        return is_running(self.plan)

    @property
    def query(self) -> str:
        """The list's query for this plan."""
        return MeasureFilter(plan=self.plan.slug).query


def load(plan: Plan) -> PlanPage:
    """The page of a public plan."""
    wanted = MeasureFilter(plan=plan.slug)
    measures = wanted.rows(stale_before())
    rows = rows_of(list(measures.order_by("-urgency", "-pk")[:SHOWN]))
    levels = tuple(plan.levels.all())
    branches = branches_of(plan, levels)
    texts = passages(plan.text)
    provider = provider_of(plan)
    anchors = [text.anchor for text in texts] + [branch.anchor for branch in branches]
    anchors += [text.anchor for branch in branches for text in branch.texts]
    return PlanPage(
        plan,
        levels,
        figures_of(measures),
        rows,
        branches,
        texts,
        relatives_of(plan),
        plan.versions.filter(public=True).defer("document").order_by("-number").first(),
        provider,
        provider.voices(plan, anchors) if provider else {},
        plan.sample or any(row.measure.sample for row in rows),
    )


def branches_of(plan: Plan, levels: Iterable[PlanLevel], only: set[int] | None = None) -> list[Branch]:
    """The tree as a flat list in reading order: two queries."""
    by_depth = {level.depth: level for level in levels}
    nodes = in_order(plan.nodes.filter(withdrawn_at__isnull=True))
    shown = [node for node in nodes if only is None or node.pk in only]
    top = min((node.depth for node in shown), default=1)
    found = {
        node.pk: Branch(
            node,
            by_depth[node.depth],
            node_anchor(node),
            min(node.depth - top + 3, 6),
            texts=passages(node.text, node.code),
        )
        for node in shown
    }
    _hang(found, plan)
    return list(found.values())


def _hang(found: Mapping[int, Branch], plan: Plan) -> None:
    """The measures onto their nodes, as plain values: 500 rows need no models."""
    stem = reverse("strategy:measures")
    english = get_language() == "en"
    marks = {light: mark(light) for light in LIGHTS}
    lang = original()
    places = MeasureNode.objects.filter(node__plan=plan, measure__public=True).order_by("measure__title", "measure_id")
    columns = ("node_id", "measure__slug", "measure__title", "measure__title_en", "measure__light")
    for node, slug, title, title_en, light in places.values_list(*columns):
        branch = found.get(node)
        if branch is None:
            continue
        branch.total += 1
        if len(branch.leaves) < AT_NODE:
            shown = title_en if english and title_en else title
            branch.leaves.append((marks[light], f"{stem}{slug}", "" if english and title_en else lang, shown))


def relatives_of(plan: Plan) -> list[tuple[str, Plan]]:
    """Public plans that stand in a relation to this one: (which, plan). One query."""
    near = Q(pk=plan.parent_id) | Q(pk=plan.predecessor_id) | Q(parent=plan) | Q(predecessor=plan) | Q(related=plan)
    rows = (
        Plan.objects.visible_to()
        .filter(near)
        .exclude(pk=plan.pk)
        .distinct()
        .only("slug", "title", "title_en", "parent", "predecessor", "position")
    )
    return [(_relation(plan, row), row) for row in rows]


def _relation(plan: Plan, row: Plan) -> str:
    if row.pk == plan.parent_id:
        return "parent"
    if row.pk == plan.predecessor_id:
        return "predecessor"
    if row.parent_id == plan.pk:
        return "child"
    return "successor" if row.predecessor_id == plan.pk else "related"


def ancestors(node: Node) -> list[Node]:
    """The nodes above, the highest first: one query."""
    rows = {row.pk: row for row in Node.objects.filter(plan=node.plan_id).only("code", "title", "title_en", "parent")}
    found: list[Node] = []
    key = node.parent_id
    while key is not None and key in rows and len(found) < 50:
        found.append(rows[key])
        key = rows[key].parent_id
    for row in found:
        row.plan = node.plan
    return found[::-1]


def overview_rows() -> list[tuple[Plan, list[tuple[str, int]], int]]:
    """All public plans with their lights, in the order of the lights, and how many measures they have: two queries."""
    from django.db.models import Count

    plans = list(Plan.objects.visible_to().defer("text", "plain_language"))
    counts: dict[int, dict[str, int]] = {}
    rows = MeasureNode.objects.filter(node__plan__in=plans, measure__public=True).order_by()
    for plan, light, number in rows.values_list("node__plan", "measure__light").annotate(
        number=Count("measure", distinct=True)
    ):
        counts.setdefault(plan, {})[light] = number
    found = []
    for plan in plans:
        mine = counts.get(plan.pk, {})
        found.append((plan, [(light, mine[light]) for light in LIGHTS if light in mine], sum(mine.values())))
    return found
