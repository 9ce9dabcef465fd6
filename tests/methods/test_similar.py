"""Texts that say nearly the same: properties that hold for any texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.methods.similar import LIKELY, SimilarTexts, grams

TEXTS = st.lists(st.text(max_size=60), max_size=25)
WORDS = st.text(alphabet="abcdeäöüß ", min_size=3, max_size=60).filter(lambda text: bool(grams(text)))

IDEAS = {
    1: "Ein Trinkbrunnen am Uferweg. Im Sommer sind hier viele Kinder unterwegs.",
    2: "Schatten für den Spielplatz. Drei große Bäume auf der Südseite würden reichen.",
    3: "Bänke mit Rückenlehne. Ohne Lehne kommen viele Ältere nicht wieder hoch.",
    4: "Licht unter der Brücke. Abends ist es dort so dunkel, dass viele einen Umweg gehen.",
}


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("Trinkwasserbrunnen am Ufer", 1),
        ("BAEUME, schatten Spielplätze", 2),
        ("Sitzbank mit Lehne", 3),
        ("Beleuchtung der Bruecke", 4),
    ],
)
def test_other_words_for_the_same_are_found_first(asked: str, key: int) -> None:
    found = SimilarTexts(IDEAS.items()).similar(asked, least=0)
    assert found[0].key == key


def test_what_has_nothing_in_common_is_not_found() -> None:
    assert SimilarTexts(IDEAS.items()).similar("Öffnungszeiten im Rathaus verlängern") == []


@given(TEXTS, WORDS)
@settings(deadline=None)
def test_an_equal_text_is_found_and_scores_one(texts: list[str], text: str) -> None:
    index = SimilarTexts(enumerate(texts))
    index.add(-1, text)
    found = {match.key: match.score for match in index.similar(text, most=len(texts) + 1)}
    assert found[-1] == pytest.approx(1)


@given(TEXTS, st.text(max_size=80))
@settings(deadline=None)
def test_scores_lie_between_nothing_and_one_and_fall(texts: list[str], asked: str) -> None:
    scores = [match.score for match in SimilarTexts(enumerate(texts)).similar(asked, least=0)]
    assert all(0 < score <= 1 + 1e-9 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert all(match.score >= LIKELY for match in SimilarTexts(enumerate(texts)).similar(asked))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 9), st.text(max_size=40), st.booleans()), max_size=30), WORDS)
@settings(deadline=None)
def test_an_index_that_followed_changes_is_as_one_made_anew(
    texts: list[str], steps: list[tuple[int, str, bool]], asked: str
) -> None:
    index, kept = SimilarTexts(enumerate(texts)), dict(enumerate(texts))
    for key, text, stays in steps:
        if stays:
            index.add(key, text)
            kept[key] = text
        else:
            index.remove(key)
            kept.pop(key, None)
    anew = SimilarTexts(kept.items())
    assert len(index) == len(kept)
    most = len(kept) + 1
    told = {match.key: round(match.score, 9) for match in index.similar(asked, most, 0)}
    assert told == {match.key: round(match.score, 9) for match in anew.similar(asked, most, 0)}


@given(st.text(max_size=200))
@settings(deadline=None)
def test_case_and_marks_make_no_difference(text: str) -> None:
    plain = text.replace("ß", "s").replace("ẞ", "s")
    if plain.isascii():
        assert grams(plain.upper()) == grams(plain.lower())


@pytest.mark.parametrize("text", ["", " ", "\x00", "!!!", "\u0301" * 100_000, "\u202e", "a" * 100_000])
def test_hostile_texts_do_no_harm(text: str) -> None:
    index = SimilarTexts([(1, text), (2, "Bank am Fluss")])
    index.similar(text)
    assert [match.key for match in index.similar("Bank am Fluss")] == [2]
