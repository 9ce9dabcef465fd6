"""Bringing in a plan file through the actions: what is there and equal stays, what differs is changed, what the file
does not name is left alone. A second run changes nothing.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.strategy import actions
from roterfaden.strategy.actions import Level
from roterfaden.strategy.hooks import file_parts
from roterfaden.strategy.importing_measures import MeasureRun
from roterfaden.strategy.importing_run import differing
from roterfaden.strategy.models import Node, Plan
from roterfaden.strategy.plan_file import PlanFile, Rows, Wrong


class _Undo(Exception):
    """Ends a dry run, or a run with wrong rows."""


class Importer(MeasureRun):
    """One run. `done`: (path, what happened) in order; `wrong`: rows that could not be brought in."""

    def run(self, file: PlanFile, dry: bool = False) -> bool:
        """Bring everything in, or nothing at all where a row is wrong. Whether something was kept."""
        try:
            with transaction.atomic():
                plan = self._plan(file)
                if plan is not None:
                    self._nodes(plan, file)
                    self._measures(plan, file)
                    self._parts(plan, file, dry)
                if dry or self.wrong:
                    raise _Undo
        except _Undo:
            return False
        return True

    # -- the plan and its tree -----------------------------------------------------------------------------------

    def _plan(self, file: PlanFile) -> Plan | None:
        row = file.plan
        plan = Plan.objects.filter(slug=row.values["slug"]).first()
        levels = [Level(**level.values) for level in file.levels] or list(actions.USUAL_LEVELS)
        with self._row(row):
            if plan is None:
                plan = actions.create_plan(self.user, row.values, levels)
                self._did(row, _("Plan angelegt, als Entwurf"))
            elif values := differing(plan, row.values):
                actions.change_plan(self.user, plan, plan.version, values)
                self._did(row, _("Plan geändert: {fields}").format(fields=", ".join(values)))
        if plan is not None:
            with self._row(Rows("levels", {})):
                self._levels(plan, levels)
            self._relatives(plan, row)
        return plan

    def _levels(self, plan: Plan, levels: list[Level]) -> None:
        names = tuple(Level.__dataclass_fields__)
        there = [tuple(getattr(level, name) for name in names) for level in plan.levels.order_by("depth")]
        if there != [tuple(getattr(level, name) for name in names) for level in levels]:
            actions.set_levels(self.user, plan, levels)
            self.done.append(("levels", _("Ebenen geändert")))

    def _relatives(self, plan: Plan, row: Rows) -> None:
        """Links to plans that exist here; others cannot be kept and are named."""
        values: dict[str, Any] = {}
        for name in ("parent", "predecessor"):
            if (slug := row.links.get(name)) and (other := self._known(slug, f"plan.{name}")):
                values |= {name: other} if getattr(plan, f"{name}_id") != other.pk else {}
        slugs = row.links.get("related") or []
        related = [other for slug in slugs if (other := self._known(slug, "plan.related"))]
        there = set(plan.related.values_list("pk", flat=True))
        if {other.pk for other in related} - there:
            values["related"] = [*plan.related.all(), *related]
        if values:
            with self._row(row):
                actions.change_plan(self.user, plan, plan.version, values)
                self._did(row, _("Beziehungen zu anderen Plänen geändert"))

    def _known(self, slug: Any, path: str) -> Plan | None:
        found = Plan.objects.filter(slug=slug).first() if isinstance(slug, str) and len(slug) < 100 else None
        if found is None:
            self.done.append((path, _("ausgelassen: den Plan „{slug}“ gibt es hier nicht").format(slug=str(slug)[:80])))
        return found

    def _nodes(self, plan: Plan, file: PlanFile) -> None:
        there = {node.code: node for node in plan.nodes.select_related("plan")}
        rows = sorted(file.nodes, key=lambda row: int(row.links["level"]))
        place = {row.path: number for number, row in enumerate(file.nodes)}
        for count, row in enumerate(rows):
            self.progress(_("Punkte"), count + 1, len(rows))
            with self._row(row):
                self._node(plan, row, there, place[row.path])

    def _node(self, plan: Plan, row: Rows, there: dict[str, Node], position: int) -> None:
        code, parent = row.values["code"], there.get(row.links.get("parent") or "")
        node = there.get(code)
        if node is None:
            values = row.values | {"position": position}
            there[code] = actions.create_node(self.user, plan, values, parent, row.links["level"])
            self._did(row, _("Punkt „{title}“ angelegt").format(title=row.values["title"]))
            return
        values = differing(node, row.values)
        if (node.parent_id, node.depth) != (parent.pk if parent else None, row.links["level"]):
            values |= {"parent": parent, "depth": row.links["level"]}
        if values:
            actions.change_node(self.user, node, node.version, values)
            self._did(row, _("Punkt „{title}“ geändert: {fields}").format(title=node.title, fields=", ".join(values)))

    # -- the rest ------------------------------------------------------------------------------------------------

    def _parts(self, plan: Plan, file: PlanFile, dry: bool) -> None:
        for key, rows in file.more.items():
            part = file_parts.get(key)
            if part is None:
                self.wrong.append(Wrong(key, _("diesen Teil kennt das Portal nicht")))
                continue
            try:
                with transaction.atomic():
                    self.done += list(part.read(plan, rows, self.user, dry))
            except Wrong as problem:
                self.wrong.append(problem)
