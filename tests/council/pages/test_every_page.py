"""Every address of the council answers in both languages, twice, to a stranger, and refuses to be written to."""

from __future__ import annotations

import pytest
from django.test import Client

from roterfaden.council.addresses import address, paper_address
from tests.council.pages.city import City, make_city

pytestmark = pytest.mark.django_db


def page_addresses(city: City) -> list[str]:
    """All pages for people."""
    lists = [
        "",
        "drucksachen/",
        "sitzungen/",
        "sitzungen/?zeit=vergangen",
        "kalender/?monat=2026-06",
        "gremien/",
        "personen/",
    ]
    lists += ["aenderungen/", "quellen/"]
    things = [city.paper, city.version, city.meeting, city.coming, city.committee, city.faction, city.person, city.file]
    things += [city.revision, city.body, city.paper.source]
    return [
        *(f"/rat/{path}" for path in lists),
        *(address(thing) for thing in things),
        paper_address(city.paper, "paper_revisions"),
        paper_address(city.version, "paper_compare", other=city.paper.slug),
        f"/rat/gremien/{city.committee.pk}/mitglieder",
    ]


def machine_addresses(city: City) -> list[str]:
    """Feeds, calendars and files."""
    return [
        *(f"/rat/drucksachen/{name}" for name in ("feed.atom", "export.csv", "export.xlsx", "export.json")),
        paper_address(city.paper, "paper_feed"),
        "/rat/aenderungen/feed.atom",
        "/rat/kalender/alle.ics",
        f"/rat/gremien/{city.committee.pk}/kalender.ics",
        f"/rat/sitzungen/{city.meeting.pk}.ics",
    ]


def test_every_page_answers_twice_in_both_languages(client: Client) -> None:
    city = make_city()
    for path in page_addresses(city):
        for prefix in ("", "", "/en"):
            response = client.get(prefix + path)
            assert response.status_code == 200, f"{prefix}{path}: {response.status_code}"
            assert "<h1" in response.content.decode(), path


def test_every_machine_address_answers(client: Client) -> None:
    city = make_city()
    for path in machine_addresses(city):
        response = client.get(path)
        assert response.status_code == 200, path
        assert b"".join(response) if response.streaming else response.content, path


def test_no_page_can_be_written_to(client: Client) -> None:
    city = make_city()
    for path in [*page_addresses(city), *machine_addresses(city)]:
        assert client.post(path).status_code == 405, path
        assert client.delete(path).status_code == 405, path


def test_an_empty_portal_has_pages_too(client: Client) -> None:
    for path in ("", "drucksachen/", "sitzungen/", "kalender/", "gremien/", "personen/", "aenderungen/", "quellen/"):
        assert client.get(f"/rat/{path}").status_code == 200, path


def test_the_second_language_is_english(client: Client) -> None:
    assert '<html lang="en"' in client.get("/en/rat/").content.decode()
