"""The Merkle tree of RFC 9162, section 2.1 (SHA-256): roots, inclusion and consistency proofs, and their checks.

Proofs are made from a `Nodes`: something that knows the hashes of complete subtrees (`methods.tiles` stores them). A
`Frontier` computes roots while leaves stream by, with memory for one hash a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

LEAF, NODE = b"\x00", b"\x01"
#: The root of the tree without leaves.
EMPTY = sha256(b"").digest()
SIZE = 32


class Nodes(Protocol):
    """Knows the hashes of complete subtrees."""

    def node(self, level: int, index: int) -> bytes:
        """The hash of the subtree of 2**level leaves that begins at leaf index * 2**level."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf's bytes."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(NODE + left + right).digest()


class Frontier:
    """The right edge of a growing tree: append leaf hashes, ask for the root at any time."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        #: Roots of the complete subtrees that the tree consists of, the largest first.
        self.peaks = list(peaks)
        if len(self.peaks) != size.bit_count():
            raise ValueError("peaks do not fit the size")

    def append(self, leaf: bytes) -> None:
        """Add a leaf's hash: two hashes on average."""
        self.size = rest = self.size + 1
        while not rest & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            rest >>= 1
        self.peaks.append(leaf)

    def root(self) -> bytes:
        """The root of the leaves so far."""
        if not self.peaks:
            return EMPTY
        *others, right = self.peaks
        for left in reversed(others):
            right = node_hash(left, right)
        return right


def root(nodes: Nodes, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return _hash(nodes, 0, size) if size else EMPTY


def inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The proof that leaf `index` (from 0) is in the tree of the first `size` leaves (section 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of that size")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_hash(nodes, middle, end))
            end = middle
        else:
            proof.append(_hash(nodes, start, middle))
            start = middle
    return proof[::-1]


def consistency(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `old` leaves is the beginning of the tree of `new` leaves (section 2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError("sizes must be 0 < old <= new")
    proof: list[bytes] = []
    start, end, known = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_hash(nodes, middle, end))
            end = middle
        else:
            proof.append(_hash(nodes, start, middle))
            start, known = middle, False
    if not known:
        proof.append(_hash(nodes, start, end))
    return proof[::-1]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether the proof shows that `leaf` is leaf `index` of the tree with root `expected` (section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(other, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, other)
        place, last = place >> 1, last >> 1
    return last == 0 and found == expected


def is_consistent(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the proof shows that the older tree is the beginning of the newer one (section 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        return not proof and old_root == (new_root if old else EMPTY)
    path = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    if not path:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(other, before), node_hash(other, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, other)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _split(size: int) -> int:
    """The largest power of two below `size` (at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def _hash(nodes: Nodes, start: int, end: int) -> bytes:
    """The hash over the leaves from start to end: both come from splitting, so complete parts are stored nodes."""
    size = end - start
    if size.bit_count() == 1:
        level = size.bit_length() - 1
        return nodes.node(level, start >> level)
    middle = start + _split(size)
    return node_hash(_hash(nodes, start, middle), _hash(nodes, middle, end))
