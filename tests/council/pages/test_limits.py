"""No list and no page takes more statements because there is more to show."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.council.addresses import address
from roterfaden.council.models import (
    Source,
)
from tests.council import factories as make
from tests.council.pages.city import make_city
from tests.council.pages.test_paper import count_statements

pytestmark = pytest.mark.django_db


def test_meeting_statements_do_not_depend_on_the_agenda(client: Client) -> None:
    city = make_city()
    make.make_agenda_item(city.meeting, paper_numbers=["0900/2026"])
    path = address(city.meeting)
    client.get(path)
    few = count_statements(client, path)
    for number in range(15):
        item = make.make_agenda_item(city.meeting, paper_numbers=["0900/2026"] if number % 2 else [])
        paper = make.make_paper(f"{number}/2020")
        make.make_consultation(paper, meeting=city.meeting, agenda_item=item, organization=city.committee)
        make.make_file_link(make.make_file(), agenda_item=item)
        make.make_revision(meeting=city.meeting)
    assert count_statements(client, path) == few <= 25


def test_lists_of_sources_and_runs_take_few_statements(client: Client) -> None:
    make.make_run(make.make_source())
    client.get("/rat/quellen/")
    few = count_statements(client, "/rat/quellen/")
    for number in range(9):
        make.make_run(make.make_source(f"quelle-{number}", name=f"Quelle {number}"))
    assert count_statements(client, "/rat/quellen/") == few <= 20
    assert Source.objects.count() == 10


@pytest.mark.parametrize(
    "path", ["", "sitzungen/?zeit=vergangen", "kalender/?monat=2026-06", "gremien/", "personen/", "aenderungen/"]
)
def test_lists_take_few_statements_however_long(client: Client, path: str) -> None:
    city = make_city()
    client.get(f"/rat/{path}")
    few = count_statements(client, f"/rat/{path}")
    for number in range(12):
        organization = make.make_organization(f"Ausschuss {number}")
        make.make_membership(make.make_person(f"Person {number}"), organization)
        make.make_meeting([organization], start=city.meeting.start, location=make.make_location())
        make.make_revision(make.make_paper(f"{number}/2020", decided_on=date(2026, 1, 1), decided_by=organization))
    assert count_statements(client, f"/rat/{path}") == few <= 20


@pytest.mark.parametrize("thing", ["committee", "person", "file", "revision", "body"])
def test_details_take_few_statements(client: Client, thing: str) -> None:
    city = make_city()
    path = address(getattr(city, thing))
    client.get(path)
    few = count_statements(client, path)
    for number in range(12):
        meeting = make.make_meeting([city.committee], start=timezone.now() - timedelta(days=number))
        make.make_membership(make.make_person(f"Person {number}"), city.committee)
        make.make_membership(city.person, make.make_organization(f"Ausschuss {number}"))
        make.make_file_link(city.file, meeting=meeting)
        make.make_paper_organization(make.make_paper(f"{number}/2020"), city.committee)
    assert count_statements(client, path) - few in {0, 1}
    assert count_statements(client, path) <= 25
