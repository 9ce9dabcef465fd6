"""Which paragraph of a new text continues which old one."""

from __future__ import annotations

from roterfaden.methods.anchoring import LEAST, continued, likeness

BIKES = "Die Stadt baut sichere Radwege entlang der Ihme und pflegt sie im Winter."
TREES = "An jeder Haltestelle steht ein Baum, der im Sommer Schatten gibt."
WATER = "Trinkbrunnen werden an Spielplätzen aufgestellt und jeden Monat geprüft."


def test_equal_paragraphs_continue_each_other() -> None:
    assert continued([BIKES, TREES], [BIKES, TREES]) == [0, 1]


def test_a_moved_paragraph_is_found_and_a_new_one_continues_nothing() -> None:
    assert continued([BIKES, TREES, WATER], [WATER, "Ganz etwas anderes.", BIKES, TREES]) == [2, None, 0, 1]


def test_a_corrected_paragraph_is_found_among_others() -> None:
    corrected = BIKES.replace("sichere", "breite und sichere")
    assert continued([TREES, BIKES, WATER], [corrected, WATER]) == [1, 2]


def test_of_two_copies_each_keeps_its_own() -> None:
    assert continued([BIKES, BIKES], [BIKES, BIKES, BIKES]) == [0, 1, None]


def test_white_space_and_capitals_are_no_difference() -> None:
    assert continued([BIKES], [f"  {BIKES.upper()} "]) == [0]


def test_strangers_stay_strangers() -> None:
    assert likeness(BIKES, WATER) < LEAST
    assert continued([BIKES], [WATER]) == [None]


def test_empty_texts_are_no_error() -> None:
    assert continued([], []) == []
    assert continued([], [BIKES]) == [None]
    assert likeness("", "") == 1.0


def test_a_long_text_with_every_paragraph_changed_is_answered() -> None:
    old = [f"{BIKES} Abschnitt {number} mit eigenen Worten {number * 7919}." for number in range(400)]
    new = [f"{text} Und noch ein Satz." for text in old]
    found = continued(old, new)
    assert sum(place == match for place, match in enumerate(found)) > 390
