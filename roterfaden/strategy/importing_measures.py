"""The part of an import that brings in measures with their milestones, shifts, money and assessments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from roterfaden.places.models import District
from roterfaden.strategy import actions, deciding
from roterfaden.strategy.actions import Places, Why
from roterfaden.strategy.importing_run import Run, differing
from roterfaden.strategy.models import Assessment, Measure, Milestone, Node, Plan
from roterfaden.strategy.plan_file import PlanFile, Rows, Wrong

#: What comes with a state.
BY_STATE = ("state", "state_reason", "ended_on")


class MeasureRun(Run):
    """Brings in measures, through the actions."""

    def _measures(self, plan: Plan, file: PlanFile) -> None:
        nodes = {node.code: node for node in plan.nodes.all()}
        districts = {district.slug: district for district in District.objects.defer("geometry")}
        for count, row in enumerate(file.measures):
            self.progress(_("Maßnahmen"), count + 1, len(file.measures))
            with self._row(row):
                self._measure(plan, row, nodes, districts)

    def _measure(self, plan: Plan, row: Rows, nodes: dict[str, Node], districts: dict[str, District]) -> None:
        for slug in row.links["districts"]:
            if slug not in districts:
                sentence = _("Den Stadtbezirk „{slug}“ gibt es hier nicht.")
                raise Wrong(f"{row.path}.districts", sentence.format(slug=slug))
        fields = {name: value for name, value in row.values.items() if name not in BY_STATE}
        measure = Measure.objects.filter(slug=row.values["slug"]).first()
        here = [nodes[code] for code in row.links["nodes"] if code in nodes]
        chosen = [districts[slug] for slug in row.links["districts"]]
        partners = [(one.values["name"], one.values["contact"]) for one in row.lists["partners"]]
        if measure is None:
            places = Places(here, chosen, row.links["topics"], partners)
            measure = actions.create_measure(self.user, fields, places)
            self._did(row, _("Maßnahme „{title}“ angelegt").format(title=measure.title))
        else:
            self._changed(plan, row, measure, fields, (here, chosen, partners))
        self._milestones(measure, row)
        self._shifts(measure, row)
        self._budget(measure, row)
        self._assessment(measure, row)
        self._state(measure, row)

    def _changed(
        self, plan: Plan, row: Rows, measure: Measure, fields: dict[str, Any], given: tuple[Any, Any, Any]
    ) -> None:
        here, chosen, partners = given
        elsewhere = list(measure.nodes.exclude(plan=plan))
        there = set(measure.nodes.filter(plan=plan).values_list("pk", flat=True))
        places = Places(
            nodes=[*elsewhere, *here] if there != {node.pk for node in here} else None,
            districts=chosen if set(measure.districts.values_list("pk", flat=True)) != {d.pk for d in chosen} else None,
            topics=row.links["topics"]
            if set(measure.topics.values_list("slug", flat=True)) != set(row.links["topics"])
            else None,
            partners=partners if list(measure.partners.values_list("name", "contact")) != partners else None,
        )
        values = differing(measure, {name: value for name, value in fields.items() if value is not None})
        if values or places != Places():
            actions.change_measure(self.user, measure, measure.version, values, places)
            names = [
                *values,
                *(name for name in ("nodes", "districts", "topics", "partners") if getattr(places, name) is not None),
            ]
            words = {"title": measure.title, "fields": ", ".join(names)}
            self._did(row, _("Maßnahme „{title}“ geändert: {fields}").format(**words))

    def _milestones(self, measure: Measure, row: Rows) -> None:
        there = {step.code: step for step in measure.milestones.select_related("measure")}
        for step in row.lists["milestones"]:
            with self._row(step):
                values = {name: value for name, value in step.values.items() if name != "actual_on"}
                found = there.get(values["code"])
                if found is None:
                    found = there[values["code"]] = actions.add_milestone(self.user, measure, values)
                    self._did(step, _("Meilenstein „{title}“ angelegt").format(title=found.title))
                elif changed := differing(found, values):
                    actions.change_milestone(self.user, found, found.version, changed)
                    self._did(step, _("Meilenstein „{title}“ geändert").format(title=found.title))
        for step in row.lists["milestones"]:
            if step.values.get("code") in there:
                with self._row(step):
                    self._story(step, there[step.values["code"]], there)

    def _story(self, step: Rows, milestone: Milestone, there: dict[str, Milestone]) -> None:
        """What it waits for, how its date moved, whether it is reached."""
        requires = {there[code].pk: there[code] for code in step.links["requires"] if code in there}
        if set(milestone.dependencies.values_list("requires_id", flat=True)) != set(requires):
            actions.change_milestone(self.user, milestone, milestone.version, {}, requires.values())
            self._did(step, _("Abhängigkeiten von „{title}“ geändert").format(title=milestone.title))
        known = set(milestone.shifts.values_list("new", "reason"))
        for shift in step.lists.get("shifts", []):
            values = shift.values
            if (values["new"], values["reason"]) not in known:
                paper = deciding.found(shift.links["paper"])
                why = Why(values["reason"], values["decided_by"], values["decided_on"], paper)
                actions.shift_milestone(self.user, milestone, milestone.version, values["new"], why)
                self._did(shift, _("Verschiebung von „{title}“ übernommen").format(title=milestone.title))
        if (day := step.values["actual_on"]) and milestone.actual_on != day:
            actions.reach_milestone(self.user, milestone, milestone.version, day)
            self._did(step, _("Meilenstein „{title}“ als erreicht übernommen").format(title=milestone.title))

    def _shifts(self, measure: Measure, row: Rows) -> None:
        """How its own beginning and end moved."""
        known = set(measure.shifts.filter(milestone__isnull=True).values_list("field", "new", "reason"))
        for shift in row.lists["shifts"]:
            values = shift.values
            if (values["field"], values["new"], values["reason"]) not in known:
                with self._row(shift):
                    measure.refresh_from_db()
                    paper = deciding.found(shift.links["paper"])
                    why = Why(values["reason"], values["decided_by"], values["decided_on"], paper)
                    actions.shift_measure(self.user, measure, measure.version, values["field"], values["new"], why)
                    self._did(shift, _("Verschiebung von „{title}“ übernommen").format(title=measure.title))

    def _budget(self, measure: Measure, row: Rows) -> None:
        there = {(line.year, line.source): line for line in measure.budget.select_related("measure")}
        for entry in row.lists["budget"]:
            with self._row(entry):
                line = there.get((entry.values["year"], entry.values["source"]))
                paper = deciding.found(entry.links["paper"])
                if line is None:
                    actions.add_budget(self.user, measure, entry.values, paper)
                    self._did(entry, _("Zeile des Budgets angelegt"))
                    continue
                # A file that names no paper takes none away.
                paper = paper or deciding.ref_of(line)
                values = differing(line, entry.values)
                if values or paper != deciding.ref_of(line):
                    actions.change_budget(self.user, line, line.version, values, paper)
                    self._did(
                        entry, _("Zeile des Budgets geändert: {fields}").format(fields=", ".join(values or ["paper"]))
                    )

    def _assessment(self, measure: Measure, row: Rows) -> None:
        """Handed in, not approved: that stays with a second person."""
        for entry in row.lists.get("assessment", []):
            if not Assessment.objects.filter(measure=measure, **entry.values).exists():
                with self._row(entry):
                    assessment = actions.save_assessment(self.user, measure, entry.values)
                    actions.submit(self.user, assessment)
                    self._did(entry, _("Abwägung eingereicht; eine zweite Person gibt sie frei"))

    def _state(self, measure: Measure, row: Rows) -> None:
        measure.refresh_from_db()
        if row.values["state"] != measure.state:
            values = row.values
            day = values["ended_on"] or values["begun_on"]
            actions.set_state(self.user, measure, values["state"], values["state_reason"], day)
            self._did(row, _("Zustand: {state}").format(state=measure.get_state_display()))
        if row.links["published"] and not measure.published:
            actions.publish_measure(self.user, measure)
            self._did(row, _("Maßnahme freigegeben; öffentlich mit ihrem Plan"))
