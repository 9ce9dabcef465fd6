"""Files that are looked at again, and what changed in silence."""

from __future__ import annotations

from datetime import date, timedelta

import httpx
import pytest
from django.test import Client
from django.utils import timezone

from roterfaden.council.files import queue
from roterfaden.council.models import File, FileLink, FileText, Revision, Source, State
from roterfaden.council.sync.resolve import Resolver
from roterfaden.council.sync.touched import Touched
from roterfaden.search.models import PendingDocument
from tests.council import factories
from tests.council.files.hosts import Answer, Host, changed_answers, due, make_file, pdf, queued
from tests.council.files.pdfs import make_pdf
from tests.council.told import listening

pytestmark = pytest.mark.django_db


def test_files_of_old_papers_are_not_looked_at_again() -> None:
    file = make_file(paper_date=date(2010, 1, 1))
    Host(a=pdf("Text")).read()
    assert File.objects.get(pk=file.pk).next_read_at is None


def test_files_of_young_papers_are_looked_at_again_conditionally() -> None:
    file = make_file(paper_date=timezone.localdate())

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("if-none-match") == '"1"':
            return httpx.Response(304)
        return pdf("Text", etag='"1"')

    host = Host(a=answer)
    host.read()
    file.refresh_from_db()
    assert file.next_read_at is not None
    assert timedelta(days=6) < file.next_read_at - timezone.now() <= timedelta(days=7)
    due(file)
    PendingDocument.objects.all().delete()
    assert host.read() == {"same": 1}
    file.refresh_from_db()
    assert file.text.text == "Text"
    assert file.next_read_at > timezone.now()
    assert not queued(file)


def test_a_file_that_changed_in_silence_becomes_a_revision_with_both_texts() -> None:
    file = make_file(paper_date=timezone.localdate())
    host = Host(a=pdf("Alter Text"))
    host.read()
    old = File.objects.get(pk=file.pk)
    due(file)
    host.paths["a"] = pdf("Neuer Text")
    assert host.read() == {"read": 1}
    new = File.objects.get(pk=file.pk)
    revision = Revision.objects.get()
    assert revision.changes == [
        {
            "field": "content",
            "old": old.content_sha256,
            "new": new.content_sha256,
            "old_text": "Alter Text",
            "new_text": "Neuer Text",
        }
    ]
    paper = FileLink.objects.get(file=file).paper
    assert paper is not None
    assert (revision.oparl_type, revision.object_id, revision.paper, revision.meeting) == ("File", file.pk, paper, None)
    assert new.text.text == "Neuer Text"
    assert new.changed_at == paper.changed_at == revision.seen_at


def test_a_changed_invitation_is_shown_on_its_meeting() -> None:
    file = make_file()
    FileLink.objects.all().delete()
    meeting = factories.make_meeting(start=timezone.now())
    FileLink.objects.create(file=file, meeting=meeting, role=FileLink.Role.INVITATION)
    host = Host(a=changed_answers("Eins", "Zwei"))
    host.read()
    due(file)
    host.read()
    assert Revision.objects.get().meeting == meeting


def test_other_bytes_of_the_same_text_are_a_change_if_they_stay() -> None:
    file, host = make_file(paper_date=timezone.localdate()), Host(a=pdf("Text"))
    host.read()
    due(file)
    host.paths["a"] = httpx.Response(200, content=make_pdf("Text") + b"% another picture")
    assert host.read() == {"read": 1}
    assert Revision.objects.count() == 1


def test_a_source_that_prints_each_answer_anew_changes_nothing() -> None:
    file, printed = make_file(paper_date=timezone.localdate()), [0]

    def print_anew(request: httpx.Request) -> httpx.Response:
        printed[0] += 1
        return httpx.Response(200, content=make_pdf("Text") + b"%% printed %d" % printed[0])

    host = Host(a=print_anew)
    for _ in range(3):
        host.read()
        due(file)
    assert not Revision.objects.exists()
    file.refresh_from_db()
    assert file.changed_at == factories.SEEN


def test_a_file_that_becomes_unreadable_loses_its_text_but_the_revision_has_its_hash() -> None:
    file, host = make_file(paper_date=timezone.localdate()), Host(a=pdf("Text"))
    host.read()
    due(file)
    host.paths["a"] = httpx.Response(200, content=b"%PDF-broken")
    assert host.read() == {"unreadable": 1}
    assert not FileText.objects.exists()
    assert set(Revision.objects.get().changes[0]) == {"field", "old", "new"}
    assert queued(file)


@pytest.mark.parametrize("gone", [httpx.Response(404), httpx.Response(401)])
def test_what_was_read_once_stays_when_the_source_removes_it(gone: Answer) -> None:
    file, host = make_file(paper_date=timezone.localdate()), Host(a=pdf("Text"))
    host.read()
    due(file)
    host.paths["a"] = gone
    assert host.read() == {"absent": 1}
    file.refresh_from_db()
    assert (file.text_state, file.text.text) == ("read", "Text")
    assert file.text_reason.startswith("zuletzt: ")
    assert host.read() == {}


def test_a_changed_entry_is_fetched_again_without_condition() -> None:
    file, host = make_file(), Host(a=pdf("Text", etag='"1"'))
    host.read()
    later = timezone.now() + timedelta(seconds=1)
    File.objects.filter(pk=file.pk).update(changed_at=later)
    queue.mark_changed([file.pk], timezone.now())
    assert host.read() == {"same": 1}
    assert "if-none-match" not in host.asked[-1].headers


def test_a_new_entry_is_not_marked_as_changed() -> None:
    file = make_file()
    queue.mark_changed([file.pk], timezone.now())
    assert File.objects.get(pk=file.pk).next_read_at is None


def test_a_changed_entry_is_marked_by_the_import() -> None:
    file = make_file()
    Host(a=pdf("Text")).read()
    touched = Touched()
    touched.written["File"].add(file.pk)
    touched.settle(Resolver(file.source, timezone.now()))
    assert list(queue.due_again(timezone.now())) == [file]


def test_a_silent_change_is_told_with_both_hashes_once() -> None:
    file = make_file(paper_date=timezone.localdate())
    host = Host(a=pdf("Alter Text"))
    host.read()
    old = File.objects.get(pk=file.pk).content_sha256
    Source.objects.update(last_complete_at=timezone.now())
    due(file)
    host.paths["a"] = pdf("Neuer Text")
    with listening() as told:
        host.read()
        due(file)
        host.read()
    [fact] = told.facts("paper.revised")
    assert (fact.content["of"], fact.content["fields"]) == ("File", ["content"])
    assert fact.content["before"] == old != fact.content["after"]
    assert [one.data for one in told.news("paper.revised")] == [{"fields": ["content"]}]


def test_a_change_of_a_file_at_an_agenda_item_alone_is_listed(client: Client) -> None:
    file = make_file(paper_date=timezone.localdate())
    FileLink.objects.all().delete()
    meeting = factories.make_meeting(start=timezone.now())
    item = factories.make_agenda_item(meeting)
    factories.make_file_link(file, agenda_item=item)
    host = Host(a=pdf("Alter Text"))
    host.read()
    due(file)
    host.paths["a"] = pdf("Neuer Text")
    host.read()
    revision = Revision.objects.get()
    assert (revision.paper, revision.meeting) == (None, meeting)
    path = f"/rat/aenderungen/{revision.pk}"
    assert path in client.get("/rat/aenderungen/").content.decode()
    assert "Neuer" in client.get(path).content.decode()
    assert path in client.get(f"/rat/sitzungen/{meeting.pk}").content.decode()
    File.objects.filter(pk=file.pk).update(state=State.HIDDEN)
    assert path not in client.get("/rat/aenderungen/").content.decode()
    assert path not in client.get(f"/rat/sitzungen/{meeting.pk}").content.decode()
    assert client.get(path).status_code == 404
