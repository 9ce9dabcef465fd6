"""What a phase of ideas needs to know: its categories, whether places and images are wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from roterfaden.participation.models import Phase, Process

KEY = "ideas"
MOST_CATEGORIES, MOST_IMAGES = 30, 3
NO_PLACE, MAY_PLACE, MUST_PLACE = "none", "may", "must"
PLACES = (NO_PLACE, MAY_PLACE, MUST_PLACE)


@dataclass(frozen=True)
class Category:
    """A category: its key in rows and addresses, and its names."""

    key: str
    german: str
    english: str = ""

    @property
    def label(self) -> str:
        """In the language at hand."""
        return self.english if self.english and get_language() == "en" else self.german

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class IdeaSettings:
    """The settings of a phase. `map`: the list begins with a map."""

    categories: tuple[Category, ...] = ()
    place: str = MAY_PLACE
    images: int = MOST_IMAGES
    map: bool = False

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> IdeaSettings:
        """From `phase.settings`; what is not understood is as if it were not there."""
        place, images = values.get("place"), values.get("images")
        return cls(
            tuple(_categories(values.get("categories"))),
            place if place in PLACES else MAY_PLACE,
            min(max(images, 0), MOST_IMAGES) if isinstance(images, int) else MOST_IMAGES,
            bool(values.get("map")),
        )

    def category(self, key: str) -> Category | None:
        """The category of that key."""
        return next((row for row in self.categories if row.key == key), None)


def _categories(rows: Any) -> list[Category]:
    if not isinstance(rows, list):
        return []
    found = [row for row in rows if isinstance(row, list) and row and all(isinstance(part, str) for part in row)]
    return [Category(*row[:3]) for row in found if len(row) >= 2][:MOST_CATEGORIES]


def idea_phases(process: Process) -> list[Phase]:
    """The phases in which ideas are collected, in the office's order; one query, or none where they are at hand."""
    return [phase for phase in process.phases.all() if phase.module == KEY]


def settings_of(phases: Sequence[Phase]) -> IdeaSettings:
    """What holds for a process' ideas: the running phase's settings, with the categories of all of them."""
    if not phases:
        return IdeaSettings()
    read = [IdeaSettings.read(phase.settings) for phase in phases]
    running = next((one for phase, one in zip(phases, read, strict=True) if phase.is_open()), read[0])
    categories = {row.key: row for one in read for row in one.categories}
    return IdeaSettings(tuple(categories.values()), running.place, running.images, any(one.map for one in read))
