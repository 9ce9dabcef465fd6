"""Database settings: SQLite in WAL mode by default, PostgreSQL by address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url

from roterfaden.settings.env import SettingError

# IMMEDIATE: a transaction that will write takes the lock at its start instead of failing in the middle.
# WAL: visitors read while an import writes. 20 s: longer than any write of ours holds the lock (imports ≤ 200 ms).
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
        " PRAGMA mmap_size=268435456; PRAGMA journal_size_limit=67108864;"
    ),
}


def databases(url: str, home: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for an address; an empty one means `roterfaden.sqlite3` in `home`."""
    if not url:
        return {"default": sqlite(home / "roterfaden.sqlite3")}
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError):
        raise SettingError("DATABASE_URL", "not an address of SQLite or PostgreSQL") from None
    engine = str(parsed.get("ENGINE", ""))
    if engine.endswith("sqlite3"):
        return {"default": sqlite(Path(parsed["NAME"]))}
    if not engine.endswith("postgresql"):
        raise SettingError("DATABASE_URL", "only SQLite and PostgreSQL are supported")
    return {"default": parsed}


def sqlite(path: Path) -> dict[str, Any]:
    """Django's settings for one SQLite file."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}
