"""Two versions of a plan side by side: what came, what went, what is worded otherwise, word for word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.methods.diff import Row, side_by_side

Document = Mapping[str, Any]
PLAN_TEXTS = ("title", "question", "summary", "text", "plainLanguage", "startsOn", "endsOn", "responsible", "state")
NODE_TEXTS = ("number", "title", "question", "text", "plainLanguage", "withdrawn")


@dataclass(frozen=True)
class Part:
    """A part of both versions. `status`: same, changed, new, gone."""

    heading: str
    anchor: str
    status: str
    rows: Sequence[Row] = ()
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    @property
    def status_label(self) -> str:
        """The status in words."""
        words = {"same": _("unverändert"), "changed": _("geändert"), "new": _("neu"), "gone": _("weggefallen")}
        return words[self.status]


@dataclass(frozen=True)
class Comparison:
    """What differs. `same` counts the parts that do not."""

    parts: Sequence[Part]
    same: int

    def number(self, status: str) -> int:
        """How many parts have a status."""
        return sum(part.status == status for part in self.parts)

    @property
    def changed(self) -> int:
        """Parts that are worded otherwise."""
        return self.number("changed")

    @property
    def new(self) -> int:
        """Parts that came."""
        return self.number("new")

    @property
    def gone(self) -> int:
        """Parts that went."""
        return self.number("gone")


def compare(old: Document, new: Document) -> Comparison:
    """Plan first, then nodes in the order of the new version; what went stands where it was."""
    titles = _titles(old) | _titles(new)
    before = {node["code"]: node for node in old["nodes"]}
    after = {node["code"]: node for node in new["nodes"]}
    parts = [_plan_part(old["plan"], new["plan"], old, new)]
    parts += [_node_part(before.get(code), after.get(code), titles) for code in _order(before, after)]
    differing = [part for part in parts if part.status != "same"]
    return Comparison(differing, len(parts) - len(differing))


def _order(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    order = list(after)
    for place, code in enumerate(before):
        if code not in after:
            order.insert(min(place, len(order)), code)
    return order


def _plan_part(old: Document, new: Document, before: Document, after: Document) -> Part:
    left, right = _text(old, PLAN_TEXTS), _text(new, PLAN_TEXTS)
    left += _levels(before)
    right += _levels(after)
    if left == right:
        return Part(str(new["title"]), "plan", "same")
    return Part(_("Der Plan selbst"), "plan", "changed", _only_changed(side_by_side(left, right)))


def _levels(document: Document) -> str:
    return "\n" + " → ".join(str(level["plural"]) for level in document["levels"])


def _node_part(old: Document | None, new: Document | None, titles: Mapping[str, str]) -> Part:
    here = new or old or {}
    heading = " ".join(part for part in (str(here["number"]), str(here["title"])) if part)
    left, right = (_text(node, NODE_TEXTS) if node else "" for node in (old, new))
    place = (old or {}).get("parent") != (new or {}).get("parent")
    if place and old and new:
        left, right = f"{left}\n{_belongs(old, titles)}", f"{right}\n{_belongs(new, titles)}"
    before, after = set((old or {}).get("measures", ())), set((new or {}).get("measures", ()))
    came, went = _named(after - before, titles), _named(before - after, titles)
    status = (
        "new"
        if old is None
        else "gone"
        if new is None
        else "same"
        if (left, came, went) == (right, (), ())
        else "changed"
    )
    rows = [] if left == right else _only_changed(side_by_side(left, right))
    return Part(heading, f"punkt-{here['code']}", status, rows, came, went)


def _belongs(node: Document, titles: Mapping[str, str]) -> str:
    parent = node.get("parent")
    return _("gehört zu: {title}").format(title=titles.get(str(parent), "–") if parent else "–")


def _named(slugs: Iterable[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(titles.get(slug, slug) for slug in slugs))


def _titles(document: Document) -> dict[str, str]:
    rows = [(row["slug"], row["title"]) for row in document["measures"]]
    return dict(rows) | {row["code"]: row["title"] for row in document["nodes"]}


def _text(values: Document, names: Iterable[str]) -> str:
    return "\n".join(str(values[name]) for name in names if values.get(name))


def _only_changed(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.changed]
