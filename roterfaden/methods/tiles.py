"""Complete subtree hashes kept in tiles: 256 hashes of one level in a row of bytes, and only every eighth level.

Appending n leaves rewrites about n/256 + 3 tiles; a proof in a tree of a million leaves reads a handful of tiles. The
cut is that of C2SP's tlog-tiles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from roterfaden.methods.merkle import SIZE, node_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT
FULL = WIDTH * SIZE
#: Gives a tile's bytes by level and index; empty where there is none.
Read = Callable[[int, int], bytes]


class Missing(LookupError):
    """A hash that should be stored is not."""


class Tiles:
    """Subtree hashes from tiles (`merkle.Nodes`). Keeps what it has read: make one for each proof."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._nodes: dict[tuple[int, int], bytes] = {}

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree. Raises Missing."""
        key = (level, index)
        if key not in self._nodes:
            self._nodes[key] = self._stored(level // HEIGHT, index) if level % HEIGHT == 0 else self._made(level, index)
        return self._nodes[key]

    def _made(self, level: int, index: int) -> bytes:
        return node_hash(self.node(level - 1, 2 * index), self.node(level - 1, 2 * index + 1))

    def _stored(self, level: int, index: int) -> bytes:
        key = (level, index // WIDTH)
        if key not in self._tiles:
            self._tiles[key] = self._read(*key)
        start = index % WIDTH * SIZE
        found = self._tiles[key][start : start + SIZE]
        if len(found) != SIZE:
            raise Missing(f"tile {key[0]}/{key[1]}")
        return found


def grown(read: Read, size: int, leaves: Sequence[bytes]) -> dict[tuple[int, int], bytes]:
    """The tiles that change when `leaves` are appended to a tree of `size` leaves, by level and index."""
    changed: dict[tuple[int, int], bytes] = {}
    level, hashes = 0, leaves
    while hashes:
        hashes = _extend(read, level, size, hashes, changed)
        level, size = level + 1, size // WIDTH
    return changed


def _extend(
    read: Read, level: int, size: int, hashes: Sequence[bytes], changed: dict[tuple[int, int], bytes]
) -> list[bytes]:
    """Append to one level; the hashes of tiles that became full belong to the next level."""
    index, rest = divmod(size, WIDTH)
    start = read(level, index) if rest else b""
    if len(start) != rest * SIZE:
        raise Missing(f"tile {level}/{index}")
    row, first = start + b"".join(hashes), index
    for offset in range(0, len(row), FULL):
        changed[level, first + offset // FULL] = row[offset : offset + FULL]
    return [tile_root(row[offset : offset + FULL]) for offset in range(0, len(row) - FULL + 1, FULL)]


def tile_root(tile: bytes) -> bytes:
    """The hash over a full tile."""
    hashes = [tile[at : at + SIZE] for at in range(0, FULL, SIZE)]
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]
