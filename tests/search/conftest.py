"""Fixtures: each engine with an index of its own, and a kind of findable things that belongs to no domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from roterfaden.places.models import District
from roterfaden.search.engines import engine
from roterfaden.search.engines.base import Engine
from roterfaden.search.registry import Document, Searchable, searchables
from tests.search.corpus import documents

ENGINES = ["embedded", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, settings: Any, tmp_path: Path, db: None) -> Engine:
    """An engine with nothing in its place yet."""
    if request.param == "postgres" and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL_TEST")
    settings.SEARCH_ENGINE, settings.SEARCH_ROOT = request.param, tmp_path / "search"
    return engine()


@pytest.fixture
def filled(index: Engine) -> Engine:
    """An engine with the invented corpus."""
    with index.rebuilder() as writer:
        writer.replace([], documents())
    return index


@pytest.fixture
def embedded(settings: Any, tmp_path: Path, db: None) -> Engine:
    """The embedded engine, where a test is about its files."""
    settings.SEARCH_ENGINE, settings.SEARCH_ROOT = "embedded", tmp_path / "search"
    return engine()


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> Searchable:
    """A registered kind "thing": every district whose name does not begin with "Geheim". Districts are no other kind
    here, and what listens to their changes is not asked.
    """
    thing = Searchable("thing", "Ding", "Dinge", _visible, _documents)
    monkeypatch.delitem(searchables, "district")
    monkeypatch.setitem(searchables, "thing", thing)
    return thing


def make_thing(name: str, number: int = 1) -> District:
    """A findable thing, or a hidden one if its name begins with "Geheim"."""
    return District.objects.create(number=number, name=name, slug=f"ding-{number}")


def _visible() -> QuerySet[District]:
    return District.objects.exclude(name__startswith="Geheim")


def _documents(keys: Sequence[int]) -> Iterator[Document]:
    for district in _visible().filter(pk__in=keys):
        number = str(district.number % 3)
        yield Document("thing", district.pk, f"/ding/{district.pk}", district.name, facets=(("district", number),))
