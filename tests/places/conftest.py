"""Registries as they were: what a test registers is gone after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from roterfaden.kit import overviews
from roterfaden.places import counts


@pytest.fixture(autouse=True)
def own_sections() -> Iterator[None]:
    """No room's sections and counters but those of the test."""
    kept, counters = dict(overviews._sections), dict(counts._counters)
    overviews._sections.clear()
    counts._counters.clear()
    yield
    overviews._sections.clear()
    overviews._sections.update(kept)
    counts._counters.clear()
    counts._counters.update(counters)
