"""All papers of the demonstration city, the same each time for the same anchor day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from roterfaden.demo import drafting, results
from roterfaden.demo.matters import Matter, matters
from roterfaden.demo.papers import GAP, LEAD, DemoPaper, Stop, bodies_of
from roterfaden.demo.results import ADOPT, ANSWER, HEAR, NOTE, POSTPONE, REJECT, REMOVE, WITHDRAW
from roterfaden.demo.world import BODIES, DISTRICTS, FACTIONS

SEED = 20300
#: First and last day of submissions, counted from the anchor.
FIRST, LAST = timedelta(days=-520), timedelta(days=50)
#: How the matters of a kind end, with weights.
ENDS: dict[str, tuple[tuple[str, int], ...]] = {
    "proposal": ((ADOPT, 80), (f"{POSTPONE}+{ADOPT}", 12), (REJECT, 8)),
    "information": ((NOTE, 1),),
    "motion": ((ADOPT, 45), (REJECT, 35), (f"{POSTPONE}+{ADOPT}", 7), (f"{POSTPONE}+{REJECT}", 7), (WITHDRAW, 6)),
    "question": ((ANSWER, 1),),
}
#: Silent changes that a page may undergo: the words that are there, and those that replace them.
EDITS = (
    ("amortisieren sich die Anlagen nach elf Jahren", "amortisieren sich die Anlagen nach 14 Jahren"),
    ("kann es künftig für zwei Wochen ausgeliehen werden", "kann es künftig für drei Wochen ausgeliehen werden"),
    ("sank im Mittel um 38 Prozent", "sank im Mittel um 28 Prozent"),
    ("214 Stellungnahmen gingen ein", "241 Stellungnahmen gingen ein"),
    ("71 Prozent der Beschäftigten", "61 Prozent der Beschäftigten"),
)


@dataclass
class Casting:
    """Makes the papers. `days`: body code → days of its meetings."""

    anchor: date
    days: dict[str, list[date]]
    chance: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - invented texts, no secrets
    papers: list[DemoPaper] = field(default_factory=list)

    def all(self) -> list[DemoPaper]:
        """All papers, oldest first, numbered and with their results in words."""
        uses = [(matter, use) for matter in matters() for use in range(uses_of(matter))]
        self.chance.shuffle(uses)
        span = (LAST - FIRST).days
        for index, (matter, use) in enumerate(uses):
            day = self.anchor + FIRST + timedelta(days=index * span // len(uses))
            self._make(matter, use, _workday(day))
        self.papers.sort(key=lambda paper: paper.submitted)
        _number(self.papers, self.chance)
        self._conclude()
        self._surprise()
        return self.papers

    def _make(self, matter: Matter, use: int, day: date) -> None:
        local = Random(f"{SEED}-{matter.key}-{use}")  # noqa: S311
        order = local.sample(DISTRICTS, len(DISTRICTS)) if not matter.district else [DISTRICTS[matter.district - 1]]
        if matter.is_local:
            order = Random(f"{SEED}-{matter.key}").sample(DISTRICTS, len(DISTRICTS))  # noqa: S311
        setting = drafting.setting_of(matter, order[use % len(order)], day.year, local)
        kind = matter.kind.removeprefix("district-")
        paper = DemoPaper(matter, kind, setting, day, self._words(matter, kind, setting, local))
        self._send(paper, bodies_of(matter, setting), local, versions=use == 0)

    def _words(self, matter: Matter, kind: str, setting: drafting.Setting, chance: Random) -> drafting.Words:
        if kind == "proposal":
            return drafting.proposal(matter, setting, chance)
        if kind == "information":
            return drafting.information(matter, setting, chance)
        if kind == "motion":
            return drafting.motion(matter, setting)
        return drafting.question(matter, setting, answered=False)

    def _send(self, paper: DemoPaper, bodies: list[str], chance: Random, *, versions: bool) -> None:
        """Put a paper on its way, with new version, amendment and answer where its matter has them."""
        self.papers.append(paper)
        paper.route = tuple(bodies)
        names, weights = zip(*ENDS[paper.kind], strict=True)
        end = chance.choices(names, weights)[0]
        if versions and paper.matter.neufassung:
            self._send_twice(paper, bodies)
        else:
            paper.stops = self._walk(bodies, paper.submitted, _verdicts(paper.matter, bodies, end))
            if versions and paper.matter.aenderung:
                self._amend(paper, chance)
        if paper.kind == "question":
            self._answer(paper)

    def _send_twice(self, paper: DemoPaper, bodies: list[str]) -> None:
        """The first committee has the paper taken off; the new version goes on from there."""
        at = 1 if bodies[0].startswith("STBR") and len(bodies) > 1 else 0
        paper.stops = self._walk(bodies[: at + 1], paper.submitted, [*([ADOPT] * at), REMOVE])
        if not paper.stops or paper.stops[-1].verdict != REMOVE:
            return
        day = _workday(paper.stops[-1].day + timedelta(days=12))
        words = drafting.new_version(paper.words, paper.matter, paper.setting)
        child = DemoPaper(paper.matter, paper.kind, paper.setting, day, words, parent=paper, relation="newVersion")
        child.route = tuple(bodies[at:])
        child.stops = self._walk(bodies[at:], day, [ADOPT] * len(bodies[at:]))
        paper.children.append(child)
        self.papers.append(child)
        if paper.matter.aenderung:
            self._amend(child, self.chance)

    def _amend(self, paper: DemoPaper, chance: Random) -> None:
        """A faction wants a change where the paper is decided last in public."""
        stops = [stop for stop in paper.stops if stop.verdict in {ADOPT, REJECT} and stop.body != "VA"]
        if not stops:
            return
        at = stops[-1]
        verdict = ADOPT if chance.random() < 0.6 else REJECT
        child = DemoPaper(paper.matter, "motion", paper.setting, _workday(at.day - timedelta(days=5)), paper.words)
        child.parent, child.relation = paper, "amends"
        child.stops, child.route = [Stop(at.body, at.day, verdict)], (at.body,)
        paper.children.append(child)
        self.papers.append(child)

    def _answer(self, paper: DemoPaper) -> None:
        if not paper.stops:
            return
        day = _workday(paper.stops[0].day - timedelta(days=2))
        words = drafting.question(paper.matter, paper.setting, answered=True)
        child = DemoPaper(paper.matter, "question", paper.setting, day, words, parent=paper, relation="answers")
        child.stops = [Stop(stop.body, stop.day, ANSWER) for stop in paper.stops]
        child.route = paper.route
        paper.children.append(child)
        self.papers.append(child)

    def _walk(self, bodies: list[str], submitted: date, verdicts: list[str]) -> list[Stop]:
        """Stations at `bodies` in order; "postpone+adopt" takes two meetings of one body."""
        stops: list[Stop] = []
        earliest = submitted + LEAD
        for body, verdict in zip(bodies, verdicts, strict=True):
            for step in verdict.split("+"):
                day = next((day for day in self.days[body] if day >= earliest), None)
                if day is None:
                    return stops
                stops.append(Stop(body, day, step))
                earliest = day + GAP
                if step in {WITHDRAW, REMOVE}:
                    return stops
        return stops

    def _conclude(self) -> None:
        """Results in words, now that amendments have numbers."""
        for paper in self.papers:
            chance = Random(f"{SEED}-{paper.number}")  # noqa: S311
            if paper.relation == "amends" and paper.parent is not None:
                faction = chance.choice([name for name in FACTIONS if name != paper.setting.faction])
                paper.words = drafting.amendment(paper.matter, paper.setting, paper.parent.number, faction)
            for stop in paper.stops:
                amended = [c for c in paper.children if c.relation == "amends" and c.stops[0].day == stop.day]
                won = [c.number for c in amended if c.stops[0].verdict == ADOPT and c.stops[0].body == stop.body]
                stop.result = results.wording(stop.verdict, BODIES[stop.body], chance, won[0] if won else "")

    def _surprise(self) -> None:
        """One silent change and one paper that is not public any more, both shortly before the anchor."""
        recent = [paper for paper in self.papers if paper.submitted < self.anchor - timedelta(days=20)]
        for paper in recent:
            text = " ".join(words for _head, words in paper.words.sections)
            for old, new in EDITS:
                if old in text and not any(other.edited for other in recent):
                    paper.edited = (self.anchor - timedelta(days=6), old, new)
        # An answer stands on no agenda: what is not public any more is then named nowhere.
        answers = [paper for paper in recent if paper.relation == "answers" and paper.stops[0].day < self.anchor]
        answers[-1].withdrawn_on = self.anchor - timedelta(days=6)


def uses_of(matter: Matter) -> int:
    """How often a matter comes up: local ones in several districts, reports each year."""
    if matter.kind == "information":
        return 2
    return matter.times * 2 if matter.is_local and matter.times > 1 else matter.times


def _verdicts(matter: Matter, bodies: list[str], end: str) -> list[str]:
    """A verdict for each body. What fails, fails everywhere; what is postponed, is so at its first body."""
    if end in {WITHDRAW, NOTE, ANSWER, ADOPT, REJECT}:
        found = [end] * len(bodies)
    else:
        found = [end, *([end.split("+")[1]] * (len(bodies) - 1))]
    return [f"{HEAR}+{found[0]}", *found[1:]] if matter.urgent else found


def _workday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _number(papers: list[DemoPaper], chance: Random) -> None:
    """Numbers in the order of submission; other papers of the year, which nobody sees here, lie between."""
    last: dict[tuple[int, bool], int] = {}
    for paper in papers:
        if paper.relation in {"newVersion", "answers"}:
            continue
        key = (paper.submitted.year, paper.is_local)
        last[key] = last.get(key, chance.randint(1, 9)) + chance.randint(3, 17)
        paper.number = f"{'15-' if paper.is_local else ''}{last[key]:04}/{paper.submitted.year}"
    for paper in papers:
        if paper.relation in {"newVersion", "answers"} and paper.parent is not None:
            paper.number = f"{paper.parent.number} {'N1' if paper.relation == 'newVersion' else 'F1'}"
