"""The list of processes, and where else they stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from roterfaden.participation.listing import PAGE_SIZE
from roterfaden.participation.models import Process, ProcessState
from roterfaden.participation.search import documents, visible
from roterfaden.places.models import District
from roterfaden.threads.models import Topic
from tests.participation.factories import make_phase, make_process, use_probe

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> None:
    use_probe(monkeypatch)


def make_running(title: str, days: int = 7, **values: Any) -> Process:
    process = make_process(title, **values)
    make_phase(process, "probe", end=timezone.now() + days * DAY)
    return process


def make_coming(title: str, days: int = 2) -> Process:
    process, now = make_process(title), timezone.now()
    make_phase(process, "probe", start=now + days * DAY, end=now + 20 * DAY)
    return process


def make_past(title: str) -> Process:
    process, now = make_process(title), timezone.now()
    make_phase(process, "probe", start=now - 9 * DAY, end=now - DAY)
    return process


def section(page: str, state: str) -> str:
    return page.split(f'id="zeit-{state}"')[1].split("</section>")[0]


def test_each_process_stands_where_its_time_is(client: Client) -> None:
    make_running("Läuft jetzt")
    make_coming("Kommt bald")
    make_past("War schon")
    make_running("Ist zu", state=ProcessState.CLOSED)
    page = client.get("/mitmachen/").content.decode()
    assert "Läuft jetzt" in section(page, "laeuft")
    assert "Kommt bald" in section(page, "kommt")
    assert "War schon" in section(page, "antwort")
    assert "Ist zu" in section(page, "vorbei")


def test_where_collecting_ended_and_nothing_is_closed_it_is_the_citys_turn(client: Client) -> None:
    process = make_past("Wird geprüft")
    make_phase(process, "", name="Prüfen und antworten")
    page = client.get("/mitmachen/").content.decode()
    assert "Die Stadt prüft und antwortet" in section(page, "antwort")
    assert "Wird geprüft" in section(page, "antwort")
    assert "Wird geprüft" not in section(page, "vorbei")
    assert "Prüfen und antworten: läuft bis" in page
    assert "Wird geprüft" in client.get("/mitmachen/?stand=antwort").content.decode()
    Process.objects.update(state=ProcessState.CLOSED)
    assert "Wird geprüft" in section(client.get("/mitmachen/").content.decode(), "vorbei")


def test_every_public_process_stands_in_one_stretch_of_time_exactly(client: Client) -> None:
    make_running("Läuft jetzt")
    make_coming("Kommt bald")
    make_past("War schon")
    make_running("Ist zu", state=ProcessState.CLOSED)
    make_phase(make_process("Nur Auskunft"), "", name="Information")
    make_process("Ohne Phasen")
    make_process("Ein Entwurf", state=ProcessState.DRAFT)
    rows = Process.objects.visible_to()
    found = [row.pk for some in (rows.running(), rows.coming(), rows.answering(), rows.over()) for row in some]
    assert sorted(found) == sorted(row.pk for row in rows)


def test_what_ends_first_stands_first(client: Client) -> None:
    make_running("Noch lange", 30)
    make_running("Nur noch kurz", 1)
    page = client.get("/mitmachen/").content.decode()
    assert page.index("Nur noch kurz") < page.index("Noch lange")


def test_the_list_is_filtered_by_its_address(client: Client) -> None:
    here = make_running("Hier bei uns")
    make_running("Ganz woanders")
    here.districts.add(District.objects.create(number=91, name="Probebezirk", slug="probebezirk"))
    here.topics.add(Topic.objects.create(title="Bäume", slug="baeume"))
    for query in ("bezirk=probebezirk", "thema=baeume", "stand=laeuft&bezirk=probebezirk&thema=baeume"):
        page = client.get(f"/mitmachen/?{query}").content.decode()
        assert "Hier bei uns" in page, query
        assert "Ganz woanders" not in page, query


@pytest.mark.parametrize(
    "query",
    [
        "stand=draft",
        "stand=state__in",
        "bezirk=nirgends",
        "thema=' OR 1=1 --",
        "ab=%00",
        "ab=W251bGwsMSxmYWxzZV0x",
        "stand=laeuft&ab=x",
    ],
)
def test_a_wrong_filter_is_refused_and_leads_on(client: Client, query: str) -> None:
    make_running("Läuft")
    answer = client.get(f"/mitmachen/?{query}")
    assert answer.status_code == 400
    assert 'href="/mitmachen/"' in answer.content.decode()


@pytest.mark.parametrize("query", ["order_by=password", "state=draft", "is_template=1", "stand=&sort=-created_by"])
def test_parameters_that_nobody_knows_change_nothing(client: Client, query: str) -> None:
    make_process("Ein Entwurf", state=ProcessState.DRAFT)
    make_process("Eine Vorlage", is_template=True)
    page = client.get(f"/mitmachen/?{query}").content.decode()
    assert "Ein Entwurf" not in page
    assert "Eine Vorlage" not in page


def test_a_long_list_has_pages(client: Client) -> None:
    for number in range(PAGE_SIZE + 1):
        make_past(f"Nummer {number:02}")
    first = client.get("/mitmachen/?stand=antwort").content.decode()
    assert "Nummer 20" in first
    assert "Nummer 00" not in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Nummer 00" in client.get(following).content.decode()


def test_the_list_is_a_feed(client: Client) -> None:
    make_running("Läuft im Feed")
    make_process("Entwurf im Feed", state=ProcessState.DRAFT)
    feed = client.get("/mitmachen/liste/feed.atom?stand=laeuft").content.decode()
    assert "Läuft im Feed" in feed
    assert "Entwurf im Feed" not in feed


def test_running_ones_stand_on_the_page_of_their_district_and_topic(client: Client) -> None:
    process = make_running("Was fehlt im Bezirk?")
    gone = make_past("Was fehlte im Bezirk?")
    district = District.objects.create(number=91, name="Probebezirk", slug="probebezirk")
    topic = Topic.objects.create(title="Bäume", slug="baeume")
    for one in (process, gone):
        one.districts.add(district)
        one.topics.add(topic)
    for address in ("/stadtbezirke/probebezirk", "/themen/baeume"):
        page = client.get(address).content.decode()
        assert "Hier können Sie mitreden" in page
        assert "Was fehlt im Bezirk?" in page
        assert "Was fehlte im Bezirk?" not in page
    assert "1 Beteiligung läuft" in client.get("/stadtbezirke/").content.decode()


@pytest.mark.parametrize("values", [{"state": "draft"}, {"state": "hidden"}, {"is_template": True}])
def test_search_and_sitemap_know_public_ones_alone(client: Client, values: dict[str, Any]) -> None:
    shown, hidden = make_process("Zu sehen"), make_process("Nicht zu sehen", **values)
    assert [row.pk for row in visible()] == [shown.pk]
    assert [document.title for document in documents([shown.pk, hidden.pk])] == ["Zu sehen"]
    sitemap = client.get("/sitemap-mitmachen.xml").content.decode()
    assert shown.slug in sitemap
    assert hidden.slug not in sitemap


@pytest.mark.parametrize("number", [1, 15])
def test_the_list_costs_the_same_for_any_number(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    district = District.objects.create(number=91, name="Probebezirk", slug="probebezirk")
    for place in range(number):
        for process in (make_running(f"L {place}"), make_coming(f"K {place}"), make_past(f"V {place}")):
            process.districts.add(district)
    client.get("/mitmachen/")
    for query, most in (("", 22), ("?stand=antwort", 12), ("?stand=laeuft&bezirk=probebezirk", 12)):
        with django_assert_max_num_queries(most):
            client.get(f"/mitmachen/{query}")
