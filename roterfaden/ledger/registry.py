"""What the ledger may hold: each kind of entry is registered with a sentence and a rule of erasure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django_stubs_ext import StrOrPromise

KEY = re.compile(r"[a-z0-9_.-]{1,60}")


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
#: Models whose public changes are ledgered, with the kinds of entries (their beginnings) that tell of them.
ledgered_models: dict[type[Model], tuple[str, ...]] = {}


def register(entry_type: EntryType) -> None:
    """Make a kind known; a second registration is a mistake."""
    if entry_type.key in entry_types or not KEY.fullmatch(entry_type.key):
        raise ValueError(f"{entry_type.key} is registered twice, or no kind")
    entry_types[entry_type.key] = entry_type


def ledgered(model: type[Model], *kinds: str) -> None:
    """Say that a model changes only through actions that write entries of these kinds (`paper.` means all of papers).

    A test walks the whole back office with every model that is registered here: whatever it posts must be refused or
    leave an entry (`tests/ledger/test_back_office.py`).
    """
    ledgered_models[model] = (*ledgered_models.get(model, ()), *kinds)
