"""Organizations, persons and files: what they show, and what of them is nobody's business."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.council.addresses import address
from roterfaden.council.models import (
    Organization,
    Person,
    State,
)
from roterfaden.council.views import files, organizations
from tests.council import factories as make
from tests.council.pages.city import make_city
from tests.council.pages.test_paper import text_of

pytestmark = pytest.mark.django_db


def test_an_organization_shows_meetings_members_and_papers(client: Client) -> None:
    city = make_city()
    page = text_of(client, address(city.committee))
    for words in ("Schulausschuss", "22.06.2026", "Alex Beispiel", "Mehr Bänke im Stadtpark"):
        assert words in page, words
    assert "Was sie zuletzt beantragt hat" in text_of(client, address(city.faction))
    former = make.make_organization("Altes", end_date=date(2001, 1, 1))
    assert "Dieses Gremium gibt es nicht mehr." in text_of(client, address(former))
    assert "1 " in text_of(client, "/rat/gremien/") or "frühere" in text_of(client, "/rat/gremien/")


def test_past_meetings_of_an_organization_are_paged(client: Client) -> None:
    committee = make.make_organization()
    for number in range(23):
        make.make_meeting([committee], start=datetime(2020, 1, 1 + number, 15, tzinfo=UTC))
    page = text_of(client, address(committee))
    assert 'href="?seite=3"' in page
    assert "01.01.2020" not in page
    assert "01.01.2020" in text_of(client, f"{address(committee)}?seite=3")


def test_members_of_a_day(client: Client) -> None:
    city = make_city()
    path = f"/rat/gremien/{city.council.pk}/mitglieder"
    assert "Alex Beispiel" in text_of(client, path)
    assert "Alex Beispiel" in text_of(client, f"{path}?am=2020-01-01")
    assert "Alex Beispiel" not in text_of(client, f"{path}?am=2022-01-01")
    assert client.get(f"{path}?am=2020-02-30").status_code == 400


def test_a_person_shows_functions_now_and_before_and_no_contact_data(client: Client) -> None:
    city = make_city()
    Person.objects.filter(pk=city.person.pk).update(email=["privat@example.org"], phone=["0511 1"], gender="weiblich")
    page = text_of(client, address(city.person))
    assert "Schulausschuss" in page
    assert "Beigeordnete*r" in page
    for private in ("privat@example.org", "0511 1", "weiblich"):
        assert private not in page
    assert "Alex Beispiel" in text_of(client, "/rat/personen/?buchstabe=B")
    assert "Alex Beispiel" not in text_of(client, "/rat/personen/?buchstabe=C")


def test_a_hidden_person_or_organization_is_on_no_page(client: Client) -> None:
    city = make_city()
    Person.objects.filter(pk=city.person.pk).update(state=State.HIDDEN, name="Geheim Geheim")
    Organization.objects.filter(pk=city.faction.pk).update(state=State.HIDDEN, name="Geheime Gruppe")
    type(city.paper).objects.filter(pk=city.paper.pk).update(decided_by=city.faction)
    assert client.get(address(city.person)).status_code == 410
    assert client.get(address(city.faction)).status_code == 410
    assert client.get(f"/rat/gremien/{city.faction.pk}/kalender.ics").status_code == 410
    assert client.get(f"/rat/drucksachen/?fraktion={city.faction.pk}").status_code == 400
    for path in (
        address(city.committee),
        "/rat/personen/",
        "/rat/gremien/",
        address(city.paper),
        "/rat/drucksachen/",
        "/rat/",
    ):
        page = text_of(client, path)
        assert "Geheim Geheim" not in page, path
        assert "Geheime Gruppe" not in page, path
    export = b"".join(client.get("/rat/drucksachen/export.csv")).decode()
    assert "Geheime Gruppe" not in export


def test_a_file_is_public_as_long_as_it_hangs_at_something_public(client: Client) -> None:
    city = make_city()
    assert "Drei neue Bänke." in text_of(client, address(city.file))
    other = make.make_paper("5/2020")
    make.make_file_link(city.file, paper=other)
    type(city.paper).objects.filter(pk=city.paper.pk).update(state=State.HIDDEN, gone_reason="Versehen", name="Geheim")
    assert "Geheim" not in text_of(client, address(city.file))
    type(city.paper).objects.filter(pk=other.pk).update(state=State.DELETED)
    assert client.get(address(city.file)).status_code == 410
    assert client.get(address(make.make_file())).status_code == 404


def test_a_long_text_is_read_in_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PART", 20)
    file = make.make_file()
    make.make_file_link(file, paper=make.make_paper())
    words = [f"wort{number}" for number in range(9)]
    make.make_file_text(file, " ".join(words))
    parts = [text_of(client, f"{address(file)}?teil={part}") for part in (1, 2, 3)]
    for word in words:
        assert sum(f"{word}" in part for part in parts) == 1, word
    assert client.get(f"{address(file)}?teil=4").status_code == 404


def test_an_unreadable_file_says_so(client: Client) -> None:
    file = make.make_file(text_state="unreadable", text_reason="verschlüsselt", access_url="javascript:alert(1)")
    make.make_file_link(file, paper=make.make_paper())
    page = text_of(client, address(file))
    assert "Text nicht lesbar." in page
    assert "verschlüsselt" in page
    assert "javascript:" not in page


def test_a_mirrored_file_offers_our_copy(client: Client) -> None:
    file = make.make_file(mirror_path="mirror/x.pdf", content_sha256="a" * 64, fetched_at=timezone.now())
    make.make_file_link(file, paper=make.make_paper())
    page = text_of(client, address(file))
    assert f'href="/oparl/v1.1/file/{file.pk}/download"' in page
    assert "a" * 64 in page


def test_organizations_are_paged_in_the_order_of_kinds(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organizations, "PAGE", 2)
    make_city()
    first, second = text_of(client, "/rat/gremien/"), text_of(client, "/rat/gremien/?seite=2")
    assert "Ratsversammlung" in first
    assert "Fraktion A" not in first
    assert "Fraktion A" in second
    assert client.get("/rat/gremien/?seite=3").status_code == 404


def test_members_are_cut_short_and_all_of_them_a_click_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organizations, "MOST_LISTED", 3)
    committee = make.make_organization()
    for number in range(5):
        make.make_membership(make.make_person(f"Person Nummer{number}"), committee)
    assert text_of(client, address(committee)).count("Person Nummer") == 3
    assert text_of(client, f"/rat/gremien/{committee.pk}/mitglieder").count("Person Nummer") == 5


def test_what_the_source_lost_for_now_says_so(client: Client) -> None:
    paper = make.make_paper(state=State.MISSING, missing_since=timezone.now())
    assert "nicht mehr zu finden" in text_of(client, address(paper))
