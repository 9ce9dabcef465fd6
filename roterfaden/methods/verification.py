"""Checking a ledger without trusting who serves it: chain, commitments, Merkle roots, signatures, erasures.

Entries stream through a `Run`, which keeps the tree's right edge and little else; the first thing that is wrong raises
`Wrong` with its place and reason. Where the entries come from (a database, a portal) is none of its business.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from roterfaden.methods.chain import (
    BEGINNING,
    content_commitment,
    leaf_bytes,
    personal_commitment,
    subject_commitment,
)
from roterfaden.methods.checkpoints import NO_CHECKPOINT, Note, PublicKey, rotation_message
from roterfaden.methods.merkle import Frontier, leaf_hash

ERASED = "ledger.erased"


class Reason(StrEnum):
    """What can be wrong."""

    MISSING = "missing"
    ORDER = "order"
    PREVIOUS = "previous"
    HASH = "hash"
    SUBJECT = "subject"
    CONTENT = "content"
    PERSONAL = "personal"
    ERASURE = "erasure"
    MALFORMED = "malformed"
    ROOT = "root"
    SIGNATURE = "signature"
    HEADS = "heads"
    KEY = "key"
    TREE = "tree"
    SHORTER = "shorter"
    PINNED_KEY = "pinned key"
    PINNED_HEAD = "pinned head"
    PINNED_ROOT = "pinned root"
    PROOF = "proof"


class Wrong(Exception):
    """The first thing that is wrong: at an entry (`number`), at a head (`day`), or at the ledger as a whole."""

    def __init__(self, reason: Reason, number: int = 0, day: str = "") -> None:
        super().__init__(f"{reason} {number or day}".strip())
        self.reason, self.number, self.day = reason, number, day


class Personal(NamedTuple):
    """A personal fact as the ledger's owner has it: with what opens it, or without where it was erased."""

    name: str
    commitment: bytes
    salt: bytes
    owner: str
    value: str


class Given(NamedTuple):
    """An entry as it was given. What was withheld is None; `content` is canonical JSON."""

    number: int
    time: str
    kind: str
    subject_hash: bytes
    digest: bytes
    previous: bytes
    hash: bytes
    subject: tuple[bytes, str] | None
    content: tuple[bytes, str] | None
    #: Commitments to personal facts (hex) by name, as far as the content is open.
    commitments: Mapping[str, str]
    personal: Sequence[Personal] = ()
    #: What the giver says was erased: "subject", "content".
    erased: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """A public key with its endorsement."""

    key: PublicKey
    since: str
    signature: bytes


@dataclass(frozen=True)
class Pin:
    """What was seen and kept at an earlier check. `keys` as they are spelled; `note` is the last head's."""

    name: str
    keys: tuple[str, ...]
    size: int
    root: str
    day: str
    note: str


@dataclass
class Erasures:
    """Which parts are said to be erased, and which of them an entry of the ledger tells of."""

    claimed: dict[str, set[int]] = field(default_factory=dict)
    told: dict[str, set[int]] = field(default_factory=dict)

    def claim(self, number: int, part: str) -> None:
        """`part` of an entry is not there any more."""
        if number not in self.told.get(part, ()):
            self.claimed.setdefault(part, set()).add(number)

    def tell(self, number: int, part: str) -> None:
        """An entry says that `part` of entry `number` was erased."""
        self.told.setdefault(part, set()).add(number)
        self.claimed.get(part, set()).discard(number)

    def first_untold(self) -> int:
        """The first entry of which something is gone without a word; 0 where there is none."""
        return min((number for numbers in self.claimed.values() for number in numbers), default=0)


@dataclass
class Run:
    """A check in progress; it can be kept as JSON and continued."""

    frontier: Frontier = field(default_factory=Frontier)
    hash: bytes = BEGINNING
    erasures: Erasures = field(default_factory=Erasures)
    #: Roots that were compared with a head's: {size: root}.
    checked: dict[int, str] = field(default_factory=dict)
    withheld: int = 0
    erased: int = 0

    @property
    def number(self) -> int:
        """The last entry that was checked."""
        return self.frontier.size

    def take(self, entries: Iterable[Given], roots: Mapping[int, Sequence[tuple[bytes, Wrong]]]) -> None:
        """Check the entries that follow. `roots`: what the tree must be at some sizes, and what is wrong otherwise."""
        for entry in entries:
            self._check(entry)
            self.hash = entry.hash
            self.frontier.append(entry.hash)
            if entry.number in roots:
                self._compare(roots[entry.number])

    def _compare(self, wanted: Sequence[tuple[bytes, Wrong]]) -> None:
        root = self.frontier.root()
        for expected, wrong in wanted:
            if root != expected:
                raise wrong
        self.checked[self.number] = root.hex()

    def _check(self, entry: Given) -> None:
        expected, number = self.frontier.size + 1, entry.number
        if number != expected:
            raise Wrong(Reason.MISSING, expected) if number > expected else Wrong(Reason.ORDER, number)
        if entry.previous != self.hash:
            raise Wrong(Reason.PREVIOUS, number)
        self._check_subject(entry)
        self._check_content(entry)
        leaf = leaf_bytes(number, entry.time, entry.kind, entry.subject_hash, entry.digest, entry.previous)
        if leaf_hash(leaf) != entry.hash:
            raise Wrong(Reason.HASH, number)
        if entry.kind == ERASED:
            self._hear(entry)

    def _check_subject(self, entry: Given) -> None:
        if entry.subject is not None:
            salt, subject = entry.subject
            if subject_commitment(salt, subject) != entry.subject_hash:
                raise Wrong(Reason.SUBJECT, entry.number)
        elif "subject" in entry.erased:
            self.erasures.claim(entry.number, "subject")

    def _check_content(self, entry: Given) -> None:
        if entry.content is None:
            self._count_missing(entry)
            return
        salt, content = entry.content
        if content_commitment(salt, content, entry.commitments) != entry.digest:
            raise Wrong(Reason.CONTENT, entry.number)
        for fact in entry.personal:
            self._check_personal(entry.number, fact)

    def _count_missing(self, entry: Given) -> None:
        if entry.personal:
            raise Wrong(Reason.PERSONAL, entry.number)
        if "content" in entry.erased:
            self.erased += 1
            self.erasures.claim(entry.number, "content")
        else:
            self.withheld += 1

    def _check_personal(self, number: int, fact: Personal) -> None:
        if not fact.salt:
            if fact.value or fact.owner:
                raise Wrong(Reason.PERSONAL, number)
            self.erasures.claim(number, f"personal:{fact.name}")
        elif personal_commitment(fact.salt, fact.name, fact.owner, fact.value) != fact.commitment:
            raise Wrong(Reason.PERSONAL, number)

    def _hear(self, entry: Given) -> None:
        """An entry about an erasure."""
        if entry.subject is not None and entry.content is not None:
            tell(self.erasures, entry.subject[1], entry.content[1])


def tell(erasures: Erasures, subject: str, content: str) -> None:
    """Note what an entry about an erasure says; anything odd in it says nothing."""
    kind, _, key = subject.partition(":")
    found: Any = json.loads(content)
    parts = found.get("what") if isinstance(found, dict) else None
    if kind == "entry" and key.isascii() and key.isdigit() and isinstance(parts, list):
        for part in parts:
            erasures.tell(int(key), str(part))


def check_keys(keys: Sequence[Key]) -> None:
    """Each key is endorsed by the one before it. Raises Wrong."""
    for before, key in zip([*keys[:1], *keys], keys, strict=False):
        message = rotation_message(key.key.name, key.key.raw, key.since)
        if key.key.name != before.key.name or not before.key.has_signed(message, key.signature):
            raise Wrong(Reason.KEY)


def check_heads(notes: Sequence[Note], keys: Sequence[Key]) -> None:
    """Heads follow each other, and each is signed by a key of its time. Raises Wrong."""
    before, day, size, used = NO_CHECKPOINT, "", 0, 0
    for note in notes:
        head = note.checkpoint
        if head.previous != before or head.day <= day or head.size < size:
            raise Wrong(Reason.HEADS, day=head.day)
        signer = next((at for at, key in enumerate(keys) if at >= used and note.is_signed_by(key.key)), None)
        if signer is None or head.name != keys[signer].key.name:
            raise Wrong(Reason.SIGNATURE, day=head.day)
        before, day, size, used = head.digest(), head.day, head.size, signer


def check_pin(pin: Pin, notes: Sequence[Note], keys: Sequence[Key], size: int) -> None:
    """What was kept earlier is still there. Raises Wrong."""
    if tuple(key.key.spelled() for key in keys)[: len(pin.keys)] != pin.keys:
        raise Wrong(Reason.PINNED_KEY)
    if size < pin.size:
        raise Wrong(Reason.SHORTER, size + 1)
    if pin.note and not any(note.checkpoint.day == pin.day and _text(note) == pin.note for note in notes):
        raise Wrong(Reason.PINNED_HEAD, day=pin.day)


def wanted_roots(notes: Sequence[Note], pin: Pin | None) -> dict[int, list[tuple[bytes, Wrong]]]:
    """What the tree must be at which sizes."""
    wanted: dict[int, list[tuple[bytes, Wrong]]] = {}
    if pin is not None and pin.size:
        wanted[pin.size] = [(bytes.fromhex(pin.root), Wrong(Reason.PINNED_ROOT, day=pin.day))]
    for note in notes:
        head = note.checkpoint
        wanted.setdefault(head.size, []).append((head.root, Wrong(Reason.ROOT, day=head.day)))
    return wanted


def _text(note: Note) -> str:
    return note.checkpoint.text()


def pin_of(name: str, keys: Sequence[Key], notes: Sequence[Note]) -> Pin:
    """What to keep after a good check."""
    spelled = tuple(key.key.spelled() for key in keys)
    if not notes:
        return Pin(name, spelled, 0, "", "", "")
    head = notes[-1].checkpoint
    return Pin(name, spelled, head.size, head.root.hex(), head.day, head.text())
