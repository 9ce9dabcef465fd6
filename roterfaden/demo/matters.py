"""The written matters (`texts/*.toml`): what a paper of the demonstration city may be about."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"
KINDS = ("proposal", "information", "motion", "question", "district-motion", "district-question")


@dataclass(frozen=True)
class CostRow:
    """A line of a cost table: where it belongs and between which amounts it lies. `investment`: not per product."""

    investment: bool
    per_year: bool
    product: str
    product_name: str
    income: bool
    label: str
    least: int
    most: int


@dataclass(frozen=True)
class Amendment:
    """What a faction wants to change."""

    antrag: str
    begruendung: str


@dataclass(frozen=True)
class Matter:
    """A matter with placeholders such as {strasse}; `times`: in how many districts it comes up."""

    key: str
    kind: str
    title: str
    bodies: tuple[str, ...] = ()
    office: str = ""
    times: int = 1
    district: int = 0
    urgent: bool = False
    numbers: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    antrag: str = ""
    begruendung: str = ""
    text: str = ""
    frage: str = ""
    antwort: str = ""
    gender: str = ""
    klima: str = ""
    kosten: tuple[CostRow, ...] = ()
    neufassung: tuple[tuple[str, str], ...] = ()
    aenderung: Amendment | None = None

    @property
    def is_local(self) -> bool:
        """Whether it belongs to a district."""
        return self.kind.startswith("district") or "B" in self.bodies


@cache
def matters() -> tuple[Matter, ...]:
    """All matters, in a fixed order."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        rows = tomllib.loads(path.read_text("utf-8"))["matter"]
        found += [_matter(f"{path.stem}-{index}", row) for index, row in enumerate(rows)]
    return tuple(found)


def _matter(key: str, row: dict[str, Any]) -> Matter:
    if row["kind"] not in KINDS:
        raise ValueError(f"{key}: unknown kind {row['kind']}")
    values = dict(row)
    values["bodies"] = tuple(row.get("bodies", ()))
    values["numbers"] = {name: (low, high, step) for name, (low, high, step) in row.get("numbers", {}).items()}
    values["kosten"] = tuple(_cost(*line) for line in row.get("kosten", ()))
    values["neufassung"] = tuple((old, new) for old, new in row.get("neufassung", ()))
    values["aenderung"] = Amendment(**row["aenderung"]) if "aenderung" in row else None
    return Matter(key=key, **values)


def _cost(place: str, product: str, name: str, side: str, label: str, least: int, most: int) -> CostRow:
    return CostRow(place == "I", place == "PA", product, name, side == "E", label, least, most)
