"""Spellings of streets that mean the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.places.names import exact_key, loose_key, without_number

STREETS = st.sampled_from(
    [
        *("Fössestraße", "Limmerstraße", "Kurze-Kamp-Straße", "Straße der Nationen", "Groß-Buchholzer Straße"),
        *("Am Maschsee", "Karl-Wiechert-Allee", "Königstraße", "An der Börse", "Müdener Weg"),
    ]
)


@pytest.mark.parametrize(
    "spelling",
    [
        "Fössestraße",
        "fössestrasse",
        "FÖSSESTR.",
        "Fösse-Str",
        "Fösse Straße",
        "Foessestrasse",
        " Fo\u0308sse\u00adstraße ",
    ],
)
def test_right_spellings_share_the_exact_key(spelling: str) -> None:
    assert exact_key(spelling) == "foessestrasse"


@pytest.mark.parametrize("spelling", ["Fossestrasse", "Fossestr.", "Fössestr"])
def test_missing_umlauts_are_forgiven(spelling: str) -> None:
    assert loose_key(spelling) == loose_key("Fössestraße")


def test_other_streets_stay_others() -> None:
    assert loose_key("Limmerstraße") != loose_key("Limmerweg")
    assert exact_key("Hubertusstraße") != exact_key("Hübertusstraße")


def test_sankt_is_written_in_two_ways() -> None:
    assert exact_key("St.-Nikolai-Str.") == exact_key("Sankt-Nikolai-Straße")


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("Limmerstraße 12", "Limmerstraße"),
        ("Limmerstr. 12a", "Limmerstr."),
        ("Limmerstr. 12 a - 14 c", "Limmerstr."),
        ("Limmerstr.12", "Limmerstr."),
        ("Limmerstraße 12, 30451 Hannover", "Limmerstraße"),
        ("Limmerstraße 30451 Hannover", "Limmerstraße"),
        ("Limmerstraße Nr. 5", "Limmerstraße"),
        ("Limmerstraße", "Limmerstraße"),
        ("12", "12"),
        (", 30451", ", 30451"),
    ],
)
def test_an_address_gives_its_street(address: str, street: str) -> None:
    assert without_number(address) == street


@given(STREETS, st.integers(1, 999), st.sampled_from(["", "a", " b", "-7", "/3"]))
def test_any_house_number_is_taken_off(street: str, number: int, more: str) -> None:
    assert loose_key(without_number(f"{street} {number}{more}")) == loose_key(street)


@given(STREETS, st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from([" ", "-", ""]))
def test_case_and_hyphens_do_not_matter(street: str, case: object, between: str) -> None:
    spelt = case(street)  # type: ignore[operator]
    assert exact_key(spelt.replace("-", between)) == exact_key(street)


@given(st.text(max_size=300))
def test_every_text_has_keys_that_a_database_takes(text: str) -> None:
    for key in (exact_key(text), loose_key(text), loose_key(without_number(text))):
        assert len(key) <= 200
        assert key.isalnum() or key == ""
        key.encode()
