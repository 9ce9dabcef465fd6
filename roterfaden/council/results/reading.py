"""What is read from a result: outcome, votes, and the proof.

The values of outcome and basis mirror `council.models.result` as plain strings, so that this package works without
Django (a test holds the two together).
"""

from __future__ import annotations

from dataclasses import dataclass

ADOPTED = "adopted"
ADOPTED_CHANGED = "adoptedWithChanges"
REJECTED = "rejected"
RECOMMENDED = "recommended"
NOT_RECOMMENDED = "notRecommended"
NOTED = "noted"
POSTPONED = "postponed"
REFERRED = "referred"
WITHDRAWN = "withdrawn"
SETTLED = "settled"
NONE = "none"

#: The body said yes, in one form or another.
POSITIVE = frozenset({ADOPTED, ADOPTED_CHANGED, RECOMMENDED, NOTED})
#: The body said no.
NEGATIVE = frozenset({REJECTED, NOT_RECOMMENDED})

BY_TEXT = "text"
BY_COUNTS = "counts"
UNKNOWN = "none"


@dataclass(frozen=True)
class Votes:
    """A count of votes as the text gives it; None where it does not say. `unanimous` only where a word says so."""

    yes: int | None = None
    no: int | None = None
    abstentions: int | None = None
    unanimous: bool | None = None

    @property
    def direction(self) -> int:
        """1: more for than against, -1: more against than for, 0: a tie, or the counts do not tell."""
        if self.yes is None and self.no is None:
            return 1 if self.unanimous else 0
        if self.yes is None:
            return 1 if self.no == 0 else 0
        return (self.yes > (self.no or 0)) - (self.yes < (self.no or 0))


@dataclass(frozen=True)
class GroupVotes:
    """How a faction or person voted, where the text names it."""

    name: str
    yes: int | None = None
    no: int | None = None
    abstentions: int | None = None


@dataclass(frozen=True)
class Reading:
    """What a result says. `quote` are the words it was read from, `confidence` 0–100 how sure the reading is."""

    outcome: str = NONE
    basis: str = UNKNOWN
    quote: str = ""
    confidence: int = 0
    votes: Votes | None = None
    groups: tuple[GroupVotes, ...] = ()


#: The text says nothing that counts.
NOTHING = Reading()
