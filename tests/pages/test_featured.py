"""The thread on the start page's red line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.pages.featured import featured_thread
from roterfaden.pages.models import StartPage
from roterfaden.threads.models import Thread
from roterfaden.threads.stages import Stage
from tests.pages.factories import make_site
from tests.threads.factories import make_station, make_thread

pytestmark = pytest.mark.django_db


def make_told(title: str = "Der Spielplatz am Kanal", **values: object) -> Thread:
    """A thread with six stations and one ahead."""
    thread = make_thread(title, **values)
    for year, stage in ((2014, "idea"), (2015, "decision"), (2016, "implementation"), (2018, "decision")):
        make_station(thread, f"Schritt {year}", stage=Stage(stage), start=date(year, 3, 1))
    make_station(thread, "Schritt 2020", stage=Stage.IMPLEMENTATION, start=date(2020, 3, 1))
    make_station(
        thread, "Fertig", stage=Stage.IMPLEMENTATION, start=timezone.localdate() + timedelta(days=40), precision="day"
    )
    return thread


def names(chosen: str = "") -> list[str]:
    """The stations on the line."""
    line = featured_thread(chosen)
    assert line
    return [f"{step.name}{'!' if step.decides else ''}{'?' if step.ahead else ''}" for step in line.steps]


def test_the_line_tells_beginning_decisions_present_and_what_comes() -> None:
    make_told()
    assert names() == ["Schritt 2014", "Schritt 2015!", "Schritt 2018!", "Schritt 2020", "Fertig?"]


def test_the_start_page_leads_with_the_thread(client: Client) -> None:
    thread = make_told()
    make_site()
    page = client.get("/").content.decode()
    assert "Der Spielplatz am Kanal" in page
    assert f"/faeden/{thread.slug}" in page


def test_editors_choose_a_thread(client: Client) -> None:
    make_told()
    chosen = make_told("Ein anderer Faden")
    make_site()
    StartPage.objects.update(featured=chosen.slug)
    assert "Ein anderer Faden" in client.get("/").content.decode()


@pytest.mark.parametrize("state", ["draft", "hidden", "merged"])
def test_what_is_not_public_is_not_told(state: str) -> None:
    thread = make_told(state=state)
    assert featured_thread() is None
    assert featured_thread(thread.slug) is None


def test_two_stations_are_no_line() -> None:
    thread = make_thread()
    make_station(thread)
    make_station(thread, "Danach", start=date(2017, 1, 1))
    assert featured_thread() is None


def test_the_announced_next_step_ends_the_line() -> None:
    thread = make_thread(next_step="Eröffnung im Sommer", next_step_on=timezone.localdate() + timedelta(days=90))
    for year in (2014, 2015, 2016):
        make_station(thread, f"Schritt {year}", start=date(year, 1, 1))
    assert names()[-1] == "Eröffnung im Sommer?"


def test_a_real_thread_goes_before_an_invented_one() -> None:
    make_told("Der wahre Faden")
    make_told("Der erfundene Faden", sample_data=True)
    line = featured_thread()
    assert line
    assert str(line.title) == "Der wahre Faden"
