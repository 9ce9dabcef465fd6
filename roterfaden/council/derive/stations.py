"""Who had the last word, and what became of a paper: pure rules over its stations.

A recommendation by a committee is not a decision of the council. A yes is "adopted", and a no is "rejected", only
where the body had the last word: the plenum; a body that the source calls authoritative (or whose role it calls
deciding); or, as long as the plenum is not on the paper's way, the last body that the paper is addressed to (a paper
with a district in its number is addressed to that district's council). Everywhere else they are "recommended" and "not
recommended", and the basis says that this follows from result and competence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from roterfaden.council.derive.results import Result
from roterfaden.council.kinds import DISTRICT_COUNCIL, PLENUM, organization_kind
from roterfaden.council.models.result import Basis, Outcome

FINAL = frozenset({Outcome.ADOPTED.value, Outcome.ADOPTED_CHANGED.value, Outcome.REJECTED.value})
#: End a matter wherever they are said.
ENDING = frozenset({Outcome.WITHDRAWN.value, Outcome.SETTLED.value})
#: What a yes or no is worth where the body only advises.
ADVICE = {
    Outcome.ADOPTED.value: Outcome.RECOMMENDED.value,
    Outcome.ADOPTED_CHANGED.value: Outcome.RECOMMENDED.value,
    Outcome.REJECTED.value: Outcome.NOT_RECOMMENDED.value,
}
#: Roles as sources write them (OParl 1.1, 3.11: free text).
DECIDING_ROLE = re.compile(r"\b(?:entscheid|beschlussfass|beschlie|endgültig)", re.IGNORECASE)
ADVISING_ROLE = re.compile(r"vorberat|empfehl|anhör|kenntnis|vorbereit|stellungnahme", re.IGNORECASE)
#: Bodies that are told and not asked.
INFORMED = re.compile(r"nachrichtlich|kenntnis", re.IGNORECASE)
#: Shorter names are compared as a whole: "Rat" is part of many names.
SHORTEST_PART = 8


@dataclass(frozen=True)
class Station:
    """A paper at one body."""

    pk: int
    position: int = 0
    day: date | None = None
    organization: int | None = None
    kind: str = ""
    names: tuple[str, ...] = ()
    role: str = ""
    authoritative: bool | None = None
    cancelled: bool = False
    result: Result = field(default_factory=Result)
    decides: bool = False


@dataclass(frozen=True)
class Addressed:
    """Whom a paper is addressed to: names in order, and the district in its number."""

    names: tuple[str, ...] = ()
    district: str = ""


@dataclass(frozen=True)
class Conclusion:
    """What became of a paper, as far as its stations say."""

    outcome: str = Outcome.NONE.value
    outcome_basis: str = Basis.NONE.value
    decided_on: date | None = None
    decided_by: int | None = None
    next_date: date | None = None
    #: The station that says it: its day and its words.
    day: date | None = None
    quote: str = ""


def in_order(stations: Iterable[Station]) -> list[Station]:
    """By day, then as the source lists them; those without a day last."""
    return sorted(stations, key=lambda one: (one.day is None, one.day or date.min, one.position, one.pk))


def judged(stations: Iterable[Station], addressed: Addressed) -> list[Station]:
    """The stations in order, each with the outcome that its result has there."""
    ordered = in_order(stations)
    has_plenum = any(is_plenum(one) for one in ordered)
    return [judge(one, addressed, has_plenum) for one in ordered]


def judge(station: Station, addressed: Addressed, has_plenum: bool) -> Station:
    """Say whether the station has the last word, and what its result is worth."""
    by_right = has_right(station)
    by_address = not by_right and not has_plenum and station.authoritative is not False
    by_address = by_address and not ADVISING_ROLE.search(station.role) and is_last_addressed(station, addressed)
    result = station.result
    if not result.is_corrected and result.outcome in ADVICE:
        if not by_right and not by_address:
            result = replace(result, outcome=ADVICE[result.outcome], outcome_basis=Basis.ROLE.value)
        elif by_address:
            result = replace(result, outcome_basis=Basis.ROLE.value)
    return replace(station, decides=by_right or by_address, result=result)


def has_right(station: Station) -> bool:
    """The plenum, or a body that the source calls deciding."""
    if is_plenum(station) or station.authoritative:
        return True
    deciding = bool(DECIDING_ROLE.search(station.role)) and not ADVISING_ROLE.search(station.role)
    return station.authoritative is None and deciding


def is_plenum(station: Station) -> bool:
    """Whether the body is the council itself."""
    return kind_of(station) == PLENUM


def kind_of(station: Station) -> str:
    """The body's kind; from its name where it is no object of the source."""
    return station.kind or organization_kind(station.names[0] if station.names else "")


def is_last_addressed(station: Station, addressed: Addressed) -> bool:
    """Whether the paper goes to this body last."""
    asked = [name for name in addressed.names if not INFORMED.search(name)]
    if not asked:
        return bool(addressed.district) and kind_of(station) == DISTRICT_COUNCIL
    return any(same_name(name, asked[-1]) for name in station.names)


def same_name(one: str, other: str) -> bool:
    """Whether two names mean the same body: "In den Verwaltungsausschuss", "Verwaltungsausschuss"."""
    a, b = plain_name(one), plain_name(other)
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    return a == b or (len(shorter) >= SHORTEST_PART and f" {longer} ".find(f" {shorter} ") >= 0)


def plain_name(name: str) -> str:
    """Only the letters, in words."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return " ".join(word for word in words if word not in {"in", "an", "den", "die", "das", "der"})


def concluded(ordered: Sequence[Station], today: date) -> Conclusion:
    """What became of the paper; `ordered` are its judged stations."""
    ahead = [
        one.day for one in ordered if one.day and one.day >= today and not one.result.is_known and not one.cancelled
    ]
    last = last_word(ordered)
    if last is None:
        return Conclusion(next_date=min(ahead, default=None))
    ended = last.result.outcome in ENDING or (last.decides and last.result.outcome in FINAL)
    return Conclusion(
        last.result.outcome,
        last.result.outcome_basis,
        last.day if ended else None,
        last.organization if ended else None,
        min(ahead, default=None),
        last.day,
        last.result.quote,
    )


def last_word(ordered: Sequence[Station]) -> Station | None:
    """The station whose outcome is the paper's: a withdrawal; else the latest of a body with the last word, unless that
    put the matter off; else the latest of all."""
    known = [one for one in ordered if one.result.is_known]
    if not known or known[-1].result.outcome in ENDING:
        return known[-1] if known else None
    deciding = [one for one in known if one.decides]
    if deciding and deciding[-1].result.outcome in FINAL | {Outcome.NOTED.value}:
        return deciding[-1]
    return known[-1]
