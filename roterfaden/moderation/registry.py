"""Where rooms meet moderation: things that can be reported and decided about, and the rules of an area.

Contributions of all kinds are one such target (`targets.py`). A room whose texts are something else (free texts of a
survey, registrations) registers a kind of its own; reports, queue, measures, objections and log then work for it, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django_stubs_ext import StrOrPromise

from roterfaden.accounts.models import Person
from roterfaden.kit.things import Ref
from roterfaden.moderation.kinds import Kind


@dataclass(frozen=True)
class Target:
    """Something as moderators see it, also when it is not public. `ref` names it here, `thing_kind` what it is for
    people; `can`: what may be decided about it now.
    """

    ref: Ref
    thing_kind: str
    label: StrOrPromise
    text: str
    area: Ref
    title: str = ""
    #: Its path for everybody; empty where it has none.
    url: str = ""
    state: str = ""
    is_public: bool = False
    waits: bool = False
    author: Person | None = None
    author_name: str = ""
    said_at: datetime | None = None
    sample: bool = False
    can: frozenset[Kind] = frozenset()
    #: What somebody said before and after, of the same conversation: (who, text).
    around: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True)
class Cut:
    """What is left of a text when it was shortened."""

    title: str
    text: str
    additions: bool = False


#: Does it; gives what is needed to take it back (JSON without words), None where somebody was faster.
Apply = Callable[[Target, Kind, "Cut | None"], "dict[str, Any] | None"]
#: Takes it back exactly; False where it is not there any more.
Revert = Callable[[Ref, Kind, Mapping[str, Any]], bool]


@dataclass(frozen=True)
class TargetKind:
    """A kind of targets. `load(keys)` gives them by key with a constant number of queries, hidden ones too."""

    key: str
    load: Callable[[Sequence[str]], Mapping[str, Target]]
    apply: Apply
    revert: Revert
    #: Names of what it is for people, by `thing_kind`, for filters and the public log.
    labels: Callable[[], Mapping[str, StrOrPromise]]


#: Gives the rules of an area in words, one a line; empty: only the house rules hold.
AreaRules = Callable[[Ref], Sequence[str]]

target_kinds: dict[str, TargetKind] = {}
_area_rules: dict[str, AreaRules] = {}


def register(kind: TargetKind) -> None:
    """Make a kind known; a second registration is a mistake."""
    if kind.key in target_kinds:
        raise ValueError(f"{kind.key} is registered twice")
    target_kinds[kind.key] = kind


def register_area_rules(area_kind: str, rules: AreaRules) -> None:
    """Say where the rules of areas of a kind (`process`) stand."""
    _area_rules[area_kind] = rules


def rules_of_area(area: Ref) -> list[str]:
    """The area's own rules, as a moderator may quote them."""
    rules = _area_rules.get(area.kind)
    return [line for line in rules(area) if line.strip()] if rules else []


def targets(refs: Sequence[Ref]) -> dict[Ref, Target]:
    """These as moderators see them; what is gone is left out."""
    found: dict[Ref, Target] = {}
    for kind in sorted({ref.kind for ref in refs} & target_kinds.keys()):
        keys = sorted({ref.key for ref in refs if ref.kind == kind})
        found |= {Ref(kind, key): target for key, target in target_kinds[kind].load(keys).items()}
    return found


def target(ref: Ref) -> Target | None:
    """One; None if it is gone."""
    return targets([ref]).get(ref)


def labels() -> dict[str, str]:
    """What the targets are called for people."""
    return {key: str(label) for kind in target_kinds.values() for key, label in kind.labels().items()}


def label_of(thing_kind: str) -> str:
    """One of them; an unknown one is "Beitrag"."""
    from django.utils.translation import gettext as _

    return labels().get(thing_kind) or _("Beitrag")
