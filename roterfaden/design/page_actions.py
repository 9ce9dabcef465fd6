"""What can be done with what a page shows: higher rooms register it, so that lower ones need not know them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roterfaden.design.navigation import Link

#: Gives the link for what the page is about; None where there is nothing to do.
Make = Callable[[Any], Link | None]
_ACTIONS: dict[str, list[Make]] = {}


def register(place: str, make: Make) -> None:
    """Offer an action at a place, such as `search`."""
    if make not in _ACTIONS.setdefault(place, []):
        _ACTIONS[place].append(make)


def offered(place: str, about: Any) -> list[Link]:
    """The links for what is shown there."""
    return [link for make in _ACTIONS.get(place, []) if (link := make(about))]
