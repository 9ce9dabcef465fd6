"""A box that anybody can close and only the holder of a private key can open.

For each message a key of its own: X25519 between a fresh pair and the receiver's public key, HKDF-SHA256 over it (both
public keys are the salt, RFC 5869), ChaCha20-Poly1305 (RFC 8439). The fresh private half is forgotten, so whoever
closed a box cannot open it again. Messages are filled up to whole blocks: the length of a box tells nothing.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

VERSION = b"\x01"
INFO = b"roterfaden sealed box 1"
KEY, LENGTH, TAG = 32, 4, 16
#: A key is used for one message alone, so the nonce may stay the same.
NONCE = bytes(12)
BLOCK = 1024


#: scrypt (RFC 7914): 64 MB and a fraction of a second for each guess.
SALT, COST = 16, 2**16


class NotOurs(ValueError):
    """A box that this key or this purpose does not open, or that was changed."""


def seal(public: bytes, message: bytes, purpose: bytes) -> bytes:
    """Close a box for the holder of the private half of `public`; `purpose` must be named again to open it."""
    fresh = X25519PrivateKey.generate()
    mine = fresh.public_key().public_bytes_raw()
    key = _key(fresh.exchange(X25519PublicKey.from_public_bytes(public)), mine, public)
    return VERSION + mine + ChaCha20Poly1305(key).encrypt(NONCE, _filled(message), purpose)


def unseal(private: X25519PrivateKey, box: bytes, purpose: bytes) -> bytes:
    """The message; raises NotOurs."""
    if box[:1] != VERSION or len(box) < 1 + KEY + LENGTH + TAG:
        raise NotOurs
    theirs, rest = box[1 : 1 + KEY], box[1 + KEY :]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
        key = _key(shared, theirs, private.public_key().public_bytes_raw())
        filled = ChaCha20Poly1305(key).decrypt(NONCE, rest, purpose)
    except (InvalidTag, ValueError):
        raise NotOurs from None
    return _emptied(filled)


def lock(private: X25519PrivateKey, password: str) -> bytes:
    """A private key closed with a password."""
    salt = os.urandom(SALT)
    return (
        VERSION + salt + ChaCha20Poly1305(_stretched(password, salt)).encrypt(NONCE, private.private_bytes_raw(), b"")
    )


def unlock(locked: bytes, password: str) -> X25519PrivateKey:
    """The private key; raises NotOurs for another password."""
    salt, rest = locked[1 : 1 + SALT], locked[1 + SALT :]
    if locked[:1] != VERSION or len(rest) != KEY + TAG:
        raise NotOurs
    try:
        raw = ChaCha20Poly1305(_stretched(password, salt)).decrypt(NONCE, rest, b"")
    except InvalidTag:
        raise NotOurs from None
    return X25519PrivateKey.from_private_bytes(raw)


def _stretched(password: str, salt: bytes) -> bytes:
    return Scrypt(salt, KEY, n=COST, r=8, p=1).derive(password.encode())


def _key(shared: bytes, fresh: bytes, receiver: bytes) -> bytes:
    return HKDF(SHA256(), KEY, salt=fresh + receiver, info=INFO).derive(shared)


def _filled(message: bytes) -> bytes:
    length = LENGTH + len(message)
    return len(message).to_bytes(LENGTH, "big") + message + bytes(-length % BLOCK)


def _emptied(filled: bytes) -> bytes:
    length = int.from_bytes(filled[:LENGTH], "big")
    if length > len(filled) - LENGTH:
        raise NotOurs
    return filled[LENGTH : LENGTH + length]
