"""Erasing a person everywhere: rooms register erasers, texts are struck out of all columns, free pages are emptied.

    @eraser("services.requests", label=_("Anträge"))
    def forget(erasure: Erasure) -> int:
        return Request.objects.filter(person=erasure.owner.key).delete()[0]

A room puts them into its module `erasers.py`, which is imported at start. An eraser bears being run again, and knows
what only its room knows: which rows and files belong to an owner, what must be deleted and not only struck out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from roterfaden.kit.things import Ref

#: A shorter text would strike out half the portal.
SHORTEST = 6


@dataclass(frozen=True)
class Erasure:
    """Who is erased, and the texts by which the person is named in free text (names, addresses; at least 6 letters)."""

    owner: Ref
    texts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for text in self.texts:
            if len(text.strip()) < SHORTEST or "\x00" in text:
                raise TooShort(text)


class TooShort(ValueError):
    """A text that stands in too many places to be struck out."""


Erase = Callable[[Erasure], int]


@dataclass(frozen=True)
class Eraser:
    """What a room does; it gives the number of places."""

    name: str
    label: StrOrPromise
    erase: Erase


_erasers: dict[str, Eraser] = {}


def eraser(name: str, *, label: StrOrPromise) -> Callable[[Erase], Erase]:
    """Register the decorated function."""

    def decorate(function: Erase) -> Erase:
        _erasers[name] = Eraser(name, label, function)
        return function

    return decorate


def all_erasers() -> list[Eraser]:
    """Every registered eraser by its name."""
    return [_erasers[name] for name in sorted(_erasers)]
