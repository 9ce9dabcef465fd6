"""Verdicts of the climate check."""

from __future__ import annotations

import pytest

from roterfaden.council.sources.sim.pages.climate import read_climate


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Das Ergebnis der Klimawirkungsprüfung wird als neutral bewertet.", "neutral"),
        ("Es sind keine negativen Auswirkungen zu erwarten.", "neutral"),
        ("Die Drucksache hat keine unmittelbaren klimarelevanten Auswirkungen.", "neutral"),
        ("Keine Auswirkungen.", "neutral"),
        ("Die Maßnahme wirkt sich positiv auf das Klima aus.", "positive"),
        ("Keine negativen Auswirkungen; die Begrünung wirkt positiv.", "positive"),
        ("Durch den Neubau entstehen negative Auswirkungen.", "negative"),
        ("Der Bau ist negativ, der Betrieb positiv zu bewerten.", "mixed"),
        ("Die Wirkung kann derzeit nicht beziffert werden.", "unclear"),
        ("Das Ergebnis ist nicht eindeutig positiv oder negativ.", "unclear"),
        ("Siehe Anlage 2.", "unclear"),
        ("", "unclear"),
    ],
)
def test_verdict_is_what_the_words_say_and_no_more(text: str, effect: str) -> None:
    assert read_climate(text).effect == effect
