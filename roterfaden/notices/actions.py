"""Telling followers: what other rooms call in the transaction of their change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from roterfaden.kit.things import Ref
from roterfaden.notices.registry import event_types


@dataclass(frozen=True)
class News:
    """Something that happened. `key` is unique for ever: the same key a second time is the same event.

    `data` are small public facts (JSON) for the sentence; `targets` further things whose followers hear of it, beside
    the subject's own and those that the wideners name.
    """

    key: str
    subject: Ref
    data: Mapping[str, Any] = field(default_factory=dict)
    targets: tuple[Ref, ...] = ()


def announce(kind: str, news: News) -> None:
    """Accept one event. Call it in the transaction of the change; the worker makes the notices."""
    announce_many(kind, [news])


def announce_many(kind: str, news: Iterable[News]) -> None:
    """Accept events of a kind, a few statements for any number. KeyError for a kind that nobody registered."""
    event_types[kind]


def move_followers(old: Ref, new: Ref) -> int:
    """Who follows `old` follows `new` from now on (a merge); nobody follows twice. How many moved."""
    return 0
