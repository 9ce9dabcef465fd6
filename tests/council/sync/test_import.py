"""A first, a second and a partial reading of a system that behaves."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roterfaden.council.models import (
    AgendaItem,
    Body,
    Consultation,
    File,
    FileLink,
    ImportRun,
    Meeting,
    Membership,
    Organization,
    Paper,
    PendingDerivation,
    Person,
    Revision,
    Source,
    State,
)
from roterfaden.council.sync.digest import digest_of
from roterfaden.ledger.models import Pending
from tests.council.sync.conftest import Read
from tests.council.sync.endpoint import make_endpoint


def test_a_first_run_reads_everything(read: Read) -> None:
    run = read(make_endpoint(papers=3))

    assert run.outcome == ImportRun.Outcome.COMPLETE
    assert Body.objects.get().name == "Musterstadt"
    assert set(Organization.objects.values_list("name", "kind")) == {("Rat", "plenum"), ("Bauausschuss", "committee")}
    assert Person.objects.count() == 2
    assert Membership.objects.filter(organization__name="Rat", person__isnull=False).count() == 2
    assert Meeting.objects.get().agenda_items.count() == 3
    assert Paper.objects.count() == 3
    assert Consultation.objects.count() == 6
    assert not PendingDerivation.objects.exists()


def test_objects_are_linked_as_the_source_links_them(read: Read) -> None:
    read(make_endpoint(papers=2))

    station = Consultation.objects.get(key="consultation/1b")
    assert station.paper is not None
    assert station.paper.reference == "0002/2024"
    assert station.meeting == Meeting.objects.get()
    assert station.agenda_item == AgendaItem.objects.get(key="agendaitem/1")
    assert station.organization == Organization.objects.get(name="Rat")
    assert station.date == date(2024, 5, 2)
    assert FileLink.objects.get(paper=station.paper).file.name == "vorlage-1"
    assert FileLink.objects.get(meeting=station.meeting).role == FileLink.Role.INVITATION


def test_an_unchanged_second_run_writes_one_run_row_and_nothing_else(read: Read) -> None:
    endpoint = make_endpoint(papers=3)
    read(endpoint)
    before = digest_of(Source.objects.get())
    assert Pending.objects.filter(kind="paper.published").count() == 3  # so that "nothing else" means something

    with CaptureQueriesContext(
        connection,
    ) as queries:
        run = read(endpoint, days=1)

    writes = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    ours = ("council_importrun", "council_source", "operation_lease")
    assert [sql for sql in writes if not any(table in sql[:60] for table in ours)] == []
    assert run.outcome == ImportRun.Outcome.COMPLETE
    assert digest_of(Source.objects.get()) == before


def test_an_unchanged_second_run_of_a_server_without_etags_writes_nothing_either(read: Read) -> None:
    endpoint = make_endpoint(papers=3, etags=False)
    read(endpoint)
    before = Paper.objects.values_list("changed_at", flat=True)[0]

    run = read(endpoint, days=1)

    assert run.figures["not_modified"] == 0
    assert Paper.objects.filter(changed_at=before).count() == 3


def test_a_changed_text_is_written_and_kept_as_a_silent_change(read: Read) -> None:
    endpoint = make_endpoint(papers=3)
    read(endpoint)
    endpoint.one("paper", "1")["name"] = "Vorlage 1, still geändert"

    run = read(endpoint, days=1)

    assert Paper.objects.get(key="paper/1").name == "Vorlage 1, still geändert"
    revision = Revision.objects.get()
    assert revision.changes == [{"field": "name", "old": "Vorlage 1", "new": "Vorlage 1, still geändert"}]
    assert revision.paper == Paper.objects.get(key="paper/1")
    assert run.counts["Paper"]["changed"] == 1
    assert "new" not in run.counts["Paper"]


def test_a_result_that_appears_is_news_and_not_a_silent_change(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    item = endpoint.one("meeting", "1")["agendaItem"][0]
    del item["result"]
    read(endpoint)
    item["result"] = "einstimmig beschlossen"

    read(endpoint, days=1)

    assert AgendaItem.objects.get().result == "einstimmig beschlossen"
    assert not Revision.objects.exists()


def test_an_item_taken_off_the_agenda_is_kept_as_a_change_of_the_meeting(read: Read) -> None:
    endpoint = make_endpoint(papers=3)
    read(endpoint)
    endpoint.one("meeting", "1")["agendaItem"].pop(1)

    read(endpoint, days=1)

    assert AgendaItem.objects.get(key="agendaitem/1").state == State.WITHDRAWN
    change = Revision.objects.get(meeting__isnull=False).changes[0]
    assert (change["field"], change["old"][1], len(change["new"])) == ("agendaItem", "1 Punkt 1", 2)


def test_an_item_that_comes_back_is_shown_again(read: Read) -> None:
    endpoint = make_endpoint(papers=3)
    read(endpoint)
    item = endpoint.one("meeting", "1")["agendaItem"].pop(1)
    read(endpoint, days=1)
    endpoint.one("meeting", "1")["agendaItem"].insert(1, item)

    read(endpoint, days=2)

    assert AgendaItem.objects.get(key="agendaitem/1").state == State.PRESENT


def test_a_changed_part_bumps_what_its_parent_says_of_its_age(read: Read) -> None:
    endpoint = make_endpoint(papers=1)
    first = read(endpoint)
    endpoint.one("meeting", "1")["agendaItem"][0]["result"] = "mehrheitlich abgelehnt"

    read(endpoint, days=1)

    assert Meeting.objects.get().changed_at > first.started.replace(year=2000)
    assert Meeting.objects.get().changed_at == AgendaItem.objects.get().changed_at


def test_only_what_changed_is_asked_for_in_an_incremental_run(read: Read) -> None:
    endpoint = make_endpoint(papers=25)
    read(endpoint)
    endpoint.one("paper", "7") | {"name": "neu"}
    endpoint.one("paper", "7").update(name="neu", modified="2026-06-02T00:00:00+02:00")
    endpoint.asked.clear()

    run = read(endpoint, days=2, mode="incremental")

    assert run.outcome == ImportRun.Outcome.COMPLETE
    assert Paper.objects.get(key="paper/7").name == "neu"
    assert run.counts["Paper"] == {"seen": 1, "changed": 1}
    assert all("modified_since" in url for url in endpoint.asked if "/body/1/" in url)


def test_a_file_in_two_papers_is_one_file_with_two_places(read: Read) -> None:
    endpoint = make_endpoint(papers=2)
    endpoint.one("paper", "1")["mainFile"] = endpoint.one("paper", "0")["mainFile"]

    read(endpoint)

    shared = File.objects.get(key="file/vorlage-0")
    assert shared.links.count() == 2


def test_a_source_that_moved_keeps_its_objects(read: Read) -> None:
    read(make_endpoint(papers=2))
    papers = set(Paper.objects.values_list("pk", flat=True))

    run = read(make_endpoint(papers=2, path="/ris/oparl"), days=1)

    assert run.outcome == ImportRun.Outcome.COMPLETE
    assert Source.objects.get().former_bases == ["//ris.example.org/oparl/"]
    assert set(Paper.objects.values_list("pk", flat=True)) == papers
    assert run.counts["Paper"] == {"seen": 2}


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_ids_with_another_scheme_are_the_same_objects(read: Read, scheme: str) -> None:
    endpoint = make_endpoint(papers=2)
    for row in endpoint.lists["paper"]:
        row["id"] = row["id"].replace("https", scheme)

    run = read(endpoint)

    assert set(Paper.objects.values_list("key", flat=True)) == {"paper/0", "paper/1"}
    assert "foreign-id" not in run.findings


def test_a_meeting_that_names_no_body_belongs_to_the_one_in_whose_list_it_stands(read: Read) -> None:
    endpoint = make_endpoint()
    for rows in endpoint.lists.values():
        for row in rows:
            del row["body"]
    read(endpoint)
    body = Body.objects.get()
    for model in (Meeting, Organization, Person, Paper):
        assert set(model.objects.values_list("body", flat=True)) == {body.pk}, model
    digest = digest_of(Source.objects.get())
    assert read(endpoint, days=1).counts["Meeting"].get("changed", 0) == 0
    meeting = endpoint.one("meeting", "1")
    endpoint.lists["meeting"] = [row for row in endpoint.lists["meeting"] if row is not meeting] + [
        meeting | {"id": f"{endpoint.base}/meeting/2", "agendaItem": []}
    ]
    endpoint.replies["/oparl/meeting/1"] = lambda asked: (200, json.dumps(meeting | {"name": "Rat, erste"}).encode())
    read(endpoint, days=2)
    assert set(Meeting.objects.values_list("name", "body")) == {("Rat, 1. Sitzung", body.pk), ("Rat, erste", body.pk)}
    assert digest_of(Source.objects.get()) != digest
