"""Districts that a text names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.places import Finder, quote
from roterfaden.places.models import District

DISTRICTS = [
    District(pk=1, name="Mitte", other_names=["Oststadt", "Zoo"]),
    District(pk=2, name="Vahrenwald-List", other_names=["Vahrenwald", "List"]),
    District(pk=13, name="Nord", other_names=["Nordstadt"]),
]
FINDER = Finder(
    DISTRICTS, [("Klopstockstraße", 2), ("Am Markt", 1), ("Lange Straße", 1), ("Lange Straße", 13), ("Hof", 1)]
)


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("Neue Bänke in Vahrenwald-List", {2}),
        ("Kita Klopstockstr. 18 in 30177 Hannover-List", {2}),
        ("Kita Klopstockstrasse 18", {2}),
        ("In den Stadtbezirksrat Vahrenwald-List", {2}),
        ("Schule in der Oststadt und in der Nordstadt", {1, 13}),
        ("Stadtbezirk Mitte", {1}),
        ("Stadtteil Nord", {13}),
        ("bis Mitte Mai", set()),
        ("Richtung Nord", set()),
        ("Der Zoo bekommt Geld", set()),
        ("Bänke am Markt", set()),
        ("Bänke: Am Markt 3", {1}),
        ("Die Nordstadthalle", set()),
        ("mit großer list", set()),
        ("Lange Straße 5", {1, 13}),
        ("Am Hof", set()),
        ("", set()),
    ],
)
def test_whole_names_are_found(text: str, districts: set[int]) -> None:
    assert set(FINDER.find(text)) == districts


def test_the_first_naming_is_quoted() -> None:
    text = "Titel ohne Ort", f"{'lang ' * 40}in der Oststadt {'weiter ' * 40}"
    assert FINDER.find(*text) == {1: f"… {'lang ' * 10}in der Oststadt {'weiter ' * 8}".strip() + " …"}


def test_without_districts_nothing_is_found() -> None:
    assert Finder([], []).find("Vahrenwald-List") == {}


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    for words in FINDER.find(text).values():
        assert 0 < len(words) <= 300


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_a_quote_is_short(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert len(quote(text, start, end)) <= 300
