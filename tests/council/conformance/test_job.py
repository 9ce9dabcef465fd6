"""The worker checks our own interface once a day, but not while something is imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from roterfaden.council import jobs
from roterfaden.council.conformance.actions import read_report
from roterfaden.council.models import ImportRun
from tests.council import factories as make


@pytest.mark.django_db
def test_it_publishes_the_report(settings: Any, tmp_path: Path) -> None:
    settings.HOME, settings.SITE_URL = tmp_path, "https://rat.example"
    make.make_body()
    assert jobs.check_own_interface() == "Ergebnis: keine Befunde."
    assert read_report() is not None


@pytest.mark.django_db
def test_it_waits_for_imports() -> None:
    assert not jobs._nothing_is_imported()
    run = make.make_run(make.make_source(), outcome=ImportRun.Outcome.RUNNING)
    assert not jobs._nothing_is_imported()
    ImportRun.objects.filter(pk=run.pk).update(outcome=ImportRun.Outcome.COMPLETE)
    assert jobs._nothing_is_imported()
