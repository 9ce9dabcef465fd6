"""Editors' corrections over what was read."""

from __future__ import annotations

import pytest

from roterfaden.council.derive.results import read_result


def test_an_outcome_is_corrected_and_says_so() -> None:
    found = read_result("ohne", {"outcome": "adopted"})
    assert (found.outcome, found.outcome_basis, found.confidence) == ("adopted", "correction", 100)


def test_votes_are_corrected_alone() -> None:
    found = read_result("einstimmig, 1 Enthaltung CDU", {"votes": {"yes": 9, "no": 1, "unanimous": False}})
    assert (found.outcome, found.outcome_basis) == ("adopted", "text")
    assert (found.yes, found.no, found.abstentions, found.unanimous) == (9, 1, 1, False)
    assert found.groups == ()


def test_single_numbers_can_be_corrected() -> None:
    found = read_result("9 Ja-Stimmen, 1 Nein-Stimme", {"no": 2, "abstentions": None})
    assert (found.yes, found.no, found.abstentions) == (9, 2, None)


@pytest.mark.parametrize(
    "senseless",
    [
        {"outcome": "prima"},
        {"outcome": 3},
        {"yes": -1},
        {"no": "viele"},
        {"votes": "9:1"},
        {"yes": True},
        {"unanimous": "ja"},
        {"yes": 2**40},
    ],
)
def test_senseless_corrections_change_nothing(senseless: dict[str, object]) -> None:
    assert read_result("Einstimmig", senseless) == read_result("Einstimmig", {})
