"""A kind of things and of entries for tests, and a home with a key of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from roterfaden.kit.things import kinds
from roterfaden.ledger.registry import entry_types
from tests.ledger import factories


@pytest.fixture(autouse=True)
def probes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The registries know probes."""
    monkeypatch.setitem(kinds, factories.KIND, factories.PROBE)
    monkeypatch.setitem(entry_types, factories.CHANGED.key, factories.CHANGED)
    factories.public.clear()
    yield
    factories.public.clear()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """Where key, pins and states lie."""
    settings.HOME = tmp_path
    settings.LEDGER_KEY_FILE = tmp_path / "ledger_key.pem"
    return tmp_path
