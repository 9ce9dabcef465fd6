"""The interface below /api/v1/: what it tells, what it keeps to itself, how it answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roterfaden.council.models import Meeting, Paper, State
from tests.council import factories as make
from tests.council.oparl.city import make_lost, make_many

LISTS = (
    *("papers", "consultations", "revisions", "meetings", "agenda-items", "files"),
    *("bodies", "organizations", "persons", "sources"),
)


def get(path: str, status: int = 200) -> dict[str, Any]:
    """A JSON answer of the interface."""
    answer = Client().get(path.removeprefix("https://rat.example") if "://" in path else f"/api/v1/{path}")
    assert answer.status_code == status, answer.content
    found: dict[str, Any] = answer.json()
    return found


def walk(path: str) -> list[dict[str, Any]]:
    """All items of a list, page by page."""
    found: list[dict[str, Any]] = []
    while path:
        page = get(path)
        found += page["items"]
        path = page["next"]
    return found


def keys(rows: list[dict[str, Any]]) -> list[int]:
    """Their keys."""
    return [row["id"] for row in rows]


# -- what it tells -----------------------------------------------------------------------------------------------------


def test_a_paper_has_all_that_belongs_to_it(city: dict[str, Any]) -> None:
    found = get(f"papers/{city['paper'].pk}")
    assert found["reference"] == "0728/2026"
    assert found["costNet"] == "-5800.00"
    assert [station["organizationName"] or station["organization"]["name"] for station in found["line"]] == [
        "Schulausschuss",
        "Rat",
    ]
    assert found["line"][0]["result"]["text"] == "Einstimmig"
    assert found["line"][0]["result"]["votes"]["groups"][0]["name"] == "Fraktion A"
    assert [file["name"] for file in found["files"]] == ["Druckversion", "Druckversion (ODT)"]
    assert {row["kind"] for row in found["relations"]} == {"newVersion", "mentions", "superordinated"}
    assert found["sections"][0]["heading"] == "Antrag"
    assert found["oparl"] == f"https://rat.example/oparl/v1.1/paper/{city['paper'].pk}"
    assert found["url"] == "https://rat.example/rat/drucksachen/0728-2026"


def test_a_meeting_has_its_agenda(city: dict[str, Any]) -> None:
    found = get(f"meetings/{city['meeting'].pk}")
    assert [item["name"] for item in found["agenda"]] == ["Bänke im Stadtpark", "Verschiedenes"]
    assert found["agenda"][0]["papers"][0]["paper"]["id"] == city["paper"].pk
    assert found["agenda"][0]["result"]["outcome"] == "recommended"
    assert found["organizations"][0]["name"] == "Schulausschuss"
    assert found["files"][0]["name"] == "Einladung"


def test_a_file_has_its_text_and_what_it_hangs_at(city: dict[str, Any]) -> None:
    found = get(f"files/{city['main'].pk}")
    assert found["text"] == "Drei neue Bänke."
    assert [holder["id"] for holder in found["hangsAt"]] == [city["paper"].pk]
    assert found["downloadUrl"] is None


def test_persons_and_organizations_have_each_other(city: dict[str, Any]) -> None:
    person = get(f"persons/{city['person'].pk}")
    assert person["memberships"][0]["organization"]["name"] == "Schulausschuss"
    assert not {"email", "phone", "gender"} & person.keys()
    members = walk(f"organizations/{city['committee'].pk}/members")
    assert [row["person"]["name"] for row in members] == ["Alex Beispiel"]
    assert get(f"organizations/{city['committee'].pk}")["partOf"]["name"] == "Rat"


def test_members_of_a_day(city: dict[str, Any]) -> None:
    path = f"organizations/{city['committee'].pk}/members"
    assert walk(f"{path}?am=2020-01-01") == []
    assert len(walk(f"{path}?am=2022-01-01")) == 1


def test_a_silent_change_shows_before_and_after(city: dict[str, Any]) -> None:
    revision = make.make_revision(city["paper"])
    (row,) = walk(f"revisions?drucksache={city['paper'].pk}")
    assert row == get(f"revisions/{revision.pk}")
    assert row["changes"] == [{"field": "name", "old": "Alter Titel", "new": "Neuer Titel"}]
    assert walk(f"revisions?sitzung={city['meeting'].pk}") == []


def test_sources_tell_their_runs(city: dict[str, Any]) -> None:
    run = make.make_run(city["body"].source, findings={"bad-date": {"count": 3, "examples": []}})
    (source,) = walk("sources")
    assert source["lastRun"]["id"] == run.pk
    assert keys(walk(f"sources/{source['slug']}/runs")) == [run.pk]
    assert walk(f"sources/{source['slug']}/runs")[0]["findings"] == {"bad-date": 3}
    assert get(f"sources/{source['slug']}") == source


def test_single_things_are_the_same_as_in_their_list(city: dict[str, Any]) -> None:
    for name in ("consultations", "agenda-items", "bodies"):
        row = walk(name)[0]
        assert get(f"{name}/{row['id']}") == row
    for name in ("papers", "meetings", "files", "organizations", "persons"):
        row = walk(name)[0]
        assert row.items() <= get(f"{name}/{row['id']}").items()


# -- filters and pages -------------------------------------------------------------------------------------------------


def test_papers_have_the_filters_of_the_page(city: dict[str, Any]) -> None:
    district = make.make_district()
    make.make_paper_place(city["paper"], district)
    make.make_paper_organization(city["paper"], city["committee"])
    make.make_paper_organization(city["paper"], city["faction"], "originator")
    Paper.objects.exclude(pk=city["paper"].pk).update(year=2020, kind="motion", date=date(2020, 1, 1))
    for query in (
        f"gremium={city['committee'].pk}",
        f"fraktion={city['faction'].pk}",
        f"bezirk={district.slug}",
        "art=proposal",
        "jahr=2026",
        "ausgang=recommended",
        "klima=positive",
        "kosten=belastung",
        "jahr=2026&art=proposal&klima=positive",
    ):
        assert keys(walk(f"papers?{query}")) == [city["paper"].pk], query
    assert walk("papers?ausgang=rejected") == []
    assert len(walk(f"papers?koerperschaft={city['body'].slug}")) == 3


def test_papers_come_in_every_order_and_lose_nothing(city: dict[str, Any]) -> None:
    make_many(5)
    Paper.objects.filter(reference="1001/2026").update(date=None)
    everything = {row["id"] for row in walk("papers")}
    assert len(everything) == 8
    for order in ("neueste", "aelteste"):
        rows = keys(walk(f"papers?sortierung={order}&limit=3"))
        assert len(rows) == len(set(rows))
        assert set(rows) == everything
    assert keys(walk("papers?sortierung=kosten&limit=1")) == [city["paper"].pk]


def test_meetings_come_latest_first_or_the_next_first(city: dict[str, Any]) -> None:
    old = make.make_meeting([city["council"]], start=datetime(2020, 1, 1, 17, tzinfo=UTC))
    Meeting.objects.filter(pk=city["later"].pk).update(start=datetime(2199, 1, 1, 17, tzinfo=UTC))
    Meeting.objects.filter(pk=city["meeting"].pk).update(start=datetime(2198, 1, 1, 17, tzinfo=UTC))
    first, second = city["meeting"].pk, city["later"].pk
    assert keys(walk("meetings?limit=1")) == [second, first, old.pk]
    assert keys(walk("meetings?zeit=kommend")) == [first, second]
    assert keys(walk("meetings?zeit=vergangen")) == [old.pk]
    assert keys(walk(f"meetings?gremium={city['committee'].pk}")) == [first]
    assert keys(walk("meetings?von=2020-01-01&bis=2020-01-01")) == [old.pk]


def test_other_lists_have_their_filters(city: dict[str, Any]) -> None:
    paper, meeting = city["paper"].pk, city["meeting"].pk
    assert len(walk(f"consultations?drucksache={paper}")) == 2
    assert len(walk(f"consultations?gremium={city['committee'].pk}")) == 1
    assert walk("consultations?ausgang=rejected") == []
    assert len(walk(f"agenda-items?sitzung={meeting}")) == 2
    assert len(walk(f"files?drucksache={paper}")) == 2
    assert {row["name"] for row in walk(f"files?sitzung={meeting}")} == {"Einladung", "Beschluss"}
    assert [row["name"] for row in walk("organizations?art=faction")] == ["Fraktion A"]
    assert [row["name"] for row in walk("persons?buchstabe=B")] == ["Alex Beispiel"]


@pytest.mark.parametrize("name", LISTS)
def test_a_page_takes_a_fixed_number_of_statements(name: str, city: dict[str, Any]) -> None:
    few = count(name)
    make_many(6)
    Paper.objects.update(decided_by=city["council"])
    assert count(name) == few
    assert few <= 10


@pytest.mark.parametrize(
    ("path", "most"), [("papers", 20), ("meetings", 15), ("files", 6), ("persons", 6), ("organizations", 6)]
)
def test_single_things_take_few_statements(path: str, most: int, city: dict[str, Any]) -> None:
    assert count(f"{path}/{walk(path)[0]['id']}") <= most


def count(path: str) -> int:
    """How many statements an answer takes."""
    with CaptureQueriesContext(connection) as found:
        get(path)
    return len(found)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_turns_its_pages(name: str, city: dict[str, Any]) -> None:
    make_many(2)
    make.make_revision(city["paper"])
    make.make_revision(meeting=city["meeting"])
    rows = walk(f"{name}?limit=1")
    assert rows == walk(name)


# -- what it keeps to itself -------------------------------------------------------------------------------------------


def test_what_is_gone_answers_410_without_its_title(city: dict[str, Any]) -> None:
    lost = make_lost(city)
    paths = {"person": "persons", "paper": "papers", "meeting": "meetings"}
    for name, path in paths.items():
        found = get(f"{path}/{lost[name].pk}", 410)
        assert found["kind"] == lost[name].oparl_type
        assert lost[name].name not in str(found)


def test_what_belongs_to_what_is_gone_is_not_shown(city: dict[str, Any]) -> None:
    lost = make_lost(city)
    assert get(f"files/{lost['file'].pk}", 410)["kind"] == "Paper"
    for name, path in (("item", "agenda-items"), ("station", "consultations")):
        assert Client().get(f"/api/v1/{path}/{lost[name].pk}").status_code in (404, 410)
        assert lost[name].pk not in keys(walk(path))
    assert lost["file"].pk not in keys(walk("files"))


def test_what_was_never_public_is_unknown(city: dict[str, Any]) -> None:
    stub = make_lost(city)["stub"]
    get(f"organizations/{stub.pk}", 404)
    get(f"organizations/{stub.pk}/members", 404)


def test_hidden_things_show_nowhere(city: dict[str, Any]) -> None:
    lost = make_lost(city)
    make.make_revision(lost["paper"])
    for thing, names in ((lost["paper"], ("papers", "revisions")), (lost["person"], ("persons",))):
        for name in names:
            assert thing.name not in str(walk(name))
    whole = str(get(f"papers/{city['paper'].pk}")) + str(get(f"meetings/{city['meeting'].pk}"))
    for thing in (lost["person"], lost["paper"], lost["meeting"]):
        assert thing.name not in whole
    assert walk(f"revisions?drucksache={lost['paper'].pk}") == []


def test_a_hidden_paper_says_nothing_about_others(city: dict[str, Any]) -> None:
    hidden = make.make_paper("0999/2026", "Geheimes", state=State.HIDDEN)
    make.make_relation(hidden, city["paper"])
    assert "0999/2026" not in str(get(f"papers/{city['paper'].pk}"))


# -- how it answers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "papers?jahr=abc",
        "papers?jahr=99999",
        "papers?limit=0",
        "papers?limit=1000",
        "papers?art=unsinn",
        "papers?bezirk=a%20b",
        "papers?unsinn=1",
        "papers?gremium=99999999999999999999",
        "meetings?von=gestern",
        "persons?buchstabe=ab",
        "search?q=x&seite=0",
        "search?unsinn=1",
    ],
)
def test_a_wrong_parameter_is_told(path: str, city: dict[str, Any]) -> None:
    found = get(path, 400)
    assert found["status"] == 400
    assert found["title"]


@pytest.mark.parametrize(
    "path",
    [
        "papers?cursor=unsinn",
        "persons?cursor=unsinn",
        "papers?bezirk=nirgends",
        "papers?koerperschaft=nirgends",
        "papers/0",
        "papers/abc",
        "papers/99999999999999999999",
        "sources/nirgends",
        "sources/%00",
        "unsinn",
    ],
)
def test_what_does_not_exist_is_told(path: str, city: dict[str, Any]) -> None:
    assert get(path, 404)["status"] == 404


def test_addresses_beside_the_interface_answer_in_json() -> None:
    answer = Client().get("/api/v2/papers")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json; charset=utf-8")


def test_an_unchanged_answer_is_not_sent_twice(city: dict[str, Any]) -> None:
    first = Client().get("/api/v1/papers")
    assert Client().get("/api/v1/papers", headers={"if-none-match": first["ETag"]}).status_code == 304
    Paper.objects.filter(pk=city["paper"].pk).update(name="Neu")
    assert Client().get("/api/v1/papers", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/papers", "/api/v1/openapi.json", "/api/v1/", "/api/v1/unsinn"])
def test_it_is_open_to_all_and_keeps_no_state(path: str, city: dict[str, Any]) -> None:
    answer = Client(headers={"accept-language": "en", "cookie": "sessionid=abc"}).get(path)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert "Vary" not in answer
    assert answer.content == Client(headers={"accept-language": "de"}).get(path).content


def test_head_and_options_are_answered(city: dict[str, Any]) -> None:
    get_, head = Client().get("/api/v1/papers"), Client().head("/api/v1/papers")
    assert (head.status_code, head["ETag"], head.content) == (200, get_["ETag"], b"")
    assert Client().options("/api/v1/papers")["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_it_can_only_be_read(method: str, city: dict[str, Any]) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, "/api/v1/papers")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["status"] == 405


def test_it_says_where_its_documentation_is() -> None:
    found = get("")
    assert found["documentation"] == "https://rat.example/schnittstellen/"
    assert get(found["openapi"])["openapi"].startswith("3.1")
