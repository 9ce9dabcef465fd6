"""The analyser: what counts as the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.search.analysis import ANALYSER, Analyser, clean
from roterfaden.search.analysis.compounds import lexicon, split
from roterfaden.search.analysis.distance import is_within
from roterfaden.search.analysis.text import MAX_TEXT, fold


def terms(text: str) -> set[str]:
    """All terms under which a text is found."""
    return {term for entry in ANALYSER.entries(clean(text)) for term in (*entry.words, *entry.parts)}


def finds(query: str, text: str) -> bool:
    """Whether a one-word query is found in a text by its meaning."""
    entry = next(ANALYSER.entries(clean(query)))
    return entry.canon in terms(text) or set(entry.words) <= terms(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Radverkehr", "Radverkehrskonzept"),
        ("Verkehrskonzept", "Radverkehrskonzepte"),
        ("Konzept", "Radverkehrskonzept"),
        ("Kita-Platz", "Kitaplätze"),
        ("Kitaplatz", "Kita-Plätze"),
        ("Kitaplaetze", "Kitaplätze"),
        ("Strasse", "STRAẞE"),
        ("Goethestr.", "Goethestraße"),
        ("Podbielskistraße", "in der Podbielskistr. 12"),
        ("Fahrradweg", "Radwege"),
        ("Kindertagesstätte", "Kita"),
        ("Bürger", "Bürger*innen"),
        ("Bürger", "Bürger:innen"),
        ("Bürger", "BürgerInnen"),
        ("Bürgerin", "Bürger/innen"),
        ("Zentrum", "Stadtteilzentren"),
        ("Haus", "Gewächshäuser"),
        ("Wiśniewska", "Wisniewska"),
        ("Pflanze", "Pﬂanzen"),
        ("e-mail", "Email"),
        ("Verkehrskonzept", "Verkehrs-\nkonzept"),
        ("1000000", "1.000.000 Euro"),
        ("2026-06-22", "am 22.06.2026"),
        ("0728/2026", "Drucks. 728/2026"),
        ("2020", "Haushalt 2019/2020"),
    ],
)
def test_is_found(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Burg", "Bürger"),
        ("Müll", "Müller"),
        ("Haltung", "Unterhaltung"),
        ("Rat", "Beratung"),
        ("Satz", "Satzung"),
        ("Kinderund", "Kinder-\nund Jugendhilfe"),
    ],
)
def test_is_not_mixed_up(query: str, text: str) -> None:
    assert not finds(query, text)


def test_a_shared_end_belongs_to_both_words() -> None:
    analysed = ANALYSER.analyse("Rad- und Fußverkehrskonzept")
    assert {"radverkehr", "radverkehrkonzept", "fussverkehr"} <= set(analysed.parts.split())


def test_stop_words_leave_no_trace() -> None:
    assert ANALYSER.analyse("der Rat und die Stadt").words == "rat stadt"


def test_a_number_is_one_term_and_its_parts() -> None:
    entry = ANALYSER["15-1717/2017"]
    assert entry.words == ("15.1717.2017",)
    assert {"1717.2017", "2017"} <= set(entry.parts)


def test_clean_removes_what_cannot_be_seen() -> None:
    assert clean("a\x00b\ud800c\u202ed\u00ade\u200bf") == "abcdef"


def test_clean_keeps_to_its_limit() -> None:
    assert len(clean("x" * (MAX_TEXT * 3))) == MAX_TEXT


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roterfaden.search.analysis.analyser.CACHE_SIZE", 10)
    analyser = Analyser()
    for number in range(100):
        assert analyser[f"wort{number}"].words
    assert len(analyser) <= 10


def test_every_word_of_the_list_is_known_as_it_stands() -> None:
    for form in lexicon().whole:
        assert form == fold(form)
        assert form.isalpha() or form[:2].isalnum()


def test_a_long_word_is_not_split_for_ever() -> None:
    assert split("rad" * 500) is None
    assert ANALYSER["rad" * 500].words


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    cleaned = clean(text)
    analysed = ANALYSER.analyse(cleaned)
    for term in (analysed.words + " " + analysed.parts).split():
        assert len(term) <= 200
        term.encode("utf-8")


@given(st.text(alphabet="abcäöüß-", min_size=1, max_size=30))
def test_terms_have_no_spaces(word: str) -> None:
    entry = ANALYSER[word]
    assert all(" " not in term and term for term in (*entry.words, *entry.parts))


@pytest.mark.parametrize(
    ("left", "right", "most", "expected"),
    [
        ("radweg", "radwge", 1, True),
        ("radweg", "radwg", 1, True),
        ("radweg", "radxweg", 1, True),
        ("radweg", "rabweg", 1, True),
        ("radweg", "rabwek", 1, False),
        ("radweg", "rabwek", 2, True),
        ("radweg", "weg", 2, False),
        ("", "", 0, True),
    ],
)
def test_distance(left: str, right: str, most: int, expected: bool) -> None:
    assert is_within(left, right, most) is expected
    assert is_within(right, left, most) is expected
