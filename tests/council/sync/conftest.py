"""Shared steps of the sync's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from roterfaden.council.models import ImportRun, Source
from roterfaden.council.sync.actions import read_source, source_for
from tests.council.sync.endpoint import Endpoint

MONDAY = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
Read = Callable[..., ImportRun]


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_ROOT = tmp_path / "search"


@pytest.fixture
def read(db: None) -> Read:
    """Read an endpoint as of `MONDAY + days`; gives the run."""

    def run(endpoint: Endpoint, days: float = 0, mode: str = "full") -> ImportRun:
        source: Source = source_for(endpoint.url, "oparl")
        return read_source(source, mode=mode, client=endpoint.client(), now=MONDAY + timedelta(days=days))

    return run
