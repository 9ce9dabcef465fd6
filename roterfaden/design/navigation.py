"""The menus: rooms register their entries, so that a menu shows only rooms that exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Link:
    """A link as templates show it."""

    name: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A menu entry. `view` is the name of its page; `order` sorts; `place` is `main` or `foot`."""

    name: str | Promise
    view: str
    order: int = 50
    place: str = "main"

    def link(self) -> Link | None:
        """The entry in the active language; None where its page does not exist."""
        try:
            return Link(str(self.name), reverse(self.view))
        except NoReverseMatch:
            return None


_ENTRIES: dict[str, Entry] = {}
_NOTES: list[Callable[[], str]] = []
_MANY: dict[str, list[Callable[[], list[Link]]]] = {}


def register(entry: Entry) -> None:
    """Add an entry, once."""
    _ENTRIES[entry.view] = entry


def register_many(place: str, links: Callable[[], list[Link]]) -> None:
    """Add links that are only known when the menu is shown (editors' pages); they come first."""
    if links not in _MANY.setdefault(place, []):
        _MANY[place].append(links)


def register_note(note: Callable[[], str]) -> None:
    """Let a room say something in every footer, such as that what is shown is invented; empty: nothing to say."""
    if note not in _NOTES:
        _NOTES.append(note)


def notes() -> list[str]:
    """What the rooms say in the footer."""
    return [text for note in _NOTES if (text := note())]


def links(place: str) -> list[Link]:
    """The main menu (`main`) or the footer's (`foot`), in order."""
    entries = sorted((entry for entry in _ENTRIES.values() if entry.place == place), key=lambda entry: entry.order)
    found = [link for make in _MANY.get(place, []) for link in make()]
    return found + [link for entry in entries if (link := entry.link())]
