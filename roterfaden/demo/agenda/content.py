"""What the demonstration's thread and strategies say, read from the texts beside this file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.text import slugify

Situation = str  # plan, late, stopped, done, new, regular, dropped


@dataclass(frozen=True)
class MeasureText:
    """An invented measure. `cost` is planned, in thousands of euros; `steps` are its milestones in order."""

    title: str
    what: str
    why: str
    plan: str
    node: str
    situation: Situation
    cost: int
    steps: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorText:
    """An invented indicator: its value of 2016 and of 2025, and what it shall be in 2030 (None: no target)."""

    title: str
    unit: str
    direction: str
    first: float
    last: float
    target: float | None
    goal: str
    node: str


@cache
def texts(name: str) -> dict[str, Any]:
    """One of the files: thread, plans, measures, indicators."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def measures() -> list[MeasureText]:
    """All invented measures."""
    return [_measure(*row) for row in texts("measures")["rows"]]


def _measure(
    title: str, what: str, why: str, plan: str, node: str, situation: Situation, cost: int, *steps: str
) -> MeasureText:
    return MeasureText(title, what, why, plan, node, situation, cost, steps)


def indicators() -> list[IndicatorText]:
    """All invented indicators."""
    names = ("title", "unit", "direction", "first", "last", "target", "goal", "node")
    rows = [dict(zip(names, row, strict=True)) for row in texts("indicators")["rows"]]
    return [IndicatorText(**{**row, "target": None if row["target"] == "" else row["target"]}) for row in rows]


def slug(text: str) -> str:
    """A German text as an address."""
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("ß", "ss")):
        text = text.replace(umlaut, letters)
    return slugify(text)[:70].strip("-")
