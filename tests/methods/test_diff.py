"""What changed between two texts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roterfaden.methods.diff import MAX_WORDS, Segment, diff, side_by_side

TEXTS = st.lists(
    st.sampled_from(["die", "Stadt", "baut", "drei", "Bänke", ".", ",", "\n", "\n\n", " "]), max_size=60
).map(" ".join)


def without(op: str, segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments if segment.op != op)


def test_changed_words_are_marked() -> None:
    assert diff("Die Stadt baut drei Bänke.", "Die Stadt baut vier Bänke.") == [
        ("equal", "Die Stadt baut "),
        ("delete", "drei"),
        ("insert", "vier"),
        ("equal", " Bänke."),
    ]


def test_neighbouring_changes_are_one() -> None:
    assert diff("a drei alte Bänke", "a vier neue Bänke") == [
        ("equal", "a "),
        ("delete", "drei alte"),
        ("insert", "vier neue"),
        ("equal", " Bänke"),
    ]


def test_equal_texts_have_no_change() -> None:
    assert diff("gleich", "gleich") == [("equal", "gleich")]
    assert diff("", "") == []


def test_one_side_may_be_empty() -> None:
    assert diff("", "neu") == [("insert", "neu")]
    assert diff("alt", "") == [("delete", "alt")]


def test_a_new_paragraph_leaves_the_others_alone() -> None:
    assert diff("eins\nzwei\n", "eins\nneu\nzwei\n") == [("equal", "eins\n"), ("insert", "neu\n"), ("equal", "zwei\n")]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    found = diff(old, new)
    assert without("insert", found) == old
    assert without("delete", found) == new
    assert all(segment.text for segment in found)
    assert all(a.op != b.op for a, b in pairwise(found))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_are_compared(old: str, new: str) -> None:
    found = diff(old, new)
    assert (without("insert", found), without("delete", found)) == (old, new)


@given(TEXTS, TEXTS)
def test_side_by_side_shows_each_text_on_its_side(old: str, new: str) -> None:
    rows = side_by_side(old, new)
    assert "".join(segment.text for row in rows for segment in row.old) == old
    assert "".join(segment.text for row in rows for segment in row.new) == new
    assert all(segment.op != "insert" for row in rows for segment in row.old)
    assert all(segment.op != "delete" for row in rows for segment in row.new)


def test_side_by_side_tells_changed_rows() -> None:
    same, other = side_by_side("eins\ndrei Bänke", "eins\nvier Bänke")
    assert not same.changed
    assert other.changed
    assert other.old == (("delete", "drei"), ("equal", " Bänke"))
    assert other.new == (("insert", "vier"), ("equal", " Bänke"))


def test_huge_texts_are_compared_by_paragraphs() -> None:
    old = "\n".join(f"Absatz {n} mit vielen Worten" for n in range(MAX_WORDS // 8))
    new = old.replace("Absatz 77 mit", "Absatz 77 ohne")
    found = [segment for segment in diff(old, new) if segment.op != "equal"]
    assert found == [("delete", "mit"), ("insert", "ohne")] or found[0].text.startswith("Absatz 77 mit")


def test_huge_texts_with_nothing_in_common_end() -> None:
    old = " ".join(f"wort{n}" for n in range(60_000))
    new = " ".join(f"word{n}" for n in range(60_000))
    found = diff(old, new)
    assert (without("insert", found), without("delete", found)) == (old, new)
