"""What the ledger may hold: each kind of entry is registered with a sentence and a rule of erasure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class EntryType:
    """A kind of entry, such as `paper.outcome`.

    `sentence(content)` says in plain words what happened, from the entry's public content alone. `erasure` names the
    rule by which personal facts in it end ("enthält keine", or after which time or event).
    """

    key: str
    label: StrOrPromise
    sentence: Callable[[Mapping[str, Any]], str]
    erasure: StrOrPromise


entry_types: dict[str, EntryType] = {}


def register(entry_type: EntryType) -> None:
    """Make a kind known; a second registration is a mistake."""
    if entry_type.key in entry_types:
        raise ValueError(f"{entry_type.key} is registered twice")
    entry_types[entry_type.key] = entry_type
