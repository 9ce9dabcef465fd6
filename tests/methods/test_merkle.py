"""The tree against an independent, naive implementation of RFC 6962/9162, and against their published vectors."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.methods import merkle
from roterfaden.methods.tiles import FULL, Missing, Tiles, grown

#: The inputs of the reference tests of RFC 6962's authors, and the roots of their first n leaves.
INPUTS = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH as the standard writes it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH as the standard writes it."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF as the standard writes it."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*naive_subproof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def leaves_of(size: int) -> list[bytes]:
    return [b"%d" % number for number in range(size)]


def stored(leaves: list[bytes], *batches: int) -> dict[tuple[int, int], bytes]:
    """Tiles that were grown in batches of these sizes."""
    tiles: dict[tuple[int, int], bytes] = {}
    read = lambda level, index: tiles.get((level, index), b"")  # noqa: E731
    done = 0
    for batch in [*batches, len(leaves)]:
        part = [merkle.leaf_hash(leaf) for leaf in leaves[done : done + batch]]
        tiles.update(grown(read, done, part))
        done += len(part)
    return tiles


def nodes_of(leaves: list[bytes]) -> Tiles:
    tiles = stored(leaves)
    return Tiles(lambda level, index: tiles.get((level, index), b""))


def test_the_naive_implementation_gives_the_published_roots() -> None:
    assert [naive_root(INPUTS[: n + 1]).hex() for n in range(8)] == ROOTS


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    frontier = merkle.Frontier()
    for leaf in INPUTS[:size]:
        frontier.append(merkle.leaf_hash(leaf))
    wanted = ROOTS[size - 1] if size else merkle.EMPTY.hex()
    assert frontier.root().hex() == merkle.root(nodes_of(INPUTS), size).hex() == wanted


@settings(max_examples=60)
@given(st.integers(1, 700), st.data())
def test_inclusion_proofs_are_the_standards_and_hold(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(size)
    proof = merkle.inclusion(nodes_of(leaves_of(700)), index, size)
    assert proof == naive_path(index, leaves)
    assert merkle.is_included(merkle.leaf_hash(leaves[index]), index, size, proof, naive_root(leaves))


@settings(max_examples=60)
@given(st.integers(1, 700), st.data())
def test_consistency_proofs_are_the_standards_and_hold(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    leaves = leaves_of(new)
    proof = merkle.consistency(nodes_of(leaves_of(700)), old, new)
    assert proof == naive_subproof(old, leaves, True)
    assert merkle.is_consistent(old, new, proof, naive_root(leaves[:old]), naive_root(leaves))


@given(st.integers(2, 60), st.data())
def test_a_wrong_proof_does_not_hold(size: int, data: st.DataObject) -> None:
    leaves, nodes = leaves_of(size), nodes_of(leaves_of(size))
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion(nodes, index, size)
    leaf, root = merkle.leaf_hash(leaves[index]), naive_root(leaves)
    assert merkle.is_included(leaf, other, size, proof, root) == (index == other)
    for place in range(len(proof)):
        bad = [*proof[:place], bytes(32), *proof[place + 1 :]]
        assert not merkle.is_included(leaf, index, size, bad, root)
    assert not merkle.is_included(leaf, index, size, [*proof, bytes(32)], root)
    assert not merkle.is_included(leaf, index, size, proof[:-1], root)
    assert not merkle.is_included(leaf, size, size, proof, root)


@given(st.integers(2, 60), st.data())
def test_a_tree_that_was_rewritten_is_not_consistent(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    leaves = leaves_of(new)
    changed = [b"changed", *leaves[1:]]
    proof = merkle.consistency(nodes_of(changed), old, new)
    assert not merkle.is_consistent(old, new, proof, naive_root(leaves[:old]), naive_root(changed))
    honest = merkle.consistency(nodes_of(leaves), old, new)
    for place in range(len(honest)):
        bad = [*honest[:place], bytes(32), *honest[place + 1 :]]
        assert not merkle.is_consistent(old, new, bad, naive_root(leaves[:old]), naive_root(leaves))


@given(st.integers(1, 900), st.lists(st.integers(1, 300), max_size=4))
def test_tiles_do_not_depend_on_batches(size: int, batches: list[int]) -> None:
    leaves = leaves_of(size)
    assert stored(leaves, *batches) == stored(leaves)


def test_an_append_rewrites_few_tiles() -> None:
    tiles = stored(leaves_of(70_000))
    read = lambda level, index: tiles.get((level, index), b"")  # noqa: E731
    changed = grown(read, 70_000, [bytes(32)] * 1000)
    assert len(changed) <= 1000 // 256 + 3
    assert all(len(tile) <= FULL for tile in changed.values())


def test_a_lost_tile_is_named() -> None:
    with pytest.raises(Missing, match="0/0"):
        merkle.root(Tiles(lambda _level, _index: b""), 5)
    with pytest.raises(Missing, match="0/0"):
        grown(lambda _level, _index: b"", 5, [bytes(32)])


def test_a_frontier_continues_where_it_was() -> None:
    whole, first = merkle.Frontier(), merkle.Frontier()
    for number in range(1000):
        if number == 613:
            first = merkle.Frontier(whole.size, whole.peaks)
        whole.append(merkle.leaf_hash(b"%d" % number))
        if number >= 613:
            first.append(merkle.leaf_hash(b"%d" % number))
    assert first.root() == whole.root() == naive_root(leaves_of(1000))
    with pytest.raises(ValueError, match="peaks"):
        merkle.Frontier(3, [bytes(32)])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_beyond_the_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="leaf"):
        merkle.inclusion(nodes_of(leaves_of(3)), index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_sizes_that_make_no_sense_have_no_proof(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="sizes"):
        merkle.consistency(nodes_of(leaves_of(3)), old, new)
    assert not merkle.is_consistent(4, 3, [], bytes(32), bytes(32))
