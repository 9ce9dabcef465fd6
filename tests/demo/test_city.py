"""Filling the city: through the importer, once, and again where it must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from roterfaden.accounts.models import User
from roterfaden.council.models import Body, File, ImportRun, Meeting, Paper, Person, Revision, Source, State
from roterfaden.demo import city, stamp
from roterfaden.demo.agenda.emptying import empty_agenda
from roterfaden.demo.people import LOGINS, fill_people
from roterfaden.demo.sim import site
from roterfaden.places.models import District, Street
from roterfaden.strategy.models import Indicator, Measure, Plan
from roterfaden.threads.models import Station, Thread
from tests.demo.small import small

URL = "http://127.0.0.1:8000"
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]


@pytest.fixture(autouse=True)
def small_city(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Few matters and few months are enough to see how filling works."""
    settings.HOME = tmp_path
    settings.SEARCH_ROOT = tmp_path / "search"
    with small(monkeypatch):
        yield


def test_first_start_fills_everything_through_the_importer(client: Client) -> None:
    filled = city.fill(None, URL)
    assert [run.outcome for run in ImportRun.objects.all()] == [ImportRun.Outcome.COMPLETE] * 5
    assert set(Source.objects.values_list("sample_data", flat=True)) == {True}
    assert Body.objects.get(is_home=True).name.endswith("(Beispieldaten)")
    assert Body.objects.count() == 2
    assert Person.objects.count() == 14
    assert (District.objects.count(), Street.objects.count() > 50) == (13, True)
    assert not File.objects.exclude(text_state=File.TextState.READ).exists()
    assert Paper.objects.filter(places__isnull=False).exists()
    assert filled.anchor == date.today()


@pytest.mark.one_database
def test_silent_change_and_unpublished_paper_are_noticed_by_the_importer() -> None:
    filled = city.fill(None, URL)
    papers = site.city(filled.anchor).papers
    edited = next(paper for paper in papers if paper.edited)
    gone = next(paper for paper in papers if paper.withdrawn_on)
    assert Revision.objects.filter(paper__reference=edited.number).exists()
    assert Paper.objects.get(reference=gone.number).state == State.WITHDRAWN


@pytest.mark.one_database
def test_second_start_reads_nothing() -> None:
    first = city.fill(None, URL)
    assert city.fill(None, URL) == first
    assert ImportRun.objects.count() == 5


@pytest.mark.one_database
def test_another_day_makes_the_city_anew_and_keeps_the_password() -> None:
    first = city.fill(None, URL)
    other = date.today() + timedelta(days=100)
    second = city.fill(other, URL)
    assert (second.anchor, second.password) == (other, first.password)
    assert Source.objects.count() == 2
    assert not Paper.objects.filter(consultations__date__lt=other - timedelta(days=600)).exists()


@pytest.mark.one_database
def test_another_address_moves_the_sources_without_reading_them_again() -> None:
    city.fill(None, URL)
    before = Paper.objects.count()
    city.fill(None, "https://stadt.example")
    assert ImportRun.objects.count() == 5
    assert Source.objects.get(slug=city.CITY).url.startswith("https://stadt.example/")
    city.grow(_stamp())
    assert Paper.objects.count() == before


@pytest.mark.one_database
def test_city_grows_older_through_the_importer() -> None:
    city.fill(None, URL)
    before = Meeting.objects.filter(agenda_items__result="").count(), Paper.objects.count()
    later = _stamp(made=date.today() - timedelta(days=40))
    city.grow(later)
    assert Paper.objects.count() > before[1]
    assert ImportRun.objects.filter(outcome=ImportRun.Outcome.COMPLETE).count() == 7
    assert Source.objects.get(slug=city.CITY).next_run_at is None


@pytest.mark.one_database
def test_city_that_has_nothing_more_to_tell_is_made_anew() -> None:
    city.fill(None, URL)
    stamp.write(_stamp(made=date.today() - stamp.LIFE))
    assert city.fill(None, URL).made == date.today()


@pytest.mark.one_database
def test_there_is_an_account_for_each_role_and_its_password_is_the_printed_one(client: Client) -> None:
    filled = city.fill(None, URL)
    for login in LOGINS:
        assert client.login(username=login.name, password=filled.password), login.name
        assert not client.login(username=login.name, password="beispiel")
    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == ["admin"]


@pytest.mark.one_database
def test_account_of_somebody_else_is_left_alone() -> None:
    other = User.objects.create_user("admin", "chefin@stadt.example", "ihr-eigenes-passwort")
    fill_people("beispiel-passwort")
    other.refresh_from_db()
    assert other.check_password("ihr-eigenes-passwort")
    assert not other.is_superuser


@pytest.mark.one_database
def test_sources_of_others_are_left_alone_when_the_city_is_emptied() -> None:
    own = Source.objects.create(slug="eigene", name="Eigene", kind=Source.Kind.OPARL, url="https://ris.example/")
    city.fill(None, URL)
    city.empty()
    assert list(Source.objects.all()) == [own]
    assert not Paper.objects.exists()


def _stamp(made: date | None = None) -> stamp.Stamp:
    found = stamp.read()
    assert found is not None
    return replace(found, made=made or found.made)


@pytest.mark.one_database
def test_strategies_and_threads_are_made_by_actions_and_say_what_is_invented(client: Client) -> None:
    city.fill(None, URL)
    assert set(Plan.objects.values_list("slug", "state")) >= {("mein-hannover-2030", "inForce")}
    assert Measure.objects.visible_to(None).filter(sample=True).count() == 4
    assert not Measure.objects.filter(sample=False).exists()
    assert Indicator.objects.filter(sample=True).count() == 4
    told = Thread.objects.visible_to(None)
    assert set(told.filter(sample_data=False).values_list("slug", flat=True)) == {
        "vom-stadtdialog-zur-digitalen-agenda"
    }
    assert told.filter(sample_data=True).count() == 3
    assert not Station.objects.filter(confirmed_by__isnull=True).exists()
    for path in ("/", "/ziele/", "/faeden/", "/faeden/vom-stadtdialog-zur-digitalen-agenda"):
        assert client.get(path).status_code == 200


@pytest.mark.one_database
def test_another_day_makes_strategies_and_threads_anew_unless_somebody_added_to_them() -> None:
    today = date.today()
    city.fill(today, URL)
    first = Measure.objects.order_by("pk").first()
    city.fill(today - timedelta(days=30), URL)
    again = Measure.objects.get(slug=first.slug) if first else None
    assert first
    assert again
    assert again.starts_on == (first.starts_on or today) - timedelta(days=30)
    Plan.objects.create(slug="eigener-plan", title="Eigener Plan")
    assert not empty_agenda()
    assert Measure.objects.count() == 4
