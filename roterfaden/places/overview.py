"""What the rooms have to say about a district or a topic: the sections of its page, filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roterfaden.kit.overviews import Scope, Section, sections
from roterfaden.kit.things import Thing

#: So many things of a section are shown; its own list has the others.
ROWS = 6


@dataclass(frozen=True)
class Filled:
    """A section with its things. `is_sample`: all of them are invented, which is then said once."""

    key: str
    heading: str
    things: tuple[Thing, ...]
    more: str
    empty: str

    @property
    def is_dated(self) -> bool:
        """Whether the list has a column for days."""
        return any(thing.date for thing in self.things)

    @property
    def is_sample(self) -> bool:
        """Whether all that is shown is invented."""
        return bool(self.things) and all(thing.sample for thing in self.things)


def filled(scope: Scope, user: Any, limit: int = ROWS) -> list[Filled]:
    """The sections that have something to show, or say that they have nothing."""
    found = [_fill(section, scope, user, limit) for section in sections()]
    return [section for section in found if section.things or section.empty]


def newest(shown: Sequence[Filled]) -> list[Thing]:
    """All things of the sections, each once."""
    return list({thing.ref: thing for section in shown for thing in section.things}.values())


def _fill(section: Section, scope: Scope, user: Any, limit: int) -> Filled:
    things = tuple(section.things(scope, user, limit))[:limit]
    more = section.more(scope) if things else ""
    return Filled(section.key, str(section.heading), things, more, str(section.empty))
