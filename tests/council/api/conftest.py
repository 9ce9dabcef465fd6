"""What the tests of the interface share."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from tests.council.oparl.city import make_city


@pytest.fixture
def city(db: None) -> dict[str, Any]:
    """A small city with one object of every type."""
    return make_city()


@pytest.fixture(autouse=True)
def public_address(settings: Settings) -> None:
    """The portal under a public https address, as it is in operation."""
    settings.SITE_URL = "https://rat.example"
