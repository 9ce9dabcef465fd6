"""How an entry of a ledger becomes bytes: salted commitments, leaf, hash. See docs/ledger.md.

A leaf is public for ever and holds nothing but number, time, kind, the hash of the entry before it and two
commitments: to the subject and to the content. A commitment is opened by its salt and its value; where these are
deleted, nobody can find the value by guessing, and the chain still holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

from roterfaden.methods.canonical import canonical, canonical_text
from roterfaden.methods.merkle import leaf_hash

#: What the first entry names as the one before it.
BEGINNING = bytes(32)
SALT = 16


@dataclass(frozen=True)
class Leaf:
    """What of an entry is public for ever. Hashes are 32 bytes; `time` is spelled as in the leaf."""

    number: int
    time: str
    kind: str
    subject: bytes
    content: bytes
    previous: bytes

    def hash(self) -> bytes:
        """The leaf's hash: what the next entry names, and what the Merkle tree is made of."""
        return leaf_hash(leaf_bytes(self.number, self.time, self.kind, self.subject, self.content, self.previous))


def leaf_bytes(number: int, time: str, kind: str, subject: bytes, content: bytes, previous: bytes) -> bytes:
    """The leaf as canonical JSON. Written out by hand: it is the inner loop of every verification."""
    return (
        f'{{"content":"{content.hex()}","kind":{encode_basestring(kind)},"number":{number},'
        f'"previous":"{previous.hex()}","subject":"{subject.hex()}","time":{encode_basestring(time)}}}'
    ).encode("utf-8", "surrogatepass")


def commitment(salt: bytes, value: Any) -> bytes:
    """SHA-256 over salt and canonical JSON."""
    return sha256(salt + canonical(value)).digest()


def subject_commitment(salt: bytes, subject: str) -> bytes:
    """To the thing that the entry is about, such as `paper:17`."""
    return sha256(salt + b'{"subject":' + encode_basestring(subject).encode("utf-8", "surrogatepass") + b"}").digest()


def content_commitment(salt: bytes, content: str, personal: Mapping[str, str]) -> bytes:
    """To the public content (already canonical JSON) and the commitments (hex) of personal facts by their names."""
    return sha256(salt + content_opening(content, personal).encode("utf-8", "surrogatepass")).digest()


def content_opening(content: str, personal: Mapping[str, str]) -> str:
    """What the commitment to the content is opened by, as canonical JSON."""
    return f'{{"content":{content},"personal":{canonical_text(personal) if personal else "{}"}}}'


def personal_commitment(salt: bytes, name: str, owner: str, value: str) -> bytes:
    """To one personal fact of a person (`owner`, such as `person:3`)."""
    return commitment(salt, {"name": name, "owner": owner, "value": value})


def spelled(time: datetime) -> str:
    """A time as leaves spell it: UTC, always six digits (strftime takes ten times as long)."""
    return time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
