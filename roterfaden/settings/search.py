"""Which search engine is used."""

from __future__ import annotations

from typing import Any

from roterfaden.settings.env import SettingError


def search_engine(wanted: str, databases: dict[str, dict[str, Any]]) -> str:
    """`embedded` or `postgres`; `auto` takes PostgreSQL where it is the database, so that several nodes share it."""
    on_postgres = databases["default"]["ENGINE"].endswith("postgresql")
    if wanted == "auto":
        return "postgres" if on_postgres else "embedded"
    if wanted not in {"embedded", "postgres"}:
        raise SettingError("ROTERFADEN_SEARCH", f"{wanted!r} is none of auto, embedded, postgres")
    if wanted == "postgres" and not on_postgres:
        raise SettingError("ROTERFADEN_SEARCH", "postgres needs a PostgreSQL database (DATABASE_URL)")
    return wanted
