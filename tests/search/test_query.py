"""Queries: whatever is typed, something sensible is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.search.analysis import number_keys
from roterfaden.search.query import MAX_QUERY, MAX_TERMS, parse


def test_words_phrases_and_exclusions() -> None:
    query = parse('Radverkehr "neue Brücke" -Auto')
    assert [(term.text, term.is_phrase) for term in query.wanted] == [("Radverkehr", False), ("neue Brücke", True)]
    assert [term.text for term in query.unwanted] == ["Auto"]


@pytest.mark.parametrize("text", ["„Rat der Stadt“", "»Rat der Stadt«", '"Rat der Stadt', "“Rat der Stadt”"])
def test_quotation_marks_of_all_kinds(text: str) -> None:
    assert [term.words for term in parse(text).wanted] == [("rat", "stadt")]


@pytest.mark.parametrize("text", ["", '"', '""', "-", '-"', "der die das", "( ) : ^ ~ *", "\x00", "\ud800", "\u202e"])
def test_nothing_to_look_for(text: str) -> None:
    assert not parse(text)


def test_operators_are_plain_text() -> None:
    assert [term.text for term in parse("Rad AND (Weg OR title:Bus)~*").wanted] == ["Rad", "Weg", "title", "Bus"]


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert not parse("Kita-Platz").unwanted


def test_a_very_long_query_is_cut_and_says_so() -> None:
    query = parse("Haus " * 20_000)
    assert query.shortened
    assert len(query.text) <= MAX_QUERY


def test_very_many_words_are_cut_and_said_so() -> None:
    query = parse(" ".join(f"w{number}" for number in range(60)))
    assert query.shortened
    assert len(query.terms) == MAX_TERMS


def test_a_word_twice_is_looked_for_once() -> None:
    assert len(parse("Haus haus HÄUSER").terms) == 1


@pytest.mark.parametrize(("word", "errors"), [("Bus", 0), ("Brücke", 1), ("Radverkehr", 2), ("20262026", 0)])
def test_typing_errors_forgiven(word: str, errors: int) -> None:
    assert parse(word).wanted[0].distance == errors


@pytest.mark.parametrize(
    "text", ["0728/2026", "728/2026", "DS 728 2026", "Drucksache Nr. 0728 / 2026", "ds 0728-2026", "728.2026", "728/26"]
)
def test_a_number_in_every_spelling(text: str) -> None:
    assert "728.2026" in number_keys(text)
    assert "=728.2026" in number_keys(text)


def test_a_version_is_found_by_its_number_and_by_the_bare_one() -> None:
    assert number_keys("1170/2026 N1") == ("=1170.2026.n.1", "1170.2026")


def test_a_district_number_is_found_without_its_district() -> None:
    assert number_keys("15-1717/2017") == ("=15.1717.2017", "1717.2017")


def test_other_systems_number_as_they_like() -> None:
    assert number_keys("VO/2019/012 1. Ergänzung") == ("=vo.2019.12.1.erganzung",)


@pytest.mark.parametrize("text", ["Haushalt", "", "1 2 3 4 5 6 7", "Nr."])
def test_no_number(text: str) -> None:
    assert number_keys(text) == ()


@given(st.text(max_size=2_000))
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert len(query.terms) <= MAX_TERMS
    assert all(term.words for term in query.terms)
