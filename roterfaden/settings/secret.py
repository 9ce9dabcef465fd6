"""The signing key: given by the operator, or made once and kept."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from roterfaden.settings.env import SettingError


def secret_key(given: str, home: Path) -> str:
    """The given key, else the one kept in `home` (made at the first start, readable by its owner only)."""
    if given:
        if len(given) < 32:
            raise SettingError("ROTERFADEN_SECRET_KEY", "shorter than 32 characters")
        return given
    path = home / "secret_key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text("ascii").strip()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        return path.read_text("ascii").strip()
    except OSError as error:
        raise SettingError("ROTERFADEN_HOME", f"{home} cannot be written ({error.strerror})") from None
