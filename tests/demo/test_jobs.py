"""When the job worker has something to do for the demonstration."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from roterfaden.council.models import Source
from roterfaden.demo import jobs, stamp
from roterfaden.demo.city import CITY
from roterfaden.demo.stamp import Stamp
from roterfaden.operation.jobs import all_jobs

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def filled(made: date = TODAY, version: str = "") -> None:
    """A city that was made on a day, and was read then."""
    stamp.write(Stamp(made, made, "http://127.0.0.1:8000", version or stamp.version(), "geheim"))
    read = datetime(made.year, made.month, made.day, 5, tzinfo=UTC)
    Source.objects.create(
        slug=CITY, kind=Source.Kind.SIM, url="http://127.0.0.1:8000/", sample_data=True, last_full_at=read
    )


def has_aged() -> bool:
    when = all_jobs()["demo.grow"].when
    assert when is not None
    return when()


def test_without_a_demonstration_there_is_nothing_to_do() -> None:
    assert not has_aged()


def test_city_that_was_read_today_is_left_alone() -> None:
    filled()
    assert not has_aged()


def test_city_that_was_read_yesterday_is_read_again() -> None:
    filled(made=TODAY - timedelta(days=1))
    assert has_aged()


def test_city_of_another_version_waits_for_being_made_anew() -> None:
    filled(made=TODAY - timedelta(days=1), version="alt")
    assert not has_aged()


def test_city_that_has_told_everything_is_read_once_more_and_then_left_alone() -> None:
    filled(made=TODAY - 2 * stamp.LIFE)
    assert has_aged()
    end = TODAY - stamp.LIFE
    Source.objects.update(last_full_at=datetime(end.year, end.month, end.day, 5, tzinfo=UTC))
    assert not has_aged()


def test_growing_reads_as_of_the_city_s_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    filled(made=TODAY - timedelta(days=3))
    days: list[date] = []
    monkeypatch.setattr("roterfaden.demo.city.grow", lambda found: days.append(found.today))
    assert "Beispielstadt" in jobs.grow()
    assert days == [TODAY]
