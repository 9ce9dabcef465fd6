"""Signed heads of a ledger: C2SP's tlog-checkpoint in a signed note, Ed25519.

A checkpoint is text: the ledger's name, the number of entries, the root hash in base64, then lines of ours: the day and
the digest of the checkpoint before it. A blank line and the signature follow.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
NO_CHECKPOINT = bytes(32)
_SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+={0,2})")
_NAME = re.compile(r"[^\s+]+")


class BadNote(ValueError):
    """A text that is no checkpoint of ours; `str()` says why."""


@dataclass(frozen=True)
class PublicKey:
    """A key with the name of the ledger that it signs for."""

    name: str
    raw: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which signatures name the key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def spelled(self) -> str:
        """As people and programs pass it on (C2SP signed-note's vkey)."""
        return f"{self.name}+{self.key_id.hex()}+{_b64(ED25519 + self.raw)}"

    @classmethod
    def parse(cls, text: str) -> PublicKey:
        """The key that `text` spells. Raises BadNote."""
        name, _, rest = text.strip().partition("+")
        given, _, encoded = rest.partition("+")
        raw = _unb64(encoded)
        if not _NAME.fullmatch(name) or raw[:1] != ED25519 or len(raw) != 33:
            raise BadNote("not a key")
        key = cls(name, raw[1:])
        if key.key_id.hex() != given:
            raise BadNote("the key's id does not fit the key")
        return key

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Whether `signature` over `message` is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Checkpoint:
    """A head: how many entries there are, and their root. `previous` is the digest of the checkpoint before it."""

    name: str
    size: int
    root: bytes
    day: str
    previous: bytes = NO_CHECKPOINT

    def text(self) -> str:
        """What is signed."""
        return f"{self.name}\n{self.size}\n{_b64(self.root)}\nday {self.day}\nprevious {self.previous.hex()}\n"

    def digest(self) -> bytes:
        """What the next checkpoint names."""
        return sha256(self.text().encode()).digest()

    def sign(self, private: Ed25519PrivateKey) -> bytes:
        """The signature of the ledger's key."""
        return private.sign(self.text().encode())

    def note(self, key: PublicKey, signature: bytes) -> str:
        """Text and signature, as they are published."""
        return f"{self.text()}\n— {key.name} {_b64(key.key_id + signature)}\n"


@dataclass(frozen=True)
class Note:
    """A checkpoint with the signatures that stand below it: (name, key id, signature)."""

    checkpoint: Checkpoint
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def is_signed_by(self, key: PublicKey) -> bool:
        """Whether one of the signatures is this key's over this very text."""
        message = self.checkpoint.text().encode()
        return any(
            name == key.name and key_id == key.key_id and key.has_signed(message, signature)
            for name, key_id, signature in self.signatures
        )


def parse_note(text: str) -> Note:
    """Read a published checkpoint. Raises BadNote."""
    body, blank, below = text.partition("\n\n")
    checkpoint = _parse_checkpoint(body + "\n")
    if not blank or checkpoint.text() != body + "\n":
        raise BadNote("not a checkpoint in the form of this ledger")
    return Note(checkpoint, tuple(_signatures(below)))


def rotation_message(name: str, public: bytes, since: str) -> bytes:
    """What the old key signs to make another one its successor (the first key signs itself)."""
    return f"roterfaden ledger key\n{name}\n{_b64(public)}\n{since}\n".encode()


def _parse_checkpoint(body: str) -> Checkpoint:
    lines = body.split("\n")
    try:
        name, size, root, day, previous = lines[:5]
        checkpoint = Checkpoint(
            name, int(size), _unb64(root), day.removeprefix("day "), bytes.fromhex(previous.removeprefix("previous "))
        )
    except ValueError:
        raise BadNote("not a checkpoint in the form of this ledger") from None
    if len(checkpoint.root) != 32 or len(checkpoint.previous) != 32 or not 0 <= checkpoint.size < 2**63:
        raise BadNote("a hash or the size is out of range")
    return checkpoint


def _signatures(below: str) -> list[tuple[str, bytes, bytes]]:
    found = []
    for line in below.splitlines():
        if match := _SIGNATURE.fullmatch(line):
            raw = _unb64(match[2])
            found.append((match[1], raw[:4], raw[4:]))
    return found


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unb64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("not base64") from None
