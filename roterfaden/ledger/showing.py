"""What of an entry is shown to everybody: all of it, or the commitments alone where its thing is not public any more.

The one home of that rule. Pages, interface and feeds take entries from here; who looks does not matter, so that what is
published can be compared by everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import structlog
from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref, Thing, things
from roterfaden.ledger.models import Entry, PersonalFact
from roterfaden.ledger.registry import entry_types

log = structlog.get_logger(__name__)


class State(StrEnum):
    """Why an entry's content is shown or not."""

    PUBLIC = "public"
    HIDDEN = "hidden"
    ERASED = "erased"


@dataclass(frozen=True)
class Erasure:
    """An entry that says why something of another was erased."""

    number: int
    time: datetime
    reason: str
    what: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """An entry as everybody may see it. `sentence` is empty unless it is public."""

    entry: Entry
    state: State
    label: str
    sentence: str = ""
    thing: Thing | None = None
    #: Commitments to personal facts (hex) by their names; they belong to the content.
    personal: Mapping[str, str] | None = None
    erasures: tuple[Erasure, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether its content is shown."""
        return self.state == State.PUBLIC


def shown(entries: Iterable[Entry]) -> list[Shown]:
    """These entries as everybody may see them; a constant number of queries for each kind of things."""
    rows = list(entries)
    found = things({row.subject for row in rows if row.subject_key})
    personal = _personal(rows)
    erasures = _erasures(rows)
    return [
        _shown(row, found.get(row.subject), personal.get(row.number, {}), erasures.get(row.number, ())) for row in rows
    ]


def show(entry: Entry) -> Shown:
    """One entry."""
    return shown([entry])[0]


def label_of(kind: str) -> str:
    """A kind's name for people; kinds of an earlier version keep their code name."""
    return str(entry_types[kind].label) if kind in entry_types else kind


def _shown(entry: Entry, thing: Thing | None, personal: Mapping[str, str], erasures: tuple[Erasure, ...]) -> Shown:
    label = label_of(entry.kind)
    if entry.is_erased:
        return Shown(entry, State.ERASED, label, thing=thing, erasures=erasures)
    if thing is None:
        return Shown(entry, State.HIDDEN, label, erasures=erasures)
    return Shown(entry, State.PUBLIC, label, _sentence(entry, label), thing, personal, erasures)


def _sentence(entry: Entry, label: str) -> str:
    """A sentence that fails must not hide the ledger: contents of earlier versions stay for ever."""
    if entry.kind not in entry_types:
        return label
    try:
        return entry_types[entry.kind].sentence(entry.facts) or label
    except Exception:
        log.exception("ledger_sentence_failed", kind=entry.kind, number=entry.number)
        return label


def _personal(rows: Sequence[Entry]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    facts = PersonalFact.objects.filter(entry__in=[row.number for row in rows])
    for number, name, commitment in facts.values_list("entry_id", "name", "commitment"):
        found.setdefault(number, {})[name] = bytes(commitment).hex()
    return found


def _erasures(rows: Sequence[Entry]) -> dict[int, tuple[Erasure, ...]]:
    found: dict[int, tuple[Erasure, ...]] = {}
    for row in Entry.objects.erasures_of([row.number for row in rows]).order_by("number"):
        number = int(row.subject_key)
        found[number] = (*found.get(number, ()), _erasure(row))
    return found


def _erasure(row: Entry) -> Erasure:
    facts: Mapping[str, Any] = row.facts
    return Erasure(row.number, row.time, str(facts.get("reason", "")), tuple(map(str, facts.get("what", ()))))


def erased_parts(what: Sequence[str]) -> str:
    """What was erased, in words."""
    words = {"content": _("der Inhalt"), "subject": _("worum es ging")}
    return ", ".join(dict.fromkeys(words.get(part, _("eine Angabe über eine Person")) for part in what))


def is_public(ref: Ref) -> bool:
    """Whether everybody may see a thing."""
    return bool(things([ref]))
