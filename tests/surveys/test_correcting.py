"""What is a typing error, and what is another question."""

from __future__ import annotations

import pytest

from roterfaden.participation.modules.survey.correcting import distance, is_typo


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Was felht am Ufer?", "Was fehlt am Ufer?"),
        ("Sind sie oft dort?", "Sind Sie oft dort"),
        ("Beteilligung", "Beteiligung"),
        ("gut , oder?", "gut, oder?"),
    ],
)
def test_letters_and_signs_may_be_put_right(before: str, after: str) -> None:
    assert is_typo(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Soll das Bad bleiben?", "Soll das Bad nicht bleiben?"),
        ("Wollen Sie ein Bad?", "Wollen Sie kein Bad?"),
        ("Wollen Sie eine Brücke?", "Wollen Sie keine Brücke?"),
        ("Fühlen Sie sich sicher?", "Fühlen Sie sich unsicher?"),
        ("Bis 30 km/h", "Bis 50 km/h"),
        ("ja", "na"),
        ("Bus", "Aus"),
        ("Haus", "Maus"),
        ("Mehr Geld für Wege", "Mehr Geld für Autos"),
        ("Bäume", "Bäume und Bänke"),
    ],
)
def test_what_changes_the_meaning_is_none(before: str, after: str) -> None:
    assert not is_typo(before, after)


@pytest.mark.parametrize(
    ("one", "other", "number"), [("ab", "ba", 1), ("", "abc", 3), ("wege", "wegen", 1), ("x", "x", 0)]
)
def test_the_distance_counts_letters(one: str, other: str, number: int) -> None:
    assert distance(one, other) == number
