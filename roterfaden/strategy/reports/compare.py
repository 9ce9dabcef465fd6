"""What moved between two reports: lights, dates, money, values. Pure functions over their documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Document = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Moved:
    """Something that is not as it was: `old` and `new` as the documents have them."""

    slug: str
    title: str
    title_en: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Shift:
    """A date that moved, by how many days (later is positive). `days` None: it came or went."""

    slug: str
    title: str
    title_en: str
    step: str
    step_en: str
    old: date | None
    new: date | None

    @property
    def days(self) -> int | None:
        """Later by so many days."""
        return (self.new - self.old).days if self.old and self.new else None


@dataclass(frozen=True)
class ValueMove:
    """An indicator that has another value, rating or target."""

    old: Row
    new: Row

    @property
    def change(self) -> Decimal | None:
        """By how much the value changed."""
        if self.old["value"] is None or self.new["value"] is None:
            return None
        return Decimal(self.new["value"]) - Decimal(self.old["value"])

    @property
    def other_target(self) -> bool:
        """Whether the target is another one."""
        names = ("target", "targetPeriod")
        return any(self.old[name] != self.new[name] for name in names)


@dataclass(frozen=True)
class Comparison:
    """All that moved."""

    lights: Sequence[Moved]
    reached: Sequence[Shift]
    shifts: Sequence[Shift]
    money: Sequence[Moved]
    values: Sequence[ValueMove]
    came: Sequence[Row]
    went: Sequence[Row]

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        parts = (self.lights, self.reached, self.shifts, self.money, self.values, self.came, self.went)
        return not any(parts)


def compare(old: Document, new: Document) -> Comparison:
    """What moved from the older to the newer document."""
    before, after = _by_slug(old["measures"]), _by_slug(new["measures"])
    both = [(before[slug], after[slug]) for slug in after if slug in before]
    shifts, reached = _dates(both)
    indicators = _by_slug(old["indicators"])
    pairs = [(indicators[row["slug"]], row) for row in new["indicators"] if row["slug"] in indicators]
    came = [row for slug, row in after.items() if slug not in before]
    came += [row for row in new["indicators"] if row["slug"] not in indicators]
    later = _by_slug(new["indicators"])
    went = [row for slug, row in before.items() if slug not in after]
    went += [row for slug, row in indicators.items() if slug not in later]
    return Comparison(
        lights=[_moved(a, b, a["light"], b["light"]) for a, b in both if a["light"] != b["light"]],
        reached=reached,
        shifts=shifts,
        money=[_moved(a, b, _money(a), _money(b)) for a, b in both if _money(a) != _money(b)],
        values=[ValueMove(a, b) for a, b in pairs if _figures(a) != _figures(b)],
        came=came,
        went=went,
    )


def _by_slug(rows: Sequence[Row]) -> dict[str, Row]:
    return {row["slug"]: row for row in rows}


def _moved(old: Row, new: Row, before: Any, after: Any) -> Moved:
    return Moved(new["slug"], new["title"], new["titleEn"], before, after)


def _money(row: Row) -> tuple[Any, Any]:
    return row["planned"], row["spent"]


def _figures(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("value", "period", "provisional", "rating", "target", "targetPeriod"))


def _dates(pairs: Sequence[tuple[Row, Row]]) -> tuple[list[Shift], list[Shift]]:
    """(dates that were put off or brought forward, steps that were reached since)."""
    shifts, reached = [], []
    for old, new in pairs:
        steps = {step["code"]: step for step in old["milestones"]}
        for step in new["milestones"]:
            before = steps.get(step["code"])
            if before is None:
                continue
            if step["actual"] and not before["actual"]:
                reached.append(_shift(new, step, before["due"], step["actual"]))
            elif step["due"] != before["due"]:
                shifts.append(_shift(new, step, before["due"], step["due"]))
        if old["end"] != new["end"]:
            shifts.append(_shift(new, {"title": "", "titleEn": ""}, old["end"], new["end"]))
    return shifts, reached


def _shift(row: Row, step: Row, old: str | None, new: str | None) -> Shift:
    days = tuple(date.fromisoformat(text) if text else None for text in (old, new))
    return Shift(row["slug"], row["title"], row["titleEn"], step["title"], step["titleEn"], *days)
