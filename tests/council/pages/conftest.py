"""Each test begins in German, whatever language the last request of the test before left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """Addresses made in a test are those of German pages."""
    with translation.override("de"):
        yield
