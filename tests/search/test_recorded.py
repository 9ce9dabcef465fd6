"""Real titles: what a resident of a real municipality types finds what it should."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from roterfaden.search.engines.base import Engine, Request
from roterfaden.search.query import parse
from roterfaden.search.registry import Document

PAPERS = Path(settings.TESTDATA) / "oparl-huertgenwald" / "paper.ndjson.gz"

pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not PAPERS.is_file(), reason="ROTERFADEN_TESTDATA has no recorded papers"),
]


def recorded() -> Iterator[Document]:
    """The papers of the recorded endpoint by title and number."""
    with gzip.open(PAPERS, "rt", encoding="utf-8") as lines:
        for pk, line in enumerate(lines, 1):
            paper = json.loads(line)
            numbers = (paper["reference"],) if paper.get("reference") else ()
            yield Document("paper", pk, f"/{pk}", paper.get("name") or "", numbers)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("Forstwirtschaft", "Forstwirtschaftsplan"),
        ("Abwasser Gebühr", "bwasser"),
        ("radwege", "adweg"),
        ("strassenausbau", "traß"),
        ("Feuerwehrgerätehaus", "euerwehrgeräteh"),
        ("Windkraftt", "ind"),
        ("18/2015", "Forstwirtschaftsplan 2015"),
        ("ds 18 2015", "Forstwirtschaftsplan 2015"),
        ("Wann wird der Kindergarten in Vossenack erweitert?", "ossenack"),
    ],
)
def test_the_first_hit_is_about_it(index: Engine, query: str, word: str) -> None:
    with index.rebuilder() as writer:
        writer.replace([], recorded())
    found = index.search(Request(parse(query)))
    assert found.total
    assert word in found.hits[0].title
