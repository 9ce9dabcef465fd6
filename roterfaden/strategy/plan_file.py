"""The plan file: a whole plan in one documented JSON file (docs/plan-file.md), written and checked.

Reading has two steps: `parsed` checks every row by itself and gives frozen dataclasses, or all complaints with the path
of each wrong row; `exchange` then brings them in through the actions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.kit import json
from roterfaden.methods.graphs import circle
from roterfaden.strategy.plan_shapes import (
    ASSESSMENT,
    LEVEL,
    MEASURE,
    MEASURE_LINKS,
    MEASURE_LISTS,
    NODE,
    NODE_LINKS,
    PLAN,
    SHIFT,
    Read,
    Shape,
    paper,
    slugs,
    yes,
)

FORMAT = "roterfaden-plan"
VERSION = 1
MOST_ROWS = 50_000


#: Links beside the fields of the rows in a measure's lists.
LINKS_OF = {"milestones": {"requires"}, "budget": {"paper"}, "shifts": {"paper"}}


class Wrong(ValueError):
    """A row that cannot be: where it stands (`measures[3].milestones[0].planned`), and why."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}")
        self.path, self.sentence = path, sentence


@dataclass(frozen=True)
class Rows:
    """Values of one object of the file by the names of the model's fields, with its path and its own lists."""

    path: str
    values: dict[str, Any]
    lists: dict[str, list[Rows]] = field(default_factory=dict)
    #: Names of other rows: nodes, parent, level, requires.
    links: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanFile:
    """A checked file."""

    plan: Rows
    levels: list[Rows]
    nodes: list[Rows]
    measures: list[Rows]
    #: Parts that others registered (`hooks.file_parts`), as they stand there.
    more: dict[str, list[Any]]


def parsed(body: bytes) -> tuple[PlanFile | None, list[Wrong]]:
    """The checked file, or every complaint that can be made without the database."""
    try:
        value = json.parse(body)
    except json.JsonError as problem:
        return None, [Wrong("$", _("kein lesbares JSON: {error}").format(error=problem))]
    if not isinstance(value, dict) or value.get("format") != FORMAT or value.get("version") != VERSION:
        return None, [Wrong("$", _("keine Plandatei der Version {version}").format(version=VERSION))]
    reader = _Reader()
    found = reader.file(value)
    reader.check(found)
    return (None if reader.wrong else found), reader.wrong


class _Reader:
    """Reads rows and gathers complaints."""

    def __init__(self) -> None:
        self.wrong: list[Wrong] = []

    def file(self, value: dict[str, Any]) -> PlanFile:
        plan = self.row(value.get("plan"), PLAN, "plan", links={"parent", "predecessor", "related", "state"})
        levels = self.rows(value, "levels", LEVEL)
        nodes = self.rows(value, "nodes", NODE, NODE_LINKS)
        measures = [self.measure(row, path) for path, row in self.rows_in(value, "measures", "")]
        known = {"format", "version", "plan", "levels", "nodes", "measures", "exportedAt"}
        more = {key: rows for key, rows in value.items() if key not in known and isinstance(rows, list)}
        for key in value.keys() - known - more.keys():
            self.complain(key, _("unbekannt"))
        return PlanFile(plan, levels, nodes, measures, more)

    def measure(self, value: Any, path: str) -> Rows:
        row = self.row(value, MEASURE, path, MEASURE_LINKS | {"assessment", "published"}, set(MEASURE_LISTS))
        if not isinstance(value, dict):
            return row
        for name, shape in MEASURE_LISTS.items():
            links = LINKS_OF.get(name, set())
            lists = {"shifts"} if name == "milestones" else set()
            row.lists[name] = self.rows(value, name, shape, links, f"{path}.", lists)
        steps = value.get("milestones")
        for step, raw in zip(row.lists["milestones"], steps if isinstance(steps, list) else [], strict=False):
            if isinstance(raw, dict):
                step.lists["shifts"] = self.rows(raw, "shifts", SHIFT, {"paper"}, prefix=f"{step.path}.")
        for rows in (
            row.lists["budget"],
            row.lists["shifts"],
            *(step.lists.get("shifts", []) for step in row.lists["milestones"]),
        ):
            self.papers(rows)
        if value.get("assessment") is not None:
            row.lists["assessment"] = [self.row(value["assessment"], ASSESSMENT, f"{path}.assessment")]
        for name in ("nodes", "districts", "topics"):
            row.links[name] = self.one(f"{path}.{name}", slugs, value.get(name, []), [])
        row.links["published"] = self.one(f"{path}.published", yes, value.get("published", False), False)
        return row

    def papers(self, rows: list[Rows]) -> None:
        for row in rows:
            row.links["paper"] = self.one(f"{row.path}.paper", paper, row.links.get("paper"), None)

    def rows(
        self,
        value: dict[str, Any],
        name: str,
        shape: Shape,
        links: set[str] | None = None,
        prefix: str = "",
        lists: set[str] | None = None,
    ) -> list[Rows]:
        return [self.row(row, shape, path, links, lists) for path, row in self.rows_in(value, name, prefix)]

    def rows_in(self, value: dict[str, Any], name: str, prefix: str) -> list[tuple[str, Any]]:
        rows = value.get(name, [])
        if not isinstance(rows, list) or len(rows) > MOST_ROWS:
            self.complain(f"{prefix}{name}", _("muss eine Liste von höchstens {n} Zeilen sein").format(n=MOST_ROWS))
            return []
        return [(f"{prefix}{name}[{place}]", row) for place, row in enumerate(rows)]

    def row(
        self, value: Any, shape: Shape, path: str, links: set[str] | None = None, lists: set[str] | None = None
    ) -> Rows:
        found = Rows(path, {})
        if not isinstance(value, dict):
            self.complain(path, _("muss ein Objekt sein"))
            return found
        for name in value.keys() - shape.keys() - (links or set()) - (lists or set()):
            self.complain(f"{path}.{name}", _("unbekannt"))
        for name, (column, read, default) in shape.items():
            if name not in value and default is ...:
                self.complain(f"{path}.{name}", _("fehlt"))
            elif name in value:
                found.values[column] = self.one(f"{path}.{name}", read, value[name], default)
            else:
                found.values[column] = default
        for name in links or ():
            found.links[name] = value.get(name)
        return found

    def one(self, path: str, read: Read, value: Any, default: Any) -> Any:
        try:
            return read(value)
        except ValueError as problem:
            self.complain(path, str(problem))
            return default

    def complain(self, path: str, sentence: str) -> None:
        self.wrong.append(Wrong(path, sentence))

    def check(self, found: PlanFile) -> None:
        """What rows say about each other: doubles, names of nobody, circles."""
        self.doubles(found.nodes, "code")
        self.doubles(found.measures, "slug")
        codes = {row.values.get("code") for row in found.nodes}
        for row in found.nodes:
            if row.links.get("parent") is not None and row.links["parent"] not in codes:
                self.complain(f"{row.path}.parent", _("diesen Punkt gibt es in der Datei nicht"))
            level = row.links.get("level")
            if type(level) is not int or not 1 <= level < max(len(found.levels), 1):
                self.complain(f"{row.path}.level", _("muss die Nummer einer Ebene über der der Maßnahmen sein"))
        self.circle(found.nodes, "code", "parent", "nodes")
        for row in found.measures:
            self.measure_links(row, codes)

    def measure_links(self, row: Rows, codes: set[Any]) -> None:
        for place, code in enumerate(row.links.get("nodes") or []):
            if code not in codes:
                self.complain(f"{row.path}.nodes[{place}]", _("diesen Punkt gibt es in der Datei nicht"))
        if row.values.get("state") == "dropped" and not row.values.get("state_reason"):
            self.complain(f"{row.path}.stateReason", _("„nicht weiterverfolgt“ braucht einen Grund"))
        steps = row.lists.get("milestones", [])
        self.doubles(steps, "code")
        names = {step.values.get("code") for step in steps}
        for step in steps:
            step.links["requires"] = self.one(f"{step.path}.requires", slugs, step.links.get("requires") or [], [])
            for other in step.links["requires"]:
                if other not in names:
                    self.complain(f"{step.path}.requires", _("„{name}“ gibt es hier nicht").format(name=other))
        edges = [(step.values.get("code"), other) for step in steps for other in step.links["requires"]]
        if found := circle(edges):
            names_in = " → ".join(str(name) for name in found)
            self.complain(f"{row.path}.milestones", _("wartet im Kreis: {names}").format(names=names_in))
        seen: set[tuple[Any, Any]] = set()
        for line in row.lists.get("budget", []):
            key = (line.values.get("year"), line.values.get("source"))
            if key in seen:
                self.complain(line.path, _("doppelt: Jahr und Quelle gibt es schon"))
            seen.add(key)

    def doubles(self, rows: list[Rows], name: str) -> None:
        seen: set[Any] = set()
        for row in rows:
            value = row.values.get(name)
            if value is not None and value in seen:
                self.complain(row.path, _("doppelt: {value}").format(value=value))
            seen.add(value)

    def circle(self, rows: list[Rows], name: str, link: str, path: str) -> None:
        edges = [(row.values.get(name), row.links[link]) for row in rows if isinstance(row.links.get(link), str)]
        if found := circle(edges):
            names = " → ".join(str(one) for one in found)
            self.complain(path, _("hängt im Kreis: {names}").format(names=names))
