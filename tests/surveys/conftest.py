"""Keys of tests lie in a folder of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def key_folder(settings: Any, tmp_path: Path) -> Path:
    """Where the private keys are."""
    settings.SURVEY_KEYS = tmp_path / "keys"
    settings.STAFF_MFA = False
    return tmp_path / "keys"
