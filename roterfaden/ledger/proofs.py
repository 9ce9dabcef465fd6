"""Proofs from the stored tree."""

from __future__ import annotations

from dataclasses import dataclass

from roterfaden.ledger.models import Entry, Head
from roterfaden.ledger.sequencing import read_tile, tip
from roterfaden.methods import merkle
from roterfaden.methods.tiles import Tiles


@dataclass(frozen=True)
class Inclusion:
    """That an entry is in the tree of `size` entries with this root."""

    number: int
    size: int
    leaf: bytes
    root: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True)
class Consistency:
    """That the tree of `old` entries is the beginning of the tree of `new` ones."""

    old: int
    new: int
    old_root: bytes
    new_root: bytes
    path: tuple[bytes, ...]


def inclusion(entry: Entry, size: int) -> Inclusion:
    """The proof. ValueError for a size that does not hold the entry, or that the ledger does not have."""
    _check(size)
    nodes = Tiles(read_tile)
    path = tuple(merkle.inclusion(nodes, entry.number - 1, size))
    return Inclusion(entry.number, size, bytes(entry.hash), merkle.root(nodes, size), path)


def consistency(old: int, new: int) -> Consistency:
    """The proof. ValueError for sizes that the ledger does not have."""
    _check(new)
    nodes = Tiles(read_tile)
    path = tuple(merkle.consistency(nodes, old, new))
    return Consistency(old, new, merkle.root(nodes, old), merkle.root(nodes, new), path)


def head_over(number: int) -> Head | None:
    """The first signed head whose tree holds an entry."""
    return Head.objects.select_related("key").filter(size__gte=number).order_by("day").first()


def _check(size: int) -> None:
    if size > tip().number:
        raise ValueError("the ledger has fewer entries")
