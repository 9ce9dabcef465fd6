"""Which events followers hear of, and which things an event also concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django_stubs_ext import StrOrPromise

from roterfaden.kit.things import Ref, Thing


@dataclass(frozen=True)
class EventType:
    """A kind of event, such as `paper.decided`. `sentence(thing, data)` says what happened, in the language at hand;
    it is made when a notice is shown or sent, from what is public then.
    """

    key: str
    label: StrOrPromise
    sentence: Callable[[Thing, Mapping[str, Any]], str]


event_types: dict[str, EventType] = {}
#: Each gives, for some things, further things whose followers shall hear of them too, with a constant number of
#: queries: a paper's threads, the idea that it came from, its district.
Widen = Callable[[Sequence[Ref]], Mapping[Ref, Iterable[Ref]]]
wideners: list[Widen] = []


def register(event_type: EventType) -> None:
    """Make a kind known; a second registration is a mistake."""
    if event_type.key in event_types:
        raise ValueError(f"{event_type.key} is registered twice")
    event_types[event_type.key] = event_type


def widen(function: Widen) -> Widen:
    """Register (also as a decorator) a room's knowledge of what hangs together; asked by the worker, not by writers."""
    if function not in wideners:
        wideners.append(function)
    return function
