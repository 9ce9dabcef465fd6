"""Signed heads as notes: written, read again, and no bit of them can change."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.methods.checkpoints import BadNote, Checkpoint, PublicKey, parse_note

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = PublicKey("stadt.example/protokollbuch", PRIVATE.public_key().public_bytes_raw())
HEAD = Checkpoint(KEY.name, 17, bytes(range(32)), "2026-11-22", bytes(32))


def note() -> str:
    return HEAD.note(KEY, HEAD.sign(PRIVATE))


def test_a_note_is_read_as_it_was_written() -> None:
    found = parse_note(note())
    assert found.checkpoint == HEAD
    assert found.is_signed_by(KEY)


def test_the_form_is_that_of_a_signed_note() -> None:
    lines = note().split("\n")
    assert lines[:3] == [KEY.name, "17", base64.b64encode(HEAD.root).decode()]
    assert lines[5] == ""
    assert lines[6].startswith(f"— {KEY.name} ")


@given(st.data())
def test_a_changed_note_is_not_signed(data: st.DataObject) -> None:
    text = note()
    place = data.draw(st.integers(0, len(HEAD.text()) - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda c: c != text[place]))
    changed = text[:place] + other + text[place + 1 :]
    try:
        found = parse_note(changed)
    except BadNote:
        return
    assert not found.is_signed_by(KEY)


def test_another_key_has_not_signed() -> None:
    other = PublicKey(KEY.name, Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    assert not parse_note(note()).is_signed_by(other)


def test_a_key_is_read_as_it_is_spelled() -> None:
    assert PublicKey.parse(KEY.spelled()) == KEY


@pytest.mark.parametrize("text", ["", "a", "a+b+c", KEY.spelled()[:-4], "x" + KEY.spelled(), "ä\n+ff+AAAA"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        PublicKey.parse(text)


@given(st.text())
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        parse_note(text)
