"""From the prose of a result to a `Reading`.

The rules (docs/outcomes.md tells them with examples): words of the matter decide; counts without a word are compared;
a tie decides nothing; a vote on the procedure decides nothing; parts with different outcomes decide nothing; what the
text does not say stays open.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from roterfaden.council.results import reading as r
from roterfaden.council.results.reading import NOTHING, GroupVotes, Reading, Votes
from roterfaden.council.results.roll_call import roll_call
from roterfaden.council.results.sentences import SPECIAL_MAJORITY
from roterfaden.council.results.votes import Vote, votes_of
from roterfaden.council.results.words import UNCLEAR

#: What is longer is a record of the debate, not a result.
MAX_LENGTH = 20_000
MAX_QUOTE = 600
#: What may stand before the counts of the only vote: "Abstimmungsergebnis: ".
HEAD = re.compile(r"[^\d:]{0,40}:?\s?")
SPACES = re.compile(r"\s+")
SURE = {"both": 98, "text": 95, "unanimous": 95, "counts": 92, "table": 88, "parts": 80}


def parse(text: str | None) -> Reading:
    """Read a result. Never raises; takes linear time; what the text does not say is outcome "none"."""
    if not text or len(text) > MAX_LENGTH:
        return NOTHING
    return read(SPACES.sub(" ", text.replace("\u00ad", "")).strip())


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Read a result whose spaces are in order."""
    found = votes_of(text)
    if SPECIAL_MAJORITY.search(text):
        found = [replace(vote, direction=0) for vote in found]
    reading = decide(text, found)
    names = roll_call(text)
    return replace(reading, groups=names) if names and not reading.groups else reading


def decide(text: str, found: list[Vote]) -> Reading:
    """Bring the votes together: words first, then counts; NONE where they do not agree."""
    said = agreed({vote.verdict for vote in found if vote.verdict})
    outcome, basis = (said, r.BY_TEXT) if said else by_counts(found)
    if outcome == r.NONE or not fits(found, outcome):
        return undecided(text, found)
    proof = [vote for vote in found if vote.verdict or vote.votes]
    votes, groups = common_votes(found, outcome)
    return Reading(outcome, basis, quote(text, proof), confidence(proof, basis), votes, groups)


def agreed(verdicts: set[str]) -> str:
    """The one verdict that a set of verdicts amounts to, UNCLEAR if they do not agree, "" if there is none."""
    if len(verdicts) < 2:
        return next(iter(verdicts), "")
    if verdicts == {r.ADOPTED, r.ADOPTED_CHANGED}:
        return r.ADOPTED_CHANGED
    if verdicts == {r.ADOPTED, r.RECOMMENDED}:
        return r.RECOMMENDED
    return r.ADOPTED if verdicts == {r.ADOPTED, r.NOTED} else UNCLEAR


def by_counts(found: list[Vote]) -> tuple[str, str]:
    """Outcome and basis from counts alone: all votes must go the same way."""
    directions = {vote.direction for vote in found if vote.has_counts}
    if len(directions) != 1 or directions == {0}:
        return r.NONE, r.UNKNOWN
    unanimous = any(vote.votes and vote.votes.unanimous for vote in found)
    return r.ADOPTED if directions == {1} else r.REJECTED, r.BY_TEXT if unanimous else r.BY_COUNTS


def fits(found: list[Vote], outcome: str) -> bool:
    """Whether no vote speaks against the outcome, and none is left open that could."""
    if outcome == UNCLEAR or any(vote.is_contradictory for vote in found):
        return False
    if outcome not in r.POSITIVE | r.NEGATIVE:
        return True
    against = -1 if outcome in r.POSITIVE else 1
    return not any(vote.is_open or (not vote.verdict and vote.direction == against) for vote in found)


def undecided(text: str, found: list[Vote]) -> Reading:
    """Nothing is decided; the counts of the only vote are still worth telling (a tie, a special majority)."""
    if len(found) != 1 or not found[0].has_counts or found[0].verdict:
        return NOTHING
    vote = found[0]
    head = HEAD.match(text)
    if vote.start > (head.end() if head else 0):
        return NOTHING
    return Reading(quote=quote(text, found), votes=vote.votes, groups=vote.groups)


def common_votes(found: list[Vote], outcome: str) -> tuple[Votes | None, tuple[GroupVotes, ...]]:
    """The counts, if all votes have the same; None for an outcome that votes of another kind led to."""
    counted = [vote.votes for vote in found if vote.votes is not None]
    complete = len(counted) == 1 or all(vote.has_counts for vote in found if vote.votes or vote.is_table)
    if outcome not in r.POSITIVE | r.NEGATIVE or not counted or not complete:
        return None, ()
    if len(counted) > 1:
        return same_votes(counted), ()
    only = next(vote for vote in found if vote.votes)
    return (only.votes, only.groups) if only.has_counts else (None, ())


def same_votes(votes: list[Votes]) -> Votes | None:
    """What all votes have in common: the counts if they are the same, else at least that each was unanimous."""
    unanimous = votes[0].unanimous if len({vote.unanimous for vote in votes}) == 1 else None
    if len({replace(vote, unanimous=None) for vote in votes}) == 1:
        said = any(vote.unanimous for vote in votes) and votes[0].no == 0
        return replace(votes[0], unanimous=True if said else unanimous)
    return Votes(unanimous=True) if unanimous else None


def quote(text: str, proof: list[Vote]) -> str:
    """The words between the first and the last proof, cut to a length that a page can show."""
    words = text[min(vote.start for vote in proof) : max(vote.end for vote in proof)].strip()
    return words if len(words) <= MAX_QUOTE else words[: MAX_QUOTE - 1] + "…"


def confidence(proof: list[Vote], basis: str) -> int:
    """How sure the reading is, by what it rests on."""
    if sum(1 for vote in proof if vote.votes) > 1:
        return SURE["parts"]
    if any(vote.is_table for vote in proof):
        return SURE["table"]
    if any(vote.verdict for vote in proof):
        return SURE["both"] if any(vote.votes for vote in proof) else SURE["text"]
    return SURE["unanimous"] if basis == r.BY_TEXT else SURE["counts"]
