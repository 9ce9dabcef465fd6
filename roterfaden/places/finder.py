"""Finds the district of a street, a part of town or a district's name, as people type it. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from roterfaden.places.models import District, Street
from roterfaden.places.names import LONGEST, exact_key, loose_key, without_number

SUGGESTIONS = 5
#: So many streets with the same beginning are compared at most.
COMPARED = 1_000
#: Names may differ by a slip of the finger, not by more.
CLOSE = 0.78
SLIPS = 4
SHORTEST = 3


@dataclass(frozen=True)
class Hit:
    """A name that fits, and the district it means."""

    name: str
    district: District
    is_street: bool = False


@dataclass(frozen=True)
class Answer:
    """What was found for a text. `hits`: all that fit; `near`: names that are spelt alike, where nothing fits."""

    text: str
    hits: tuple[Hit, ...] = ()
    near: tuple[Hit, ...] = ()

    @property
    def only(self) -> District | None:
        """The one district that all hits mean; None where there is a choice, or nothing."""
        keys = {hit.district.pk for hit in self.hits}
        return self.hits[0].district if len(keys) == 1 else None


def find(text: str, districts: Sequence[District]) -> Answer:
    """The districts that `text` means: two statements at most, three where nothing fits."""
    shown = " ".join(text.split())[:LONGEST]
    wanted = [name for name in dict.fromkeys((shown, without_number(shown))) if loose_key(name)]
    names = [Hit(name, district) for district in districts for name in district.names]
    for name in wanted:
        if found := _best(name, [hit for hit in names if loose_key(hit.name) == loose_key(name)]):
            return Answer(shown, found)
    if not wanted:
        return Answer(shown)
    streets = _streets(wanted, districts)
    for name in wanted:
        if found := _best(name, [hit for hit in streets if loose_key(hit.name) == loose_key(name)]):
            return Answer(shown, found)
    return Answer(shown, near=_near(wanted[-1], names, districts))


def _best(name: str, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Those that are spelt as asked; those that are only alike where there are none. A district stands once."""
    found = {hit.district.pk: hit for hit in reversed(list(hits))}
    ordered = sorted(found.values(), key=lambda hit: hit.district.number)
    same = tuple(hit for hit in ordered if exact_key(hit.name) == exact_key(name))
    return same or tuple(ordered)


def _streets(wanted: Iterable[str], districts: Sequence[District]) -> list[Hit]:
    of = {district.pk: district for district in districts}
    rows = Street.objects.filter(key__in={loose_key(name) for name in wanted}).values_list("name", "district_id")
    return [Hit(name, of[pk], is_street=True) for name, pk in rows[:COMPARED] if pk in of]


def _near(name: str, names: Iterable[Hit], districts: Sequence[District]) -> tuple[Hit, ...]:
    """Names that begin so, or are written nearly so."""
    key = loose_key(name)
    if len(key) < SHORTEST:
        return ()
    of = {district.pk: district for district in districts}
    rows = Street.objects.filter(key__startswith=key[:2]).order_by("key").values_list("name", "district_id", "key")
    by_key: dict[str, list[Hit]] = {}
    for hit in names:
        by_key.setdefault(loose_key(hit.name), []).append(hit)
    for street, pk, other in rows[:COMPARED]:
        if pk in of:
            by_key.setdefault(other, []).append(Hit(street, of[pk], is_street=True))
    begin = sorted(other for other in by_key if other.startswith(key))
    similar = [other for other in by_key if abs(len(other) - len(key)) <= SLIPS]
    alike = get_close_matches(key, similar, n=SUGGESTIONS, cutoff=CLOSE)
    ordered = dict.fromkeys([*begin[:SUGGESTIONS], *alike])
    return tuple(hit for other in ordered for hit in by_key[other])[:SUGGESTIONS]
