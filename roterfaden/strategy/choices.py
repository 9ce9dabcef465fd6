"""What the filters of the list of measures offer, as one sentence of selects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roterfaden.places.models import District
from roterfaden.strategy.document import in_order
from roterfaden.strategy.filters import NAMES, SORT_LABELS, MeasureFilter, Sort, wrong
from roterfaden.strategy.models import Measure, Node, Plan

MOST = 500


@dataclass(frozen=True)
class Option:
    """One entry of a select."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class FilterField:
    """A select of the filter form; `before` are the words of the sentence in front of it."""

    parameter: str
    label: str
    before: str
    options: tuple[Option, ...]

    @property
    def active(self) -> bool:
        """Whether something else than the default is chosen."""
        return any(option.selected and option.value for option in self.options)


@dataclass(frozen=True)
class Chosen:
    """A filter that is set, in words, with the address' query without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Choices:
    """All that one can filter by: five statements."""

    plans: tuple[Plan, ...]
    nodes: tuple[Node, ...]
    districts: tuple[District, ...]
    leads: tuple[str, ...]
    years: tuple[int, ...]

    @classmethod
    def load(cls, wanted: MeasureFilter) -> Choices:
        """From the database. Nodes are those of the chosen plan."""
        public = Measure.objects.visible_to().order_by()
        nodes = Node.objects.visible_to().filter(plan__slug=wanted.plan) if wanted.plan else Node.objects.none()
        if wanted.node and not wanted.plan:
            nodes = Node.objects.visible_to().filter(pk=wanted.node)
        leads = public.exclude(lead="").values_list("lead", flat=True).distinct().order_by("lead")[:MOST]
        return cls(
            tuple(Plan.objects.visible_to().defer("text", "plain_language")),
            tuple(in_order(nodes.only("title", "title_en", "parent", "position", "depth", "number")[:MOST])),
            tuple(District.objects.defer("geometry").order_by("number")),
            tuple(leads),
            _years(),
        )

    def check(self, wanted: MeasureFilter, query: Mapping[str, str]) -> None:
        """WrongFilter where plan, node or district does not exist."""
        known: dict[str, set[str] | set[int]] = {
            "plan": {plan.slug for plan in self.plans},
            "district": {district.slug for district in self.districts},
            "node": {node.pk for node in self.nodes},
        }
        for name, values in known.items():
            value = getattr(wanted, name)
            if value and value not in values:
                raise wrong(name, str(value), query)

    def fields(self, wanted: MeasureFilter) -> list[FilterField]:
        """The selects of the form; one that offers nothing is left out."""
        fields = [self._field(name, wanted) for name in _sentence()]
        return [field for field in fields if len(field.options) > 1]

    def chosen(self, wanted: MeasureFilter) -> list[Chosen]:
        """The filters that are set, in words."""
        found = []
        given = dict(wanted.parameters())
        for name, (parameter, label) in NAMES.items():
            if parameter in given and name != "sort":
                value = dict(self._pairs(name)).get(given[parameter], given[parameter])
                also = ("node",) if name == "plan" else ()
                found.append(Chosen(str(label), value, wanted.without(name, *also).query))
        return found

    def _field(self, name: str, wanted: MeasureFilter) -> FilterField:
        parameter, label = NAMES[name]
        given = dict(wanted.parameters()).get(parameter, "")
        before, everything = _sentence()[name]
        pairs = [("", everything), *(self._pairs(name)[1:] if name == "sort" else self._pairs(name))]
        return FilterField(parameter, str(label), before, tuple(Option(v, t, v == given) for v, t in pairs))

    def _pairs(self, name: str) -> list[tuple[str, str]]:
        """Value and words of what a filter offers."""
        if name == "plan":
            return [(plan.slug, plan.said_title) for plan in self.plans]
        if name == "node":
            return [(str(node.pk), _indented(node)) for node in self.nodes]
        if name == "district":
            return [(row.slug, row.name) for row in self.districts]
        if name == "lead":
            return [(lead, lead) for lead in self.leads]
        if name == "year":
            return [(str(year), str(year)) for year in self.years]
        return _fixed(name)


def _indented(node: Node) -> str:
    return "\u2003" * (node.depth - 1) + " ".join(part for part in (node.number, node.said_title) if part)


def _fixed(name: str) -> list[tuple[str, str]]:
    fixed = {
        "state": [(value, str(label)) for value, label in Measure.State.choices],
        "light": [(value, str(label)) for value, label in Measure.Light.choices],
        "stale": [("veraltet", _("veraltet"))],
        "topic": [],
        "sort": [(order.value, str(label)) for order, label in SORT_LABELS.items()],
    }
    return fixed[name]


def _sentence() -> dict[str, tuple[str, str]]:
    """The filters as one sentence: what stands before each select, and what it says while it leaves nothing out."""
    return {
        "plan": (_("Zeige Maßnahmen aus"), _("allen Plänen")),
        "node": (pgettext("im Satz", "zu"), _("allen Zielen")),
        "light": (_("mit dem Stand"), _("beliebig")),
        "state": (_("im Zustand"), _("beliebig")),
        "district": (_("im Stadtbezirk"), _("egal welchem")),
        "year": (_("mit Terminen im Jahr"), _("beliebig")),
        "lead": (_("unter Federführung von"), _("wem auch immer")),
        "stale": (_("deren Meldung ist"), _("beliebig alt")),
        "sort": (_("zuerst"), str(SORT_LABELS[Sort.STUCK])),
    }


def _years() -> tuple[int, ...]:
    """The years that have dates, from the first planned beginning or milestone on."""
    from django.db.models import Max, Min

    from roterfaden.strategy.models import Milestone

    rows = Milestone.objects.visible_to().order_by()
    found = rows.aggregate(first=Min("planned_on"), last=Max("planned_on"), forecast=Max("forecast_on"))
    if found["first"] is None:
        return ()
    last = max(found["last"], found["forecast"] or found["last"])
    return tuple(range(found["first"].year, min(last.year, found["first"].year + 100) + 1))
