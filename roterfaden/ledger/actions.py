"""Writing into the ledger: what other rooms call in the transaction of their change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from roterfaden.kit.things import Ref
from roterfaden.ledger.registry import entry_types


@dataclass(frozen=True)
class Personal:
    """A personal fact of an entry: it enters the chain as a commitment only. `owner` is who can have it erased."""

    name: str
    value: str
    owner: Ref


@dataclass(frozen=True)
class Fact:
    """What happened to a thing: `content` is public JSON (no floats: texts, whole numbers, yes/no, lists, objects)."""

    subject: Ref
    content: Mapping[str, Any]
    personal: tuple[Personal, ...] = ()


def record(kind: str, subject: Ref, content: Mapping[str, Any], personal: Iterable[Personal] = ()) -> None:
    """Log one fact. Call it in the transaction of the change; it gets its number within a second, outside of it."""
    record_many(kind, [Fact(subject, content, tuple(personal))])


def record_many(kind: str, facts: Iterable[Fact]) -> None:
    """Log several facts of a kind. KeyError for a kind that nobody registered."""
    entry_types[kind]
