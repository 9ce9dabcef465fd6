"""What council systems really send: each oddity becomes a finding, and everything else is read all the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from roterfaden.council.models import (
    Body,
    Consultation,
    File,
    ImportRun,
    Meeting,
    Membership,
    Organization,
    Paper,
    Person,
    Source,
    State,
)
from roterfaden.council.sync.digest import digest_of
from tests.council.sync.conftest import Read
from tests.council.sync.endpoint import Endpoint, Json, make_endpoint, make_file

ERROR = b'{"type": "https://schema.oparl.org/1.1/Error", "message": "gibt es nicht"}'


def clean_digest(read: Read, papers: int = 25) -> str:
    """The digest of a system without faults; removes it again."""
    read(make_endpoint(papers=papers))
    digest = digest_of(Source.objects.get())
    Source.objects.all().delete()
    return digest


def a_page_500_once(endpoint: Endpoint) -> None:
    endpoint.replies["paper?page=2"] = lambda asked: (500, b"oops") if asked == 1 else None


def a_page_cut_once(endpoint: Endpoint) -> None:
    endpoint.replies["paper?page=2"] = lambda asked: (200, b'{"data": [{"id": "htt') if asked == 1 else None


def no_types(endpoint: Endpoint) -> None:
    endpoint.tamper = lambda _n, _p, page: {**page, "data": [without(row, "type") for row in page["data"]]}


def other_capitals(endpoint: Endpoint) -> None:
    endpoint.tamper = lambda _n, _p, page: {
        **page,
        "data": [row | {"type": row["type"].replace("/Paper", "/PAPER")} for row in page["data"]],
    }


def midnight(endpoint: Endpoint) -> None:
    for rows in endpoint.lists.values():
        for row in rows:
            row["modified"] = "2026-06-01T00:00:00+02:00"


def http_ids(endpoint: Endpoint) -> None:
    for row in endpoint.lists["paper"]:
        row["id"] = row["id"].replace("https:", "http:")


def bare_lists(endpoint: Endpoint) -> None:
    endpoint.per_page = 100
    endpoint.tamper = lambda _n, _p, page: page["data"]


def organizations_as_single_ids(endpoint: Endpoint) -> None:
    for row in endpoint.lists["paper"]:
        for station in row["consultation"]:
            station["organization"] = station["organization"][0]


def main_file_as_a_list(endpoint: Endpoint) -> None:
    for row in endpoint.lists["paper"]:
        row["mainFile"] = [row["mainFile"]]


def parts_as_ids(endpoint: Endpoint) -> None:
    for row in endpoint.lists["paper"]:
        for station in row["consultation"]:
            endpoint.lists.setdefault("consultation", [])
            reply = (200, json_bytes(dict(station)))
            endpoint.replies[station["id"]] = lambda _asked, reply=reply: reply
        row["consultation"] = [station["id"] for station in row["consultation"]]


def without(row: Json, name: str) -> Json:
    return {key: value for key, value in row.items() if key != name}


def json_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (a_page_500_once, ""),
        (a_page_cut_once, ""),
        (no_types, "no-type"),
        (other_capitals, "type-capitals"),
        (midnight, ""),
        (http_ids, ""),
        (bare_lists, "bare-list"),
        (organizations_as_single_ids, "object-for-list"),
        (main_file_as_a_list, "list-for-object"),
        (parts_as_ids, "not-embedded"),
    ],
)
def test_a_fault_in_form_leads_to_the_same_content(read: Read, fault: Callable[[Endpoint], None], code: str) -> None:
    clean = clean_digest(read)
    endpoint = make_endpoint(papers=25)
    fault(endpoint)

    run = read(endpoint)

    assert run.outcome == ImportRun.Outcome.COMPLETE
    assert digest_of(Source.objects.get()) == clean
    assert (code in run.findings) or (not code and not run.findings)


def test_a_next_link_that_loops_ends_the_run_as_incomplete(read: Read) -> None:
    endpoint = make_endpoint(papers=35)

    def loop(name: str, number: int, page: Json) -> Json:
        if name == "paper" and number == 3:
            page["links"]["next"] = f"{endpoint.base}/body/1/paper?page=2"
        return page

    endpoint.tamper = loop
    run = read(endpoint)

    assert run.outcome == ImportRun.Outcome.INCOMPLETE
    assert "im Kreis" in run.message
    assert run.findings["loop"]["count"] == 1
    assert Paper.objects.count() == 30


def test_a_list_that_breaks_does_not_stop_the_others_and_loses_nothing(read: Read) -> None:
    endpoint = make_endpoint(papers=25)
    read(endpoint)
    endpoint.replies["/body/1/person"] = lambda _asked: (500, b"")
    endpoint.one("paper", "3")["name"] = "geändert"

    run = read(endpoint, days=1)

    assert run.outcome == ImportRun.Outcome.INCOMPLETE
    assert Person.objects.visible_to(None).count() == 2
    assert Paper.objects.get(key="paper/3").name == "geändert"
    assert run.findings["list-broken"]["count"] == 1


def test_a_next_link_that_only_ever_fails_keeps_the_rest_and_deletes_nothing(read: Read) -> None:
    endpoint = make_endpoint(papers=25)
    read(endpoint)
    endpoint.replies["paper?page=2"] = lambda _asked: (500, b"")

    run = read(endpoint, days=1)

    assert run.outcome == ImportRun.Outcome.INCOMPLETE
    assert Paper.objects.filter(state=State.PRESENT).count() == 25


@pytest.mark.parametrize("reply", [(404, b'{"error": "no result", "code": 802}'), (200, b"[]")])
def test_an_empty_list_may_answer_404_or_a_bare_list(read: Read, reply: tuple[int, bytes]) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.lists["person"] = []
    endpoint.replies["/body/1/person"] = lambda _asked: reply

    run = read(endpoint)

    assert run.outcome == ImportRun.Outcome.COMPLETE
    assert not Person.objects.exists()
    assert Paper.objects.count() == 1


def test_an_error_sent_with_200_is_an_error(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.replies["/body/1/paper"] = lambda _asked: (200, ERROR)

    run = read(endpoint)

    assert run.outcome == ImportRun.Outcome.INCOMPLETE
    assert not Paper.objects.exists()


def test_a_list_that_is_always_cut_ends_as_incomplete(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.replies["/body/1/paper"] = lambda _asked: (200, b'{"data": [')

    assert read(endpoint).outcome == ImportRun.Outcome.INCOMPLETE


def test_a_filter_lost_on_page_two_is_put_back(read: Read) -> None:
    endpoint = make_endpoint(papers=30)
    read(endpoint)
    for row in endpoint.lists["paper"][:15]:
        row["modified"] = "2026-06-02T00:00:00+02:00"
    endpoint.tamper = lambda name, _number, page: (
        page | {"links": {k: v.split("&modified")[0] for k, v in page["links"].items()}}
    )

    run = read(endpoint, days=2, mode="incremental")

    assert run.outcome == ImportRun.Outcome.COMPLETE
    assert run.counts["Paper"]["seen"] == 15
    assert run.findings["filter-lost"]["count"] == 1


def test_a_filter_that_is_ignored_costs_time_but_no_content(read: Read) -> None:
    endpoint = make_endpoint(papers=25)
    read(endpoint)
    endpoint.filters = False
    endpoint.one("paper", "20")["name"] = "neu"

    run = read(endpoint, days=2, mode="incremental")

    assert run.counts["Paper"] == {"seen": 25, "changed": 1}


def test_an_object_without_id_is_reported_and_left_out(read: Read) -> None:
    endpoint = make_endpoint(papers=2)
    del endpoint.lists["paper"][0]["id"]

    run = read(endpoint)

    assert Paper.objects.count() == 1
    assert run.findings["no-id"]["count"] == 1
    assert run.outcome == ImportRun.Outcome.COMPLETE


def test_a_part_without_id_gets_one_from_its_parent(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    del endpoint.one("paper", "0")["consultation"][0]["id"]

    read(endpoint)

    assert Consultation.objects.filter(paper__key="paper/0").count() == 2


def test_one_consultation_id_for_stations_of_two_papers_gives_two_stations(read: Read) -> None:
    endpoint = make_endpoint(papers=2)
    endpoint.one("paper", "1")["consultation"][0]["id"] = endpoint.one("paper", "0")["consultation"][0]["id"]

    run = read(endpoint)
    again = read(endpoint, days=1)

    assert Consultation.objects.filter(paper__key="paper/0").count() == 2
    assert Consultation.objects.filter(paper__key="paper/1").count() == 2
    assert run.findings["id-reused"]["count"] == 1
    assert "changed" not in again.counts["Paper"]


def test_one_consultation_id_twice_in_a_paper_gives_two_stations(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    stations = endpoint.one("paper", "0")["consultation"]
    stations[1]["id"] = stations[0]["id"]

    read(endpoint)

    assert Consultation.objects.filter(paper__key="paper/0").count() == 2


def test_a_deleted_entry_with_empty_fields_deletes(read: Read) -> None:
    endpoint = make_endpoint(papers=3)
    read(endpoint)
    gone = endpoint.one("paper", "1")
    gone.update(dict.fromkeys(("name", "reference", "date", "paperType"), ""), deleted="true", consultation="")
    gone["modified"] = "2026-06-02T00:00:00+02:00"

    run = read(endpoint, days=2, mode="incremental")

    paper = Paper.objects.get(key="paper/1")
    assert (paper.state, paper.gone_reason) == (State.DELETED, "deleted")
    assert run.outcome == ImportRun.Outcome.COMPLETE


def test_a_deleted_entry_that_was_never_here_stays_unknown(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    read(endpoint)
    endpoint.add("paper", "99", deleted=True, modified="2026-06-02T00:00:00+02:00")

    read(endpoint, days=2, mode="incremental")

    assert not Paper.objects.filter(key="paper/99").exists()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("date", "0000-00-00", "bad-date"), ("date", "31.02.2024", "bad-date"), ("name", " ", "empty-value")],
)
def test_values_that_are_none_become_empty(read: Read, field: str, value: str, code: str) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.one("paper", "0")[field] = value

    run = read(endpoint)

    assert not getattr(Paper.objects.get(), field)
    assert code in run.findings or code == "empty-value"


def test_n_a_is_no_value(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.one("organization", "rat")["shortName"] = "N/A"

    run = read(endpoint)

    assert Organization.objects.get(key="organization/rat").short_name == ""
    assert "empty-value" in run.findings


def test_an_end_before_the_start_is_dropped(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.one("meeting", "1")["end"] = "2024-05-02T09:00:00+02:00"

    run = read(endpoint)

    assert Meeting.objects.get().end is None
    assert run.findings["end-before-start"]["count"] == 1


def test_line_breaks_and_markup_in_names_become_plain_text(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.one("organization", "bau")["name"] = "Ausschuss\r\nfür <b>Bau</b> &amp; Verkehr"

    read(endpoint)

    assert Organization.objects.get(key="organization/bau").name == "Ausschuss für Bau & Verkehr"


def test_a_municipality_key_without_its_zero_gets_it_back(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    body = {**endpoint._body(), "ags": "3241001"}
    endpoint.replies["/oparl/body"] = lambda _asked: None
    endpoint._body = lambda: body  # type: ignore[method-assign]

    run = read(endpoint)

    assert Body.objects.get().ags == "03241001"
    assert run.findings["ags-without-zero"]["count"] == 1


def test_a_mention_of_an_unknown_object_becomes_a_stub_that_nobody_sees(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    membership = endpoint.one("person", "0")["membership"][0]
    membership["organization"] = f"{endpoint.base}/organization/unbekannt"

    read(endpoint)

    stub = Organization.objects.get(key="organization/unbekannt")
    assert stub.state == State.STUB
    assert Membership.objects.filter(organization=stub).exists()
    assert stub not in Organization.objects.visible_to(None)


def test_a_stub_becomes_the_real_object_when_it_arrives(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.one("person", "0")["membership"][0]["organization"] = f"{endpoint.base}/organization/neu"
    read(endpoint)
    endpoint.add("organization", "neu", name="Neuer Ausschuss")

    read(endpoint, days=1)

    assert Organization.objects.get(key="organization/neu").state == State.PRESENT


def test_an_object_on_another_host_is_refused(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.add("paper", "evil", name="fremd")["id"] = "https://ris.other.example/oparl/paper/1"

    run = read(endpoint)

    assert not Paper.objects.filter(name="fremd").exists()
    assert run.findings["foreign-id"]["count"] == 1


def test_a_body_on_another_host_is_a_source_of_its_own(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    system = json_bytes({"id": endpoint.url, "type": "x/System", "body": ["https://other.example/oparl/body/1"]})
    endpoint.replies["/oparl/system"] = lambda _asked: (200, system)

    run = read(endpoint)

    assert run.findings["foreign-body"]["count"] == 1
    assert not Body.objects.exists()


def test_a_script_address_never_becomes_a_link(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.one("paper", "0")["web"] = "javascript:alert(1)"
    endpoint.one("paper", "0")["mainFile"] = make_file(endpoint, "x") | {"accessUrl": "data:text/html,<script>"}

    run = read(endpoint)

    assert Paper.objects.get().web == ""
    assert File.objects.get(key="file/x").access_url == ""
    assert run.findings["bad-url"]["count"] == 2


def test_a_system_that_is_none_ends_as_incomplete(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.replies["/oparl/system"] = lambda _asked: (404, b"nichts")

    run = read(endpoint)

    assert run.outcome == ImportRun.Outcome.INCOMPLETE
    assert not Body.objects.exists()


def test_a_robots_txt_that_forbids_reading_is_respected(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    endpoint.replies["/robots.txt"] = lambda _asked: (200, b"User-agent: *\nDisallow: /\n")

    run = read(endpoint)

    assert run.outcome == ImportRun.Outcome.INCOMPLETE
    assert "robots.txt" in run.message
    assert [url for url in endpoint.asked if "robots" not in url] == []
