"""The embedded index as files: damaged, missing, of another format, seen by several processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from roterfaden.search.engines.base import FORMAT, Engine, NotReady, Request
from roterfaden.search.engines.embedded import EmbeddedEngine
from roterfaden.search.query import parse
from tests.search.corpus import make_document


def fill(index: Engine, *titles: str) -> None:
    """An index of papers with these titles."""
    with index.rebuilder() as writer:
        writer.replace([], [make_document(pk=pk, title=title) for pk, title in enumerate(titles, 1)])


def total(index: Engine, text: str) -> int:
    """How many are found."""
    return index.search(Request(parse(text))).total


def folder(root: Path) -> Path:
    """The folder in use."""
    return root / (root / "CURRENT").read_text("ascii")


def test_another_process_sees_a_commit(embedded: Engine, settings: Any) -> None:
    fill(embedded, "Hafen")
    other = EmbeddedEngine(settings.SEARCH_ROOT)
    assert total(other, "Hafen") == 1
    with embedded.writer() as writer:
        writer.replace([], [make_document(pk=2, title="Hafen")])
        writer.commit()
    assert total(other, "Hafen") == 2


def test_another_process_sees_a_rebuild(embedded: Engine, settings: Any) -> None:
    fill(embedded, "Hafen")
    other = EmbeddedEngine(settings.SEARCH_ROOT)
    assert total(other, "Hafen") == 1
    fill(embedded, "Markt")
    assert total(other, "Hafen") == 0
    assert total(other, "Markt") == 1


def test_a_rebuild_leaves_one_folder(embedded: Engine, settings: Any) -> None:
    fill(embedded, "Hafen")
    (settings.SEARCH_ROOT / f"{FORMAT}-left-by-a-killed-rebuild").mkdir()
    fill(embedded, "Hafen")
    assert len([path for path in settings.SEARCH_ROOT.iterdir() if path.is_dir()]) == 1


@pytest.mark.parametrize("victim", ["meta.json", "*.term", "*.idx", "*.store", "*.fast"])
@pytest.mark.parametrize("damage", ["empty", "garbage", "gone"])
def test_a_damaged_index_is_a_clear_answer(embedded: Engine, settings: Any, victim: str, damage: str) -> None:
    fill(embedded, *(f"Hafen {number}" for number in range(200)))
    for path in folder(settings.SEARCH_ROOT).glob(victim):
        path.unlink()
        if damage != "gone":
            path.write_bytes(b"" if damage == "empty" else b"\xffgarbage" * 50)
    fresh = EmbeddedEngine(settings.SEARCH_ROOT)
    with pytest.raises(NotReady):
        total(fresh, "Hafen")


@pytest.mark.parametrize("content", ["", f"{FORMAT + 1}-20260101T000000-abcdef", "../../etc", "\xff", f"{FORMAT}-gone"])
def test_a_pointer_to_nothing_is_a_clear_answer(embedded: Engine, settings: Any, content: str) -> None:
    fill(embedded, "Hafen")
    (settings.SEARCH_ROOT / "CURRENT").write_text(content, "latin-1")
    fresh = EmbeddedEngine(settings.SEARCH_ROOT)
    assert not fresh.ready()
    with pytest.raises(NotReady):
        total(fresh, "Hafen")


def test_a_damaged_index_can_be_begun_anew(embedded: Engine, settings: Any) -> None:
    fill(embedded, "Hafen")
    (folder(settings.SEARCH_ROOT) / "meta.json").write_text("{")
    fresh = EmbeddedEngine(settings.SEARCH_ROOT)
    fresh.create()
    assert fresh.ready()
    assert total(fresh, "Hafen") == 0
