"""Sealed boxes: only the private key opens them, and nothing about a message can be told from outside."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.methods.sealing import BLOCK, NotOurs, lock, seal, unlock, unseal

PRIVATE = X25519PrivateKey.generate()
PUBLIC = PRIVATE.public_key().public_bytes_raw()


@given(st.binary(max_size=3 * BLOCK), st.binary(max_size=20))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_sealed_is_read_with_the_private_key(message: bytes, purpose: bytes) -> None:
    assert unseal(PRIVATE, seal(PUBLIC, message, purpose), purpose) == message


def test_another_key_another_purpose_or_a_changed_box_open_nothing() -> None:
    box = seal(PUBLIC, b"ja", b"one")
    with pytest.raises(NotOurs):
        unseal(X25519PrivateKey.generate(), box, b"one")
    with pytest.raises(NotOurs):
        unseal(PRIVATE, box, b"two")
    for place in range(len(box)):
        with pytest.raises(NotOurs):
            unseal(PRIVATE, box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :], b"one")


@pytest.mark.parametrize("box", [b"", b"\x01", b"\x02" + bytes(200), b"\x01" + bytes(200), b"\x01" + bytes(40)])
def test_what_is_no_box_is_refused(box: bytes) -> None:
    with pytest.raises(NotOurs):
        unseal(PRIVATE, box, b"")


def test_equal_messages_have_different_boxes_of_equal_length() -> None:
    boxes = [seal(PUBLIC, message, b"") for message in (b"ja", b"ja", b"nein", b"x" * 900)]
    assert len(set(boxes)) == 4
    assert len({len(box) for box in boxes}) == 1


def test_a_password_closes_a_private_key_and_another_does_not_open_it() -> None:
    locked = lock(PRIVATE, "correct horse")
    assert unlock(locked, "correct horse").private_bytes_raw() == PRIVATE.private_bytes_raw()
    assert PRIVATE.private_bytes_raw() not in locked
    for wrong in (
        (locked, "wrong horse"),
        (locked[:-1] + b"x", "correct horse"),
        (b"", ""),
        (b"\x02" + locked[1:], ""),
    ):
        with pytest.raises(NotOurs):
            unlock(*wrong)
