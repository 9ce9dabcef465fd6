"""The council in the search: what is found of it, by which words, and what never is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from roterfaden.council.documents import files, meetings, organizations, papers, persons
from roterfaden.council.models import Meeting, Paper, State
from roterfaden.council.models.result import Outcome
from roterfaden.search.actions import enqueue
from roterfaden.search.engines import engine
from roterfaden.search.engines.base import Found, Request
from roterfaden.search.indexer import drain
from roterfaden.search.models import PendingDocument
from roterfaden.search.query import parse
from roterfaden.search.registry import Document, facets, searchables
from tests.council.factories import (
    make_agenda_item,
    make_district,
    make_file,
    make_file_link,
    make_file_text,
    make_meeting,
    make_membership,
    make_organization,
    make_paper,
    make_paper_organization,
    make_paper_place,
    make_paper_text,
    make_person,
)

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 20


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_ROOT = "embedded", tmp_path / "search"


def find(text: str, **filters: str) -> Found:
    """Index everything, then search."""
    drain(30)
    return engine().search(Request(parse(text), filters, facets=("kind", *facets)))


def found(text: str, **filters: str) -> list[tuple[str, int]]:
    """Kinds and keys of what is found."""
    return [(hit.kind, hit.pk) for hit in find(text, **filters).hits]


def make_attachment(text: str = "Statikgutachten zum Deich", **parent: Any) -> Any:
    """A file with its text at a paper, meeting or agenda item."""
    file = make_file(name="Anlage 1")
    make_file_link(file, **parent)
    make_file_text(file, text)
    return file


def one(documents: Any) -> Document:
    """The only document."""
    (document,) = documents
    return document


def test_a_paper_is_found_by_title_text_applicant_and_number() -> None:
    paper = make_paper("0728/2026", "Mehr Bänke", applicants=["Fraktion Stadtgrün"])
    make_paper_text(paper, ("Antrag", "Am Teichufer wird aufgestellt."))
    for text in ("Bank", "Teich", "Stadtgrün", "DS 728 2026"):
        assert found(text) == [("paper", paper.pk)], text


def test_a_paper_carries_what_it_is_filtered_by() -> None:
    paper = make_paper(outcome=Outcome.ADOPTED)
    committee = make_organization("Bauausschuss")
    make_paper_organization(paper, committee)
    make_paper_place(paper, make_district(2, "List"))
    document = one(papers([paper.pk]))
    assert set(document.facets) == {
        ("year", "2026"),
        ("body", "musterstadt"),
        ("outcome", "adopted"),
        ("organization", str(committee.pk)),
        ("district", "list"),
    }
    assert document.url == "/rat/drucksachen/0728-2026"


def test_an_outcome_that_is_not_published_is_no_filter() -> None:
    assert "outcome" not in dict(one(papers([make_paper().pk])).facets)


def test_a_file_is_found_by_its_text_and_names_its_paper() -> None:
    paper = make_paper("0728/2026", "Deichbau")
    file = make_attachment(paper=paper)
    document = one(files([file.pk]))
    assert "0728/2026 Deichbau" in document.context
    assert found("Statik") == [("file", file.pk)]


def test_a_meeting_is_found_by_agenda_body_and_day() -> None:
    meeting = make_meeting([make_organization("Bauausschuss")], name="12. Sitzung")
    make_agenda_item(meeting, name="Sanierung der Brücke")
    for text in ("Brückensanierung", "Bauausschuss", "22.06.2026", "22. Juni 2026"):
        assert ("meeting", meeting.pk) in found(text), text


def test_a_meeting_late_in_the_evening_keeps_its_day() -> None:
    meeting = make_meeting(start=datetime(2026, 6, 22, 22, 30, tzinfo=UTC))
    document = one(meetings([meeting.pk]))
    assert document.date is not None
    assert document.date.isoformat() == "2026-06-23"


def test_an_item_that_is_not_public_is_not_in_its_meeting() -> None:
    meeting = make_meeting()
    make_agenda_item(meeting, name="Geheimsache", state=State.HIDDEN)
    assert "Geheimsache" not in one(meetings([meeting.pk])).body


def test_a_body_and_a_person_are_found_by_name_and_membership() -> None:
    committee = make_organization("Schulausschuss", short_name="SchulA")
    person = make_person("Dr. Aylin Öztürk")
    make_membership(person, committee, role="Vorsitz")
    assert found("oeztuerk") == [("person", person.pk)]
    assert set(found("Schulausschuss")) == {("organization", committee.pk), ("person", person.pk)}
    assert one(organizations([committee.pk])).title == "Schulausschuss"


def test_a_person_is_found_by_nothing_but_name_and_membership() -> None:
    person = make_person("Aylin Öztürk", email=["aylin@example.org"], phone=["0511 123456"], life="Kindheit in Linden")
    document = one(persons([person.pk]))
    assert "example" not in document.body + document.context
    assert found("0511 123456") == []
    assert found("Linden") == []


@pytest.mark.parametrize("state", [State.STUB, State.WITHDRAWN, State.DELETED, State.HIDDEN])
def test_what_is_not_public_is_no_document(state: str) -> None:
    paper, meeting = make_paper(state=state), make_meeting(state=state)
    committee, person = make_organization(state=state), make_person(state=state)
    found_ones = [*papers([paper.pk]), *meetings([meeting.pk]), *organizations([committee.pk]), *persons([person.pk])]
    assert found_ones == []


def test_what_is_missing_for_now_stays_findable() -> None:
    assert one(papers([make_paper(state=State.MISSING).pk]))


@pytest.mark.parametrize("where", ["paper", "meeting", "agenda_item"])
def test_a_file_is_public_by_what_it_hangs_at(where: str) -> None:
    meeting = make_meeting()
    parent = {"paper": make_paper(), "meeting": meeting, "agenda_item": make_agenda_item(meeting)}[where]
    file = make_attachment(**{where: parent})
    assert one(files([file.pk]))
    type(parent).objects.filter(pk=parent.pk).update(state=State.HIDDEN)
    assert list(files([file.pk])) == []


def test_a_file_at_an_item_is_hidden_with_the_meeting() -> None:
    meeting = make_meeting()
    file = make_attachment(agenda_item=make_agenda_item(meeting))
    Meeting.objects.filter(pk=meeting.pk).update(state=State.HIDDEN)
    assert list(files([file.pk])) == []


def test_a_file_at_two_papers_stays_as_long_as_one_is_public() -> None:
    shown, hidden = make_paper("0001/2026", "Sichtbar"), make_paper("0002/2026", "Verborgen", state=State.HIDDEN)
    file = make_attachment(paper=hidden)
    make_file_link(file, paper=shown)
    document = one(files([file.pk]))
    assert "Sichtbar" in document.context
    assert "Verborgen" not in document.context


def test_a_file_without_text_is_found_by_its_paper() -> None:
    paper = make_paper(name="Deichbau")
    make_file_link(make_file(name="Lageplan"), paper=paper)
    assert found("Lageplan") == [("paper", paper.pk)]


def test_with_a_paper_its_files_are_hidden_at_once_also_from_the_counts() -> None:
    paper = make_paper("0728/2026", "Deichbau am Fluss")
    make_attachment("Gutachten zum Deich", paper=paper)
    other = make_paper("0729/2026", "Deichpflege")
    assert len(found("Deich")) == 3
    Paper.objects.filter(pk=paper.pk).update(state=State.HIDDEN)
    enqueue("paper", [paper.pk], hidden=True)
    result = engine().search(Request(parse("Deich"), facets=("kind",)))
    assert [(hit.kind, hit.pk) for hit in result.hits] == [("paper", other.pk)]
    assert dict(result.counts.values["kind"]) == {"paper": 1}
    assert found("Deich") == [("paper", other.pk)]


def test_with_a_paper_its_files_are_queued_and_with_a_body_its_people_and_meetings() -> None:
    paper, committee = make_paper(), make_organization()
    file, person, meeting = make_attachment(paper=paper), make_person(), make_meeting([committee])
    make_membership(person, committee)
    enqueue("paper", [paper.pk])
    enqueue("organization", [committee.pk])
    queued = set(PendingDocument.objects.values_list("kind", "object_id", "suppressed"))
    assert queued == {
        ("paper", paper.pk, False),
        ("file", file.pk, False),
        ("organization", committee.pk, False),
        ("person", person.pk, False),
        ("meeting", meeting.pk, False),
    }


@pytest.mark.parametrize("kind", ["paper", "file", "meeting", "organization", "person"])
def test_documents_take_the_same_few_statements_for_many(kind: str, django_assert_max_num_queries: Any) -> None:
    keys: dict[str, list[int]] = {name: [] for name in searchables}
    for number in range(12):
        paper, committee = make_paper(f"{number}/2026"), make_organization(f"Ausschuss {number}")
        meeting, person = make_meeting([committee]), make_person()
        make_paper_text(paper)
        make_paper_organization(paper, committee)
        make_paper_place(paper, make_district(number + 1, f"Bezirk {number}"))
        make_agenda_item(meeting)
        make_membership(person, committee)
        things = {"paper": paper, "meeting": meeting, "organization": committee, "person": person}
        things["file"] = make_attachment(paper=paper)
        for name, thing in things.items():
            keys[name].append(thing.pk)
    with django_assert_max_num_queries(5):
        assert len(list(searchables[kind].documents(keys[kind]))) == 12


def test_the_page_shows_all_kinds_and_filters_by_their_names(client: Client) -> None:
    committee = make_organization("Deichausschuss")
    paper = make_paper("0728/2026", "Deichbau", outcome=Outcome.ADOPTED)
    make_paper_organization(paper, committee)
    make_paper_place(paper, make_district(2, "Vahrenwald"))
    make_paper_place(paper, make_district(3, "Döhren"))
    make_attachment("Der Deich", paper=paper)
    make_meeting([committee], name="Sitzung des Deichausschusses")
    make_membership(make_person("Aylin Deichgräf"), committee)
    drain(30)
    html = client.get("/suche/?q=Deich").content.decode()
    for text in (
        "Drucksache",
        "Datei",
        "Gremium",
        "Person",
        "Vahrenwald",
        "Deichausschuss",
        "/rat/drucksachen/0728-2026",
    ):
        assert text in html, text
    assert 'href="?q=Deich&amp;bezirk=vahrenwald"' in html


def test_the_page_needs_few_statements_with_all_kinds_and_filters(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    committee = make_organization("Deichausschuss")
    for number in range(8):
        paper = make_paper(f"{number}/2026", f"Deichbau {number}", outcome=Outcome.ADOPTED)
        make_paper_organization(paper, committee)
        make_paper_place(paper, make_district(number + 1, f"Bezirk {number}"))
        make_attachment("Der Deich", paper=paper)
        make_meeting([committee], name="Deich")
    make_membership(make_person("Aylin Deichgräf"), committee)
    drain(30)
    client.get("/suche/?q=Deich")
    with django_assert_max_num_queries(MOST_STATEMENTS):
        client.get(f"/suche/?q=Deich&gremium={committee.pk}&jahr=2026&koerperschaft=musterstadt&bezirk=bezirk-1")
    with django_assert_max_num_queries(MOST_STATEMENTS):
        client.get("/suche/?q=Deich")


@pytest.mark.parametrize("value", ["x", "9" * 30, "-1", "²", "'"])
def test_filters_with_wrong_values_are_answered(client: Client, value: str) -> None:
    make_paper(name="Deichbau")
    drain(30)
    query = {"q": "Deich", "gremium": value, "ausgang": value, "bezirk": value, "koerperschaft": value}
    for name in ("gremium", "ausgang", "bezirk", "koerperschaft"):
        assert client.get("/suche/", {"q": "Deich", name: value}).status_code == 200
    assert client.get("/suche/", query).status_code == 200
