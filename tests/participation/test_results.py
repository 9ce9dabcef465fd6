"""What came of a process: result page, open data, exports, API, and what the portal brings about."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries

from roterfaden.contributions.models import Outcome
from roterfaden.kit.things import Ref
from roterfaden.pages.models import Feedback
from roterfaden.participation.models import CensusFigure, Process, ProcessState
from roterfaden.participation.modules import Module, modules
from roterfaden.participation.statistics import participants, tables_of
from roterfaden.places.models import District
from tests.accounts.factories import make_user
from tests.contributions.factories import make_contribution, make_person
from tests.participation.factories import make_phase, make_process, use_probe
from tests.threads.factories import make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    use_probe(monkeypatch)
    cache.clear()
    yield
    cache.clear()


def make_closed(**values: Any) -> Process:
    given = {"state": ProcessState.CLOSED, "closed_at": timezone.now(), "result": "Acht Bäume."}
    process = make_process(**(given | values))
    make_phase(process, "probe")
    return process


def make_outcome(process: Process, kind: Outcome.Kind = Outcome.Kind.DECIDED, **values: Any) -> Outcome:
    said = make_contribution(process.ref, "Ein Trinkbrunnen am Uferweg", **values.pop("said", {}))
    given = {"kind": kind, "key": f"{said.pk}:{kind}", "sentence": "Der Brunnen kommt."}
    return Outcome.objects.create(contribution=said, **(given | values))


def test_the_result_names_what_changed_and_because_of_whom(client: Client) -> None:
    process, thread = make_closed(), make_thread("Der Uferweg")
    author = make_person("amira")
    make_outcome(process, said={"author": author}, thing_kind="thread", thing_key=str(thread.pk))
    make_outcome(process, Outcome.Kind.ANSWERED, sentence="Nur beantwortet")
    make_outcome(process, sentence="Aus dem Verborgenen", said={"state": "hidden"})
    page = client.get(f"/mitmachen/{process.slug}/ergebnis/").content.decode()
    for words in ("Acht Bäume.", "Ein Trinkbrunnen am Uferweg", "Der Brunnen kommt.", author.pseudonym, "Der Uferweg"):
        assert words in page, words
    assert "Nur beantwortet" not in page
    assert "Aus dem Verborgenen" not in page


def test_the_result_has_pages(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    process = make_closed()
    for _each in range(21):
        make_outcome(process)
    address = f"/mitmachen/{process.slug}/ergebnis/"
    page = client.get(address).content.decode()
    following = page.split('rel="next" href="')[1].split('"')[0]
    assert client.get(following).content.decode().count("Der Brunnen kommt.") == 1
    assert client.get(f"{address}?ab=unsinn").status_code == 404
    with django_assert_max_num_queries(20):
        client.get(address)


FACES = ("ergebnis/", "daten.json", "daten.csv", "code/", "beteiligung.jsonld", "termine.ics", "")


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("values", [{"state": "draft", "published_at": None}, {"is_template": True}])
def test_what_is_not_public_has_no_face_at_all(client: Client, values: dict[str, Any], face: str) -> None:
    process = make_process(closed_at=timezone.now(), **values)
    make_phase(process, "probe")
    assert client.get(f"/mitmachen/{process.slug}/{face}").status_code == 404


def test_open_data_come_with_the_end_and_with_a_licence(client: Client) -> None:
    process = make_process(answer_days=14)
    make_phase(process, "probe")
    assert client.get(f"/mitmachen/{process.slug}/daten.json").status_code == 404
    assert client.get(f"/mitmachen/{process.slug}/daten.csv").status_code == 404
    Process.objects.filter(pk=process.pk).update(state=ProcessState.CLOSED, closed_at=timezone.now())
    data = json.loads(client.get(f"/mitmachen/{process.slug}/daten.json").content)
    assert data["license"].startswith("https://")
    assert data["tables"]["proben"] == [{"nummer": 1, "text": "=1+1", "unterstuetzungen": 3}]
    table = b"".join(client.get(f"/mitmachen/{process.slug}/daten.csv").streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table), delimiter=";"))[1] == ["1", "'=1+1", "3"]
    assert client.get(f"/mitmachen/{process.slug}/daten.csv?tabelle=auth_user").status_code == 404


def test_personal_columns_never_leave_whatever_a_method_gives(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"text": "ok", "Author": "Amira", "email": "a@example.org", "pseudonym": "A 1", "name": "Amira", "ip": "::1"}
    leaky = Module("leaky", "", "", lambda phase, request: "", tables=lambda process: {"t": [row]})
    monkeypatch.setitem(modules, "leaky", leaky)
    process = make_closed()
    make_phase(process, "leaky")
    for face in ("daten.json", "daten.csv?tabelle=t"):
        answer = client.get(f"/mitmachen/{process.slug}/{face}")
        body = b"".join(answer) if answer.streaming else answer.content
        assert b"ok" in body
        assert b"Amira" not in body
        assert b"example.org" not in body


def office(client: Client, *roles: str) -> Client:
    user = make_user("person", *roles)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return client


def test_the_office_exports_at_any_time_with_cells_that_compute_nothing(client: Client) -> None:
    process = make_process()
    make_phase(process, "probe")
    office(client, "Beteiligungsbüro")
    root = f"/verwaltung/beteiligung/{process.pk}/daten"
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{root}.xlsx").streaming_content)))
    assert [cell.value for cell in book.active[2]] == [1, "'=1+1", 3]
    assert b"'=1+1" in b"".join(client.get(f"{root}.csv?tabelle=proben").streaming_content)
    assert client.get(f"{root}.json").json()["tables"]["proben"]
    assert client.get(f"{root}.sql").status_code == 404


def test_who_may_not_see_statistics_gets_neither_them_nor_exports(client: Client) -> None:
    process = make_process()
    office(client, "Einsicht")
    for address in ("statistik/", "daten.json"):
        answer = client.get(f"/verwaltung/beteiligung/{process.pk}/{address}")
        assert answer.status_code in (302, 403)


# API


def test_the_interface_lists_and_tells_public_processes(client: Client) -> None:
    process = make_process(purpose="Wir pflanzen.")
    phase = make_phase(process, "probe")
    hidden = [make_process(state=state) for state in ("draft", "hidden")] + [make_process(is_template=True)]
    listed = client.get("/api/v1/processes").json()["items"]
    assert [row["id"] for row in listed] == [process.pk]
    assert listed[0]["phases"][0]["id"] == phase.pk
    told = client.get(f"/api/v1/processes/{process.pk}").json()
    assert told["purpose"] == "Wir pflanzen."
    assert told["counts"] == [{"number": 132, "label": "Proben"}]
    assert told["promise"] == {"promised": 0, "answered": 0, "overdue": 0, "medianDays": None}
    for row in hidden:
        assert client.get(f"/api/v1/processes/{row.pk}").status_code == 404


@pytest.mark.parametrize("query", ["stand=draft", "bezirk='", "sort=-created_by", "state=draft", "cursor=x", "limit=0"])
def test_the_interface_refuses_what_it_does_not_know(client: Client, query: str) -> None:
    assert client.get(f"/api/v1/processes?{query}").status_code in (400, 404)


def test_the_interface_only_reads(client: Client) -> None:
    assert client.post("/api/v1/processes", {"title": "Gekapert"}).status_code == 405


@pytest.mark.parametrize("number", [1, 20])
def test_the_interface_costs_the_same(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _each in range(number):
        make_phase(make_process(), "probe")
    with django_assert_max_num_queries(6):
        client.get("/api/v1/processes")


# Who takes part


def make_city() -> None:
    for number, (slug, people) in enumerate({"mitte": 500, "nord": 300, "sued": 200}.items(), start=91):
        District.objects.create(number=number, name=slug.title(), slug=slug)
        CensusFigure.objects.create(kind="district", key=slug, number=people, source="Register")


def test_people_count_once_and_only_for_what_is_public() -> None:
    process, person = make_process(), make_person()
    for values in ({"author": person}, {"author": person}, {"author": make_person(), "state": "hidden"}):
        make_contribution(process.ref, **values)
    make_contribution(Ref("process", "999"), author=make_person())
    assert [row.pk for row in participants(process.ref)] == [person.pk]


def test_a_group_that_is_missing_is_named_and_small_ones_are_not_shown() -> None:
    make_city()
    process = make_process()
    for slug, number in (("mitte", 12), ("nord", 40), ("sued", 30), ("", 6)):
        for _each in range(number):
            make_contribution(process.ref, author=make_person(district=slug))
    lines = {line.key: line for line in tables_of(process.ref)[0].lines}
    assert lines["mitte"].number == 12
    assert lines["mitte"].is_missing
    assert not lines["nord"].is_missing
    make_contribution(make_process().ref, author=make_person(district="sued"))
    few = tables_of(Ref("process", str(Process.objects.order_by("-pk")[0].pk)))[0]
    assert few.total is None
    assert {line.number for line in few.lines} == {None}


def test_statistics_stand_in_the_office(client: Client) -> None:
    make_city()
    process = make_process()
    for _each in range(6):
        make_contribution(process.ref, author=make_person(district="nord"))
    office(client, "Beteiligungsbüro")
    page = client.get(f"/verwaltung/beteiligung/{process.pk}/statistik/").content.decode()
    assert "Nach Stadtbezirk" in page
    assert "nicht gezeigt" in page


CENSUS = "art;schluessel;anzahl\nbezirk;mitte;1.200\nalter;16-25;300\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CENSUS, ""),
        ("a;b;c\n", "Die erste Zeile muss lauten"),
        ("art;schluessel;anzahl\nbezirk;nirgends;1\n", "gibt es hier nicht"),
        ("art;schluessel;anzahl\nbezirk;mitte;viele\n", "keine ganze Zahl"),
        ("art;schluessel;anzahl\nbezirk;mitte;99999999999999999999\n", "keine ganze Zahl"),
        ("art;schluessel;anzahl\nbezirk;mitte;1\nbezirk;mitte;2\n", "zweimal"),
    ],
)
def test_the_citys_figures_come_from_a_file_as_a_whole(client: Client, text: str, said: str) -> None:
    District.objects.create(number=91, name="Mitte", slug="mitte")
    office(client, "Beteiligungsbüro")
    file = io.BytesIO(text.encode())
    file.name = "zahlen.csv"
    answer = client.post("/verwaltung/beteiligung/einwohner/", {"file": file, "source": "Register"})
    assert answer.status_code == (422 if said else 302)
    assert said in answer.content.decode()
    assert CensusFigure.objects.count() == (0 if said else 2)


# What the portal brings about


def test_what_the_portal_brings_about_is_told_up_to_the_first_of_the_month(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    before, process = first - timedelta(days=20), make_process()
    waited = {"published_at": before, "answer_due": before.date(), "answered_at": before + timedelta(days=4)}
    make_outcome(process, at=before, said=waited)
    make_outcome(process, at=timezone.now(), sentence="Zu jung", said={"published_at": timezone.now()})
    barrier = Feedback.objects.create(kind="barrier", message="x", state="done", done_at=before)
    Feedback.objects.filter(pk=barrier.pk).update(created=before)
    with django_assert_max_num_queries(30):
        page = client.get("/wirkung/").content.decode()
    for words in ("entschieden", "1 von 1 beantwortet, die Hälfte davon binnen 4 Tagen (Median).", "behoben"):
        assert words in page, words
    assert page.count("Ein Trinkbrunnen am Uferweg") == 1
    assert "zu wenige" in page


def test_an_empty_portal_says_so(client: Client) -> None:
    page = client.get("/wirkung/").content.decode()
    assert "Noch ist aus keinem Beitrag etwas geworden" in page
    assert "Noch wurde keine Antwort zugesagt." in page
