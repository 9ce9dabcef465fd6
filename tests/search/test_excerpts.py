"""Excerpts: the right part of a text, the right words marked, everything escaped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roterfaden.search.excerpts import LENGTH, MOST_MARKS, Marker, excerpt, marked
from roterfaden.search.query import parse

LONG = "Der Rat hat beraten und vertagt. " * 40


def test_compounds_are_marked_whole() -> None:
    assert marked("Das Radverkehrskonzept", Marker(parse("Verkehr"))) == "Das <mark>Radverkehrskonzept</mark>"


def test_pieces_are_marked_only_where_the_compound_is_missing() -> None:
    marker = Marker(parse("Kitaplatz"))
    assert marked("Platz für Kitaplätze", marker) == "Platz für <mark>Kitaplätze</mark>"
    assert marked("Ein Platz in der Kita", marker) == "Ein <mark>Platz</mark> in der <mark>Kita</mark>"


def test_a_similar_word_is_marked_where_the_typed_one_is_unknown() -> None:
    assert "<mark>" not in marked("Uferpromenade", Marker(parse("Uferprommenade")))
    assert "<mark>" in marked("Uferpromenade", Marker(parse("Uferprommenade"), ["Uferprommenade"]))


def test_numbers_are_marked_in_every_spelling() -> None:
    assert marked("siehe 0728/2026", Marker(parse("DS 728 2026"))) == "siehe <mark>0728/2026</mark>"


def test_excluded_words_are_not_marked() -> None:
    assert marked("Hafen am Markt", Marker(parse("Hafen -Markt"))) == "<mark>Hafen</mark> am Markt"


def test_markup_is_escaped_inside_and_outside_of_marks() -> None:
    html = marked("<b>Hafen</b> & <i>", Marker(parse("Hafen")))
    assert html == "&lt;b&gt;<mark>Hafen</mark>&lt;/b&gt; &amp; &lt;i&gt;"


def test_the_part_with_the_words_is_shown() -> None:
    text = LONG + "Die Hafenbrücke wird saniert. " + LONG
    html = excerpt(text, Marker(parse("Hafen")))
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert "<mark>Hafenbrücke</mark>" in html
    assert len(html) < LENGTH + 80


def test_the_part_with_the_most_words_is_shown() -> None:
    text = "Hafen. " + LONG + "Die Brücke am Hafen. " + LONG
    assert "Die <mark>Brücke</mark> am <mark>Hafen</mark>" in excerpt(text, Marker(parse("Hafen Brücke")))


def test_without_a_match_the_beginning_is_shown() -> None:
    assert excerpt(LONG, Marker(parse("Quetzal"))).startswith("Der Rat hat beraten")


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("Kurz.", Marker(parse("Hafen"))) == "Kurz."


def test_marks_in_one_text_are_bounded() -> None:
    assert len(Marker(parse("Hafen")).marks("Hafen " * 5_000)) == MOST_MARKS


@given(st.text(), st.text(max_size=80))
def test_any_text_and_query_give_harmless_html(text: str, query: str) -> None:
    html = excerpt(text, Marker(parse(query)))
    assert "<" not in html.replace("<mark>", "").replace("</mark>", "")
