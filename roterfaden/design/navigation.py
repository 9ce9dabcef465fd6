"""The main menu: rooms register their entry, so that the menu shows only rooms that exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    """A menu entry. `view` is the name of its page; `order` sorts; `place` is `main` or `foot`."""

    name: str | Promise
    view: str
    order: int = 50
    place: str = "main"
    prefix: str = ""

    def url(self) -> str:
        """Its address in the active language; empty where the page does not exist."""
        try:
            return reverse(self.view)
        except NoReverseMatch:
            return ""


_ENTRIES: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add an entry, once."""
    _ENTRIES[entry.view] = entry


def entries(place: str) -> list[Entry]:
    """The entries of the main menu (`main`) or of the footer (`foot`), in order."""
    return sorted((entry for entry in _ENTRIES.values() if entry.place == place), key=lambda entry: entry.order)
