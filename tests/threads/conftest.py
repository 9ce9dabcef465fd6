"""Each test begins in German; a kind of things of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from roterfaden.kit import things
from roterfaden.threads.stages import Stage
from tests.threads.factories import Deeds


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """Addresses made in a test are those of German pages."""
    with translation.override("de"):
        yield


@pytest.fixture
def deeds() -> Iterator[Deeds]:
    """Things that a test makes public and hides."""
    made = Deeds()
    things.register(
        things.Kind(made.key, "Sache", "Sachen", made.load, made.find, made.texts, stage=Stage.CONSULTATION)
    )
    yield made
    del things.kinds[made.key]
