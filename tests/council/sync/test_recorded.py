"""A whole real endpoint, as of two days: only what changed is written, and the result is that of a clean import."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from roterfaden.council.models import Consultation, Paper, Source
from roterfaden.council.sync.digest import digest_of
from tests.council.sync.conftest import Read
from tests.council.sync.endpoint import LISTS, Endpoint

FOLDER = Path(settings.TESTDATA) / "oparl-huertgenwald"

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.recorded,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="ROTERFADEN_TESTDATA has no recorded OParl endpoint"),
    pytest.mark.timeout(300),
]


def recorded(until: str = "9999", **options: Any) -> Endpoint:
    """The recorded endpoint as it was on a day: without later meetings and papers, and without mentions of them."""
    endpoint = Endpoint(per_page=100, **options)
    prefix = (FOLDER / "prefix.txt").read_text().strip()
    for name in LISTS:
        with gzip.open(FOLDER / f"{name}.ndjson.gz", "rt", encoding="utf-8") as lines:
            endpoint.lists[name] = [json.loads(line.replace(prefix, endpoint.base)) for line in lines]
    late = {row["id"] for row in endpoint.lists["meeting"] if str(row.get("start", ""))[:10] > until}
    endpoint.lists["meeting"] = [row for row in endpoint.lists["meeting"] if row["id"] not in late]
    endpoint.lists["paper"] = [row for row in endpoint.lists["paper"] if str(row.get("date", ""))[:10] <= until]
    for row in endpoint.lists["paper"]:
        if isinstance(row.get("consultation"), list):
            row["consultation"] = [c for c in row["consultation"] if c.get("meeting") not in late]
    return endpoint


def test_reading_the_past_and_then_today_equals_reading_today(read: Read) -> None:
    read(recorded(until="2019-12-31"))
    run = read(recorded(), days=1)
    grown = digest_of(Source.objects.get())
    papers = Paper.objects.visible_to(None).count()

    Source.objects.all().delete()
    read(recorded())

    assert digest_of(Source.objects.get()) == grown
    assert papers == 2097
    assert 0 < run.counts["Paper"]["new"] < 1000
    assert Consultation.objects.filter(paper__isnull=True).count() == 0


def test_an_unchanged_second_run_of_a_whole_endpoint_changes_no_object(read: Read) -> None:
    endpoint = recorded(etags=False)
    read(endpoint)

    run = read(endpoint, days=1)

    assert not any("new" in counts or "changed" in counts for counts in run.counts.values())
