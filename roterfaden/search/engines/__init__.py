"""The engine in use, by settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from roterfaden.search.engines.base import Engine
from roterfaden.search.engines.embedded import EmbeddedEngine


def engine() -> Engine:
    """The engine that ROTERFADEN_SEARCH names; `auto` takes PostgreSQL where it is the database."""
    if settings.SEARCH_ENGINE == "postgres":
        from roterfaden.search.engines.postgres import PostgresEngine

        return PostgresEngine()
    return _embedded(Path(settings.SEARCH_ROOT))


@cache
def _embedded(root: Path) -> EmbeddedEngine:
    return EmbeddedEngine(root)
