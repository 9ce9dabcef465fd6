"""Public things and who knows them: the one registry through which rooms meet.

Threads, ledger, notices (later comments and moderation) speak of things of all rooms without knowing the rooms. A thing
is named by a `Ref`: its kind and its key. The room that owns a kind registers how its things are loaded; a loader
gives public things alone, so that what is hidden later leaves no trace anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django_stubs_ext import StrOrPromise

LONGEST_KEY = 200


@dataclass(frozen=True, order=True)
class Ref:
    """A thing's name: `paper:17`. The key is the primary key, or another short text that never changes."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """The name that `text` spells; ValueError if it is none, or of an unknown kind."""
        kind, colon, key = text.partition(":")
        if not colon or kind not in kinds or not 0 < len(key) <= LONGEST_KEY:
            raise ValueError(text[:60])
        return cls(kind, key)


@dataclass(frozen=True)
class Thing:
    """A public thing as other rooms show it. `url` is its path in the language at hand; texts are plain text.

    `districts` and `topics` are slugs; `sample`: it is invented ("Beispieldaten"); `state` is a word or two for people;
    `stage` is the stage of a thread where this very thing belongs, where that differs from the stage of its kind.
    """

    ref: Ref
    title: str
    url: str
    label: StrOrPromise = ""
    number: str = ""
    summary: str = ""
    date: date | None = None
    state: str = ""
    sample: bool = False
    districts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stage: str = ""


Load = Callable[[Sequence[str], Any], Mapping[str, Thing]]


def _nothing(_text: str, _user: Any) -> Sequence[Thing]:
    return ()


def _no_texts(_keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of things.

    `load(keys, user)` gives those that `user` may see, by key, with a constant number of queries; unknown, malformed
    and hidden keys are left out. `find(text, user)` finds some for an editor's choice (at most 20). `texts(keys)` gives
    the plain texts in which numbers and places may be named, by key; only public ones. `follow`: people may follow it.
    """

    key: str
    label: StrOrPromise
    plural: StrOrPromise
    load: Load
    find: Callable[[str, Any], Sequence[Thing]] = _nothing
    texts: Callable[[Sequence[str]], Mapping[str, Sequence[str]]] = _no_texts
    #: The stage of a thread where such a thing usually belongs (one of `threads` stages), for suggestions.
    stage: str = "consultation"
    follow: bool = True


kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; a second registration of it is a mistake."""
    if kind.key in kinds or ":" in kind.key:
        raise ValueError(f"{kind.key} is registered twice, or has a colon")
    kinds[kind.key] = kind


def things(refs: Iterable[Ref], user: Any = None) -> dict[Ref, Thing]:
    """The public ones among these, one load for each kind."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for ref in refs:
        if ref.kind in kinds:
            wanted[ref.kind].add(ref.key)
    found: dict[Ref, Thing] = {}
    for kind, keys in sorted(wanted.items()):
        found |= {Ref(kind, key): thing for key, thing in kinds[kind].load(sorted(keys), user).items()}
    return found


def thing(ref: Ref, user: Any = None) -> Thing | None:
    """One thing; None if it is not public."""
    return things([ref], user).get(ref)


def keys_as_numbers(keys: Iterable[str]) -> list[int]:
    """The keys that are primary keys; what is none is left out."""
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) <= 18]
