"""Whatever arrives as a result: no exception, no negative count, no endless search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.council.results import MAX_LENGTH, NOTHING, Reading, parse, reading

WORDS = """einstimmig|mehrheitlich|nicht|kein|empfohlen|abgelehnt|beschlossen|vertagt|12|0|1|Ja-Stimmen
Nein|Enthaltungen
dafür|dagegen|JaNeinEnthaltung|CDU|Gesamt|Hr. Muster|111|a)|1.|. |, |; | |Damit|Dringlichkeit|Änderungsantrag|2/3|(|)|
zur Kenntnis|Ja:|Bürgermeister|gegen 3 Stimmen|einer|90/"""
PIECES = st.sampled_from(WORDS.replace("\n", "|").split("|"))
OUTCOMES = {value for name, value in vars(reading).items() if name.isupper()}


def sound(read: Reading) -> None:
    """What holds of every reading."""
    assert read.outcome in OUTCOMES
    assert 0 <= read.confidence <= 100
    assert (read.outcome == "none") == (read.basis == "none") == (read.confidence == 0)
    counts = [read.votes, *read.groups]
    for count in counts:
        if count is not None:
            assert all(number is None or number >= 0 for number in (count.yes, count.no, count.abstentions))


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    sound(parse(text))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_council_words_is_read(text: str) -> None:
    sound(parse(text))


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_the_same_text_is_read_alike_twice(text: str) -> None:
    assert parse(text) == parse(text + "  ")


LONG = """a|A|9| |nicht |an |(|B90/|1 |Ja|Ja-Stimmen,
JaNeinEnthaltungCDU111SPD111Gesamt111|1 Enthaltung AAAAAAAAAAAAAAAAAAAA
empfiehlt |Muster, A (|zur Kenntnis |a.B|1.|nimmt |lehnt |\u00ad|ääääääääääääääääää |JaNeinEnthaltung1234567A1234567"""


@pytest.mark.parametrize("piece", [*LONG.replace("\n", "|").split("|"), "\ud800", "\0"])
def test_long_texts_end(piece: str) -> None:
    sound(parse((piece * MAX_LENGTH)[:MAX_LENGTH]))


def test_what_is_longer_than_a_result_is_not_read() -> None:
    assert parse("Einstimmig " * 10_000) == NOTHING
