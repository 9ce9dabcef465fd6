"""The result of one station: read from the source's words, or as an editor corrected it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from roterfaden.council.models import Correction
from roterfaden.council.models.result import Basis, Outcome
from roterfaden.council.results import GroupVotes, parse

#: (source, key, field) → value, for all objects of a batch.
Corrections = Mapping[tuple[int, str], Mapping[str, Any]]
COUNTS = ("yes", "no", "abstentions")
#: The columns of `ResultFields` that are read from `result`.
COLUMNS = ("outcome", "outcome_basis", *COUNTS, "unanimous", "quote", "confidence")


@dataclass(frozen=True)
class Result:
    """What a body concluded, and how we know."""

    outcome: str = Outcome.NONE.value
    outcome_basis: str = Basis.NONE.value
    yes: int | None = None
    no: int | None = None
    abstentions: int | None = None
    unanimous: bool | None = None
    quote: str = ""
    confidence: int | None = 0
    groups: tuple[GroupVotes, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is an outcome."""
        return self.outcome != Outcome.NONE.value

    @property
    def is_corrected(self) -> bool:
        """Whether an editor said it: then nothing is derived from it any more."""
        return self.outcome_basis == Basis.CORRECTION.value

    def columns(self) -> dict[str, Any]:
        """The values of the database columns."""
        return {name: getattr(self, name) for name in COLUMNS}


def read_result(text: str, corrections: Mapping[str, Any]) -> Result:
    """Read a result text and lay an editor's corrections over it."""
    reading = parse(text)
    result = Result(reading.outcome, reading.basis, quote=reading.quote, confidence=reading.confidence)
    if votes := reading.votes:
        result = replace(result, yes=votes.yes, no=votes.no, abstentions=votes.abstentions, unanimous=votes.unanimous)
    return corrected(replace(result, groups=reading.groups), corrections)


def corrected(result: Result, corrections: Mapping[str, Any]) -> Result:
    """Lay corrections over a result: outcome, votes (an object), or one of its numbers; senseless values do nothing."""
    if not corrections:
        return result
    votes = corrections.get("votes")
    numbers = {**(votes if isinstance(votes, dict) else {}), **corrections}
    changes: dict[str, Any] = {name: numbers[name] for name in COUNTS if name in numbers and is_count(numbers[name])}
    if isinstance(numbers.get("unanimous"), bool):
        changes["unanimous"] = numbers["unanimous"]
    if changes:
        changes["groups"] = ()
    if corrections.get("outcome") in Outcome.values:
        changes |= {"outcome": corrections["outcome"], "outcome_basis": Basis.CORRECTION.value, "confidence": 100}
    return replace(result, **changes)


def is_count(value: object) -> bool:
    """A number of votes, or None for "not told"."""
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31)


def corrections_of(keys: set[tuple[int, str]]) -> Corrections:
    """The corrections of objects, by (source, key)."""
    found: dict[tuple[int, str], dict[str, Any]] = {}
    rows = Correction.objects.filter(
        source_id__in={source for source, _ in keys}, key__in={key for _, key in keys}
    ).order_by("pk")
    for row in rows:
        if (row.source_id, row.key) in keys:
            found.setdefault((row.source_id, row.key), {})[row.field] = row.value
    return found
