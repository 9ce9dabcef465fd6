"""What of strategies can be found: plans, nodes, measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from roterfaden.search.registry import Document, Searchable, register, searchables
from roterfaden.strategy.addresses import measure_address, node_address, plan_address
from roterfaden.strategy.models import Measure, Node, Plan


def plans(keys: Sequence[int]) -> Iterable[Document]:
    """Plans with their own text."""
    with override("de"):
        for row in Plan.objects.visible_to().filter(pk__in=keys):
            body = "\n".join((row.question, row.summary, row.text, row.plain_language))
            facets = _year(row.starts_on)
            yield Document("plan", row.pk, plan_address(row), row.title, (), body, "", row.starts_on, facets)


def nodes(keys: Sequence[int]) -> Iterable[Document]:
    """Nodes, each with its plan as context."""
    with override("de"):
        for row in Node.objects.visible_to().filter(pk__in=keys).select_related("plan", "level"):
            body = "\n".join((row.question, row.text, row.plain_language))
            numbers = (row.number,) if row.number else ()
            context = _("{level} im Plan {plan}").format(level=row.level.singular, plan=row.plan.title)
            yield Document("node", row.pk, node_address(row), row.title, numbers, body, context)


def measures(keys: Sequence[int]) -> Iterable[Document]:
    """Measures with their milestones' titles."""
    rows = Measure.objects.visible_to().filter(pk__in=keys)
    with override("de"):
        for row in rows.prefetch_related("districts", "milestones", "partners"):
            names = [*(step.title for step in row.milestones.all()), *(one.name for one in row.partners.all())]
            body = "\n".join((row.what, row.why, row.plain_language, row.lead, *names))
            numbers = (row.number,) if row.number else ()
            facets = [("district", district.slug) for district in row.districts.all()]
            day = row.next_due_on or row.end
            facets += _year(day)
            context = _("Maßnahme, Stand: {light}").format(light=row.get_light_display())
            address = measure_address(row)
            yield Document("measure", row.pk, address, row.title, numbers, body, context, day, tuple(facets))


def _year(day: date | None) -> tuple[tuple[str, str], ...]:
    return (("year", str(day.year)),) if day else ()


def register_search() -> None:
    """Tell search; called once, when the app is ready."""
    if "measure" in searchables:
        return
    register(Searchable("plan", _lazy("Plan"), _lazy("Pläne"), Plan.objects.visible_to, plans, 1.6))
    register(Searchable("node", _lazy("Ziel"), _lazy("Ziele"), Node.objects.visible_to, nodes, 1.3))
    register(Searchable("measure", _lazy("Maßnahme"), _lazy("Maßnahmen"), Measure.objects.visible_to, measures, 1.5))
