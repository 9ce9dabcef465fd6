"""The papers of the city: always the same, in order, and understood by the portal's own reading of results."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from roterfaden.council.results import parse
from roterfaden.demo import results
from roterfaden.demo.calendar import AHEAD, calendar, is_holiday
from roterfaden.demo.papers import DemoPaper
from roterfaden.demo.sim.site import City, city
from tests.demo.desk import ANCHOR

#: What a verdict of ours may be read as; a body's vote without a word for it is compared by its counts.
READ_AS = {
    results.ADOPT: {"adopted", "adoptedWithChanges"},
    results.REJECT: {"rejected"},
    results.NOTE: {"noted"},
    results.ANSWER: {"settled"},
    results.POSTPONE: {"postponed", "referred"},
    results.WITHDRAW: {"withdrawn"},
    results.REMOVE: {"postponed"},
    results.HEAR: {"none", "postponed"},
}


def papers() -> list[DemoPaper]:
    return city(ANCHOR).papers


def test_same_anchor_gives_the_same_city() -> None:
    def shown(found: City) -> list[object]:
        return [(p.number, p.words, p.submitted, [(s.body, s.day, s.result) for s in p.stops]) for p in found.papers]

    assert shown(City(ANCHOR)) == shown(City(ANCHOR))


@pytest.mark.parametrize("anchor", [date(2026, 1, 1), date(2026, 7, 31), date(2027, 2, 28), date(2028, 12, 24)])
def test_city_can_be_made_on_any_day(anchor: date) -> None:
    found = City(anchor).papers
    assert 240 <= len(found) <= 320
    assert sum(bool(paper.edited) for paper in found) == 1
    assert sum(bool(paper.withdrawn_on) for paper in found) == 1


def test_numbers_are_given_once_and_rise_with_the_days() -> None:
    numbers = [paper.number for paper in papers()]
    assert not [number for number, count in Counter(numbers).items() if count > 1]
    plain = [p for p in papers() if not p.is_local and " " not in p.number]
    assert [(p.submitted.year, p.number) for p in plain] == sorted((p.submitted.year, p.number) for p in plain)


def test_stations_follow_each_other_and_fall_on_meetings() -> None:
    days = calendar(ANCHOR)
    for paper in papers():
        own = [stop.day for stop in paper.stops]
        assert own == sorted(own)
        assert all(stop.day in days[stop.body] for stop in paper.stops)
        assert all(day > paper.submitted for day in own)


def test_nobody_meets_in_holidays() -> None:
    assert not [day for days in calendar(ANCHOR).values() for day in days if is_holiday(day)]
    assert max(day for days in calendar(ANCHOR).values() for day in days) <= ANCHOR + AHEAD


def test_all_kinds_and_relations_occur() -> None:
    assert {paper.kind for paper in papers()} == {"proposal", "information", "motion", "question"}
    assert {paper.relation for paper in papers()} == {"", "amends", "answers", "newVersion"}
    assert {stop.verdict for paper in papers() for stop in paper.stops} >= set(READ_AS) - {results.HEAR}


def test_every_result_is_read_as_it_was_meant() -> None:
    wrong = [
        (stop.verdict, stop.result, parse(stop.result).outcome)
        for paper in papers()
        for stop in paper.stops
        if parse(stop.result).outcome not in READ_AS[stop.verdict]
    ]
    assert wrong == []


def test_amendments_are_both_adopted_and_rejected_and_the_amended_paper_names_them() -> None:
    amendments = [paper for paper in papers() if paper.relation == "amends"]
    assert {paper.stops[0].verdict for paper in amendments} == {results.ADOPT, results.REJECT}
    named = [s.result for p in papers() for s in p.stops if "Änderung" in s.result]
    assert named


def test_edited_paper_says_one_thing_before_and_another_after() -> None:
    edited = next(paper for paper in papers() if paper.edited)
    assert edited.edited is not None
    day = edited.edited[0]
    assert edited.on(day - timedelta(days=1)) != edited.on(day)
    assert edited.submitted < day < ANCHOR
