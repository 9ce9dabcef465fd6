"""Search for machines: the same hits as on the page, hidden things never among them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from roterfaden.council.models import Paper, State
from roterfaden.search import indexer


@pytest.fixture
def index(settings: Settings, tmp_path: Path, city: dict[str, Any]) -> dict[str, Any]:
    """The city, indexed."""
    settings.SEARCH_ROOT = tmp_path
    indexer.rebuild()
    return city


def search(**query: str) -> dict[str, Any]:
    """An answer."""
    answer = Client().get("/api/v1/search", query)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_words_are_found_with_an_excerpt(index: dict[str, Any]) -> None:
    found = search(q="Bänke", art="paper")
    assert index["paper"].pk in [hit["id"] for hit in found["items"]]
    hit = next(hit for hit in found["items"] if hit["id"] == index["paper"].pk)
    assert hit["url"] == "https://rat.example/rat/drucksachen/0728-2026"
    assert "<" not in hit["excerpt"]
    assert found["ready"] is True


def test_hidden_things_are_not_found_even_before_the_index_follows(index: dict[str, Any]) -> None:
    Paper.objects.filter(pk=index["paper"].pk).update(state=State.HIDDEN)
    assert index["paper"].pk not in [hit["id"] for hit in search(q="Bänke", art="paper")["items"]]


def test_without_words_there_is_nothing(index: dict[str, Any]) -> None:
    assert search()["items"] == []


def test_while_the_index_is_built_it_says_so(settings: Settings, tmp_path: Path, city: dict[str, Any]) -> None:
    settings.SEARCH_ROOT = tmp_path / "nirgends"
    assert search(q="Bänke") == {"items": [], "total": 0, "relaxed": False, "ready": False, "next": None}
