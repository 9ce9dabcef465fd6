"""The demonstration's strategies: the real structure of four plans, and invented measures, all through actions.

The plans' structure is taken from public sources; goals, measures and figures are invented and say so.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from roterfaden.accounts.models import User
from roterfaden.demo.agenda.content import MeasureText, measures, slug, texts
from roterfaden.places.models import District
from roterfaden.strategy.actions.dates import Why, add_milestone, reach_milestone, shift_measure, shift_milestone
from roterfaden.strategy.actions.measures import Places, create_measure, publish_measure, set_state
from roterfaden.strategy.actions.money import add_budget
from roterfaden.strategy.actions.nodes import create_node
from roterfaden.strategy.actions.plans import Level, change_plan, create_plan, set_plan_state
from roterfaden.strategy.actions.reviews import approve_assessment, approve_update, report, save_assessment, submit
from roterfaden.strategy.models import Measure, Milestone, Node, Plan

KINDS = ("field", "goal", "strategy", "strategy")
ENGLISH = {
    "Handlungsfeld": ("Field of action", "Fields of action"),
    "Unterthema": ("Sub-theme", "Sub-themes"),
    "Zielsatz": ("Goal sentence", "Goal sentences"),
    "Strategie": ("Strategy", "Strategies"),
    "Kapitel": ("Chapter", "Chapters"),
    "Ziel": ("Goal", "Goals"),
    "Versprechen": ("Promise", "Promises"),
}
MEASURE_LEVEL = Level("measure", "Maßnahme", "Maßnahmen", "Measure", "Measures")
CONTROL, APPROVAL = "strategie-controlling", "strategie-freigabe"
OFFICE = "Team Strategie (Beispieldaten)"


def fill_plans() -> dict[str, Plan]:
    """Write the plans with their nodes and put them into force; those that are there stay. By slug."""
    control, approval = (User.objects.get(username=name) for name in (CONTROL, APPROVAL))
    found = {plan.slug: plan for plan in Plan.objects.all()}
    for position, row in enumerate(texts("plans")["plan"]):
        if row["slug"] not in found:
            found[row["slug"]] = _plan(control, approval, row, position, found)
    return found


def _plan(control: User, approval: User, row: dict[str, Any], position: int, found: dict[str, Plan]) -> Plan:
    sample = bool(row.get("sample"))
    values = {
        "slug": row["slug"],
        "title": row["title"],
        "title_en": row.get("title_en", ""),
        "summary": f"„{row['motto']}“. {row['summary']}" if row["motto"] else row["summary"],
        "summary_en": f"“{row['motto']}”. {row['summary_en']}" if row["motto"] else row["summary_en"],
        "text": _origin(row),
        "starts_on": date(row["start"], 1, 1),
        "ends_on": date(row["end"], 12, 31),
        "responsible": OFFICE if sample else "in den Quellen dieser Demonstration nicht enthalten",
        "contact": "agenda@beispielstadt.example",
        "position": position,
        "sample": sample,
        # Which reports a real city has written is not for a demonstration to say.
        "report_months": 36 if sample else 0,
    }
    if "parent" in row:
        values["parent"] = found[row["parent"]]
    levels = [Level(kind, one, many, *ENGLISH[one]) for kind, (one, many) in zip(KINDS, row["levels"], strict=False)]
    plan = create_plan(control, values, [*levels, MEASURE_LEVEL])
    if "related" in row:
        change_plan(control, plan, plan.version, {"related": [found[name] for name in row["related"]]})
        plan.refresh_from_db()
    for title, question, below in row["fields"]:
        field = create_node(control, plan, {"code": slug(title), "title": title, "question": question})
        for name in below:
            create_node(control, plan, {"code": slug(name), "title": name}, parent=field)
    state = "consultation" if row.get("consultation") else "inForce"
    set_plan_state(approval, plan, state, "Aufnahme in dieses Portal")
    return plan


def _origin(row: dict[str, Any]) -> str:
    if row.get("sample"):
        return "Dieser Entwurf ist erfunden. Er zeigt, wie ein Plan aussieht, zu dem alle etwas sagen können."
    return (
        f"Gliederung nach: {row['source']}.\n\nBerichte sind in den Quellen dieser Demonstration nicht enthalten.\n\n"
        "Handlungsfelder und Unterthemen stehen so in den genannten Quellen. "
        "Die Maßnahmen und Kennzahlen darunter sind erfunden (Beispieldaten)."
    )


def fill_measures(today: date, plans: dict[str, Plan]) -> None:
    """Write the invented measures as they stand on `today`; those that are there stay."""
    people = {name: User.objects.get(username=name) for name in (CONTROL, APPROVAL)}
    nodes = {(node.plan_id, node.title): node for node in Node.objects.all()}
    districts = list(District.objects.order_by("number"))
    known = set(Measure.objects.values_list("slug", flat=True))
    for place, text in enumerate(measures()):
        if slug(text.title) not in known:
            node = nodes[plans[text.plan].pk, text.node]
            _Telling(people[CONTROL], people[APPROVAL], text, place, today).tell(node, districts)


class _Telling:
    """One measure, from its first draft to today."""

    def __init__(self, control: User, approval: User, text: MeasureText, place: int, today: date) -> None:
        self.control, self.approval, self.text, self.place = control, approval, text, place
        # Nobody reports from the future, even where the city lives on a later day.
        self.today = min(today, date.today())
        self.start = self.today - timedelta(days=500 + 37 * (place % 11))

    def tell(self, node: Node, districts: list[District]) -> None:
        """Write it."""
        measure = self._create(node, districts)
        steps = self._milestones(measure)
        publish_measure(self.approval, measure)
        self._budget(measure)
        if self.text.situation != "new":
            set_state(self.approval, measure, "running", day=self.start + timedelta(days=9))
            self._walk(measure, steps)
            self._end(measure)
            self._report(measure)
        if self.place % 3 == 0:
            self._assess(measure)

    def _create(self, node: Node, districts: list[District]) -> Measure:
        content, begin = texts("measures"), self.start
        if self.text.situation == "new":
            begin = self.today + timedelta(days=70)
        values = {
            "slug": slug(self.text.title),
            "number": f"B {self.place + 1:02}",
            "title": self.text.title,
            "what": self.text.what,
            "why": self.text.why,
            "lead": content["leads"][self.place % len(content["leads"])],
            "starts_on": begin,
            "ends_on": self._planned(len(self.text.steps) - 1) + timedelta(days=30),
            "controller": self.control,
            "sample": True,
        }
        partner = content["partners"][self.place % len(content["partners"])]
        chosen = [] if self.place % 3 else [districts[(self.place // 3) % len(districts)]]
        places = Places(nodes=[node], districts=chosen, topics=["digitalisierung"], partners=[(partner, "")])
        return create_measure(self.control, values, places)

    def _planned(self, step: int) -> date:
        """When a step was first promised."""
        last, situation = len(self.text.steps) - 1, self.text.situation
        if situation == "new":
            return self.today + timedelta(days=200 + 180 * step)
        if situation in ("done", "regular"):
            return self.today - timedelta(days=60 + 140 * (last - step))
        if step == 0:
            return self.today - timedelta(days=310 - self.place)
        overdue = {"late": -150, "stopped": -80}.get(situation, 60 + 2 * self.place)
        return self.today + timedelta(days=overdue + 210 * (step - 1))

    def _milestones(self, measure: Measure) -> list[Milestone]:
        rows: list[Milestone] = []
        for number, title in enumerate(self.text.steps):
            values = {"code": slug(title), "title": title, "planned_on": self._planned(number), "position": number}
            rows.append(add_milestone(self.control, measure, values, rows[-1:]))
        return rows

    def _walk(self, measure: Measure, steps: list[Milestone]) -> None:
        situation, shifts = self.text.situation, texts("measures")["shifts"]
        reached = len(steps) if situation in ("done", "regular") else 1
        for number, step in enumerate(steps[:reached]):
            step.refresh_from_db()
            reach_milestone(self.approval, step, step.version, self._planned(number) + timedelta(days=self.place % 9))
        if situation != "late":
            return
        why = Why(shifts[self.place % len(shifts)], "Steuerungskreis (erfunden)", self.today - timedelta(days=20))
        later = timedelta(days=260 + 15 * (self.place % 4))
        for number, step in enumerate(reversed(steps[1:])):
            step.refresh_from_db()
            shift_milestone(self.approval, step, step.version, self._planned(len(steps) - 1 - number) + later, why)
        measure.refresh_from_db()
        end = self._planned(len(steps) - 1) + timedelta(days=30) + later
        shift_measure(self.approval, measure, measure.version, "end", end, why)

    def _budget(self, measure: Measure) -> None:
        if not self.text.cost:
            return
        year, total = self.today.year, Decimal(self.text.cost) * 1000
        spent = {"done": 104, "regular": 98, "late": 92, "plan": 88, "stopped": 41, "dropped": 36}
        for offset, share in ((-1, 40), (0, 40), (1, 20)):
            if self.text.situation in ("done", "regular") and offset == 1:
                continue
            planned = (total * share / 100).quantize(Decimal(100))
            rate = spent.get(self.text.situation, 0) + self.place % 5
            actual = (planned * rate / 100).quantize(Decimal(100)) if offset < 0 else None
            if offset == 0:
                actual = (planned * rate / 160).quantize(Decimal(100))
            source = "Bund" if self.place % 4 == 0 else "Haushalt"
            values = {"year": year + offset, "source": source, "planned": planned, "actual": actual}
            add_budget(self.control, measure, values)

    def _end(self, measure: Measure) -> None:
        day = self.today - timedelta(days=40)
        if self.text.situation == "done":
            set_state(self.approval, measure, "fulfilled", day=day)
        elif self.text.situation == "regular":
            set_state(self.approval, measure, "regular", day=day)
        elif self.text.situation == "dropped":
            set_state(self.approval, measure, "dropped", texts("measures")["dropped"], day)

    def _report(self, measure: Measure) -> None:
        """The newest report: fresh for most, out of date for what stands still."""
        age = 97 if self.text.situation == "stopped" else 3 + (self.place * 7) % 60
        said = {
            "late": "Der nächste Schritt verschiebt sich. Der Grund steht beim Meilenstein.",
            "stopped": texts("measures")["stopped"],
            "dropped": texts("measures")["dropped"],
            "done": "Alle Schritte sind erreicht. Der Abschlussbericht liegt vor.",
            "regular": "Was erprobt wurde, gehört jetzt zum täglichen Angebot.",
        }.get(self.text.situation, "Die Arbeit geht wie geplant voran.")
        measure.refresh_from_db()
        update = report(self.control, measure, said, self.today - timedelta(days=age), {})
        approve_update(self.approval, update, role="Strategie-Freigabe")

    def _assess(self, measure: Measure) -> None:
        measure.refresh_from_db()
        cost = f"{self.text.cost} Tausend Euro in drei Jahren, dazu laufend etwa ein Zehntel davon im Jahr."
        values = {
            "cost": cost if self.text.cost else "Noch nicht bekannt; wird vor dem Beginn geschätzt.",
            "benefit": self.text.why,
            "method": "Schätzung aus zwei vergleichbaren Vorhaben; Spanne 20 Prozent nach oben und unten.",
            "affected": "Alle, die das Angebot nutzen, und die Beschäftigten, deren Arbeit sich ändert.",
            "losers": "Menschen ohne Internet, wenn der Weg vor Ort wegfiele. Er bleibt deshalb bestehen.",
            "data_bias": "Nur, was für den Zweck nötig ist. Wer das Angebot nicht nutzt, fehlt in den Zahlen.",
            "accessibility": "Geprüft mit Tastatur und Vorlesen; offene Punkte stehen im Bericht.",
            "exit": "Verträge enden nach vier Jahren; Daten und Verfahren können mitgenommen werden.",
            "author_role": "Strategie-Controlling",
        }
        assessment = save_assessment(self.control, measure, values)
        submit(self.control, assessment)
        approve_assessment(self.approval, assessment, role="Strategie-Freigabe")
