"""The queue of files: what becomes of each answer, what is kept, and what happens the second time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from roterfaden.council.files import actions, mirror, queue
from roterfaden.council.files.actions import mirror_files, read_waiting, work
from roterfaden.council.files.fetch import CAPS
from roterfaden.council.models import File, FileLink, FileText, RawObject, Revision, State
from roterfaden.kit.http import GuardedClient, Manners, PoliteClient
from roterfaden.kit.http.addresses import Policy
from roterfaden.operation.leases import Busy, lease
from roterfaden.search.models import PendingDocument
from tests.council import factories
from tests.council.files.pdfs import make_pdf

pytestmark = pytest.mark.django_db
Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class Host:
    """A host that answers by path, and remembers what it was asked."""

    def __init__(self, **paths: Answer) -> None:
        self.paths = paths
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        assert not connection.in_atomic_block or len(connection.savepoint_ids) == 0, "fetched inside a transaction"
        self.asked.append(request)
        answer = self.paths.get(request.url.path.strip("/"), httpx.Response(404))
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            return answer(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def client(self) -> PoliteClient:
        guarded = GuardedClient(Policy.of(["ris.example"]), caps=CAPS, transport=httpx.MockTransport(self))
        return PoliteClient(guarded, "test", manners=Manners(attempts=2), sleep=lambda seconds: None)

    def read(self, **options: Any) -> dict[str, int]:
        return dict(read_waiting(client=self.client(), **options))

    def mirror(self, **options: Any) -> dict[str, int]:
        return dict(mirror_files(client=self.client(), **options))


def pdf(text: str, **headers: str) -> httpx.Response:
    return httpx.Response(200, headers=headers, content=make_pdf(text))


def make_file(path: str = "a", paper_date: date | None = date(2010, 1, 1), **fields: Any) -> File:
    """A waiting file of a paper of that day."""
    source = fields.pop("source", None) or factories.make_source()
    seen = {"first_seen": factories.SEEN, "changed_at": factories.SEEN}
    values = {"key": f"file/{path}", "access_url": f"https://ris.example/{path}", "mime_type": "application/pdf"}
    file: File = File.objects.create(source=source, **{**seen, **values, **fields})
    paper = factories.make_paper(date=paper_date)
    FileLink.objects.create(file=file, paper=paper, role=FileLink.Role.MAIN)
    return file


def due(file: File) -> None:
    File.objects.filter(pk=file.pk).update(next_read_at=timezone.now())


def queued(file: File) -> bool:
    return PendingDocument.objects.filter(kind="file", object_id=file.pk).exists()


def test_a_waiting_file_is_read_and_found_by_the_search() -> None:
    file = make_file()
    assert Host(a=pdf("Radverkehr", etag='"1"')).read() == {"read": 1}
    file.refresh_from_db()
    assert (file.text_state, file.text.text, file.pages, file.content_etag) == ("read", "Radverkehr", 1, '"1"')
    assert file.content_sha256 == mirror.hashlib.sha256(make_pdf("Radverkehr")).hexdigest()
    assert file.changed_at == factories.SEEN
    assert file.mirror_path == ""
    assert queued(file)
    assert not Revision.objects.exists()


def test_what_was_read_is_not_read_again() -> None:
    make_file()
    host = Host(a=pdf("x y z"))
    host.read()
    assert host.read() == {}
    assert len(host.asked) == 1


def test_files_are_read_in_order_up_to_a_limit() -> None:
    files = [make_file(name) for name in "abc"]
    host = Host(a=pdf("Eins"), b=pdf("Zwei"), c=pdf("Drei"))
    reports: list[int] = []
    assert host.read(limit=2, report=reports.append) == {"read": 2}
    assert reports == [1, 2]
    assert [File.objects.get(pk=file.pk).text_state for file in files] == ["read", "read", "waiting"]
    assert host.read() == {"read": 1}


def test_only_one_source_if_asked() -> None:
    make_file("a")
    other = make_file("b", source=factories.make_source("andere", url="https://ris.example/b"))
    assert Host(a=pdf("Eins"), b=pdf("Zwei")).read(source=other.source) == {"read": 1}
    assert File.objects.get(pk=other.pk).text_state == "read"


@pytest.mark.parametrize(
    "fields", [{"state": State.HIDDEN}, {"state": State.WITHDRAWN}, {"state": State.STUB}, {"state": State.DELETED}]
)
def test_what_is_not_public_is_not_fetched(fields: dict[str, Any]) -> None:
    make_file(**fields)
    host = Host(a=pdf("Geheim"))
    assert host.read() == {}
    assert host.asked == []


def test_a_source_that_is_switched_off_is_left_alone() -> None:
    file = make_file()
    file.source.enabled = False
    file.source.save()
    assert Host(a=pdf("x")).read() == {}


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "liefert die Datei nicht (HTTP 404)"),
        (410, "(HTTP 410)"),
        (401, "gibt die Datei nicht heraus (HTTP 401)"),
        (403, "(HTTP 403)"),
    ],
)
def test_what_the_source_does_not_deliver_is_absent(status: int, reason: str) -> None:
    file = make_file()
    assert Host(a=httpx.Response(status)).read() == {"absent": 1}
    file.refresh_from_db()
    assert file.text_state == "absent"
    assert reason in file.text_reason
    assert file.next_read_at is None


def test_a_file_without_address_is_absent() -> None:
    file = make_file(access_url="")
    assert Host().read() == {"absent": 1}
    assert File.objects.get(pk=file.pk).text_reason == "die Quelle nennt keine Adresse"


def test_the_download_address_comes_first_and_the_other_one_helps_out() -> None:
    make_file(download_url="https://ris.example/download")
    host = Host(a=pdf("Text"))
    assert host.read() == {"read": 1}
    assert [request.url.path for request in host.asked] == ["/download", "/a"]


def test_an_unreadable_file_says_why() -> None:
    file = make_file()
    assert Host(a=httpx.Response(200, content=b"%PDF-broken")).read() == {"unreadable": 1}
    file.refresh_from_db()
    assert (file.text_state, file.text_reason) == ("unreadable", "die Datei ist beschädigt")
    assert file.content_sha256
    assert not FileText.objects.exists()


def test_a_file_that_is_too_large_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    file = make_file()
    host = Host(a=httpx.Response(200, content=b"x" * 1000))
    client = host.client()
    client.client.caps = actions.fetch.__globals__["Caps"](body=999)
    assert dict(read_waiting(client=client)) == {"impossible": 1}
    file.refresh_from_db()
    assert file.text_state == "unreadable"
    assert "zu groß" in file.text_reason


@pytest.mark.parametrize(
    "failure", [httpx.Response(500), httpx.Response(429), httpx.ConnectError("refused"), httpx.Response(408)]
)
def test_a_host_that_fails_leaves_the_file_waiting_longer_each_time(failure: Answer) -> None:
    file, host = make_file(), Host(a=failure)
    pauses = []
    for _ in range(3):
        assert host.read() == {"later": 1}
        file.refresh_from_db()
        assert file.text_state == "waiting"
        assert file.next_read_at is not None
        pauses.append(round((file.next_read_at - timezone.now()) / timedelta(minutes=1)))
        assert host.read() == {}
        due(file)
    assert pauses == [10, 40, 160]
    host.paths["a"] = pdf("Endlich")
    assert host.read() == {"read": 1}
    file.refresh_from_db()
    assert (file.read_failures, file.text_reason) == (0, "")


def test_a_source_that_does_not_answer_is_left_for_the_next_run() -> None:
    for number in range(10):
        make_file(f"x{number}")
    other = factories.make_source("andere", url="https://ris.example/")
    make_file("b", source=other)
    failing = {f"x{number}": httpx.ConnectError("down") for number in range(10)}
    assert Host(**failing, b=pdf("Text")).read() == {"later": 3, "read": 1}
    assert queue.waiting(timezone.now()).count() == 7


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


def changed_answers(*contents: str) -> Callable[[httpx.Request], httpx.Response]:
    """Another content at each request; the last one stays."""
    left = list(contents)
    return lambda request: pdf(left.pop(0) if len(left) > 1 else left[0])


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


def test_the_text_of_the_source_helps_where_we_read_none() -> None:
    files = [make_file("a"), make_file("b"), make_file("c")]
    for file in files:
        RawObject.objects.create(
            source=file.source, key=file.key, oparl_type="File", hash="x", body={"text": "Text\x00 der Quelle"}
        )
    Host(a=httpx.Response(404), b=httpx.Response(200, content=b"%PDF-broken"), c=pdf("Unser Text")).read()
    texts = [FileText.objects.get(file=file) for file in files]
    assert [(text.text, text.from_source) for text in texts] == [
        *(("Text der Quelle", True), ("Text der Quelle", True), ("Unser Text", False)),
    ]
    assert {File.objects.get(pk=file.pk).text_state for file in files} == {"read"}


def test_an_address_on_another_host_must_be_public() -> None:
    """The allow list speaks for the source's own host; another inside host in an entry is refused."""
    file = make_file(access_url="http://127.0.0.1:9/x", source=factories.make_source(url="https://ris.example/"))
    with override_settings(FETCH_ALLOW=["127.0.0.1"], PROXY=""):
        assert dict(read_waiting()) == {"impossible": 1}
    file.refresh_from_db()
    assert "nicht erlaubt" in file.text_reason


def test_mirrored_sources_keep_a_copy_named_by_its_content() -> None:
    file = make_file(source=factories.make_source(mirror_files=True))
    Host(a=pdf("Text")).read()
    file.refresh_from_db()
    sha = file.content_sha256
    assert file.mirror_path == f"mirror/{sha[:2]}/{sha[2:4]}/{sha}"
    with default_storage.open(file.mirror_path) as copy:
        assert copy.read() == make_pdf("Text")


def test_the_copy_stays_when_the_source_removes_or_changes_the_file() -> None:
    file = make_file(source=factories.make_source(mirror_files=True), paper_date=timezone.localdate())
    host = Host(a=pdf("Alt"))
    host.read()
    first = File.objects.get(pk=file.pk).mirror_path
    due(file)
    host.paths["a"] = pdf("Neu")
    host.read()
    second = File.objects.get(pk=file.pk).mirror_path
    due(file)
    host.paths["a"] = httpx.Response(404)
    host.read()
    file.refresh_from_db()
    assert first != second == file.mirror_path
    assert default_storage.exists(first)
    assert default_storage.exists(second)


def test_files_read_before_are_copied_once_a_source_is_mirrored() -> None:
    file, host = make_file(), Host(a=pdf("Text", etag='"1"'))
    host.read()
    assert host.read() == {}
    file.source.mirror_files = True
    file.source.save()
    assert host.read() == {"same": 1}
    assert "if-none-match" not in host.asked[-1].headers
    assert File.objects.get(pk=file.pk).mirror_path
    assert host.read() == {}


def test_the_command_copies_whatever_the_setting_says() -> None:
    files, host = [make_file("a"), make_file("b")], Host(a=pdf("Eins"), b=pdf("Zwei"))
    host.read(limit=1)
    assert host.mirror() == {"read": 1, "same": 1}
    assert all(File.objects.get(pk=file.pk).mirror_path for file in files)
    assert host.mirror() == {}


def test_a_copy_that_cannot_be_had_is_asked_for_after_a_pause_only() -> None:
    file = make_file(source=factories.make_source(), paper_date=date(2010, 1, 1))
    host = Host(a=pdf("Text"))
    host.read()
    host.paths["a"] = httpx.Response(404)
    assert host.mirror() == {"absent": 1}
    assert host.mirror() == {}
    assert File.objects.get(pk=file.pk).text_state == "read"


def test_a_cut_copy_is_mended() -> None:
    body = make_pdf("Text")
    path = mirror.keep(body)
    default_storage.delete(path)
    default_storage.save(path, mirror.ContentFile(body[:10]))
    assert mirror.keep(body) == path
    with default_storage.open(path) as copy:
        assert copy.read() == body


def test_a_full_disk_leaves_no_half_copy_and_no_half_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file = make_file(source=factories.make_source(mirror_files=True))
    save = default_storage.save

    def full(name: str, content: Any) -> str:
        save(name, mirror.ContentFile(b"half"))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(OSError, match="No space"):
        Host(a=pdf("Voll")).read()
    file.refresh_from_db()
    assert (file.text_state, file.content_sha256) == ("waiting", "")
    assert not default_storage.exists(mirror.path_of(mirror.hashlib.sha256(make_pdf("Voll")).hexdigest()))
    monkeypatch.undo()
    assert Host(a=pdf("Voll")).read() == {"read": 1}


def test_only_one_worker_reads() -> None:
    make_file()
    with lease(actions.LEASE):
        with pytest.raises(Busy):
            Host(a=pdf("x")).read()
        assert work(1) == 0


def test_a_file_that_vanishes_while_it_is_read_is_no_failure() -> None:
    file = make_file()

    def vanish(request: httpx.Request) -> httpx.Response:
        File.objects.filter(pk=file.pk).delete()
        return pdf("Text")

    assert Host(a=vanish).read() == {"read": 1}
    assert not FileText.objects.exists()


def test_after_a_kill_the_file_at_hand_still_waits() -> None:
    files = [make_file("a"), make_file("b")]

    def killed(request: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt

    host = Host(a=pdf("Eins"), b=killed)
    with pytest.raises(KeyboardInterrupt):
        host.read()
    assert [File.objects.get(pk=file.pk).text_state for file in files] == ["read", "waiting"]
    host.paths["b"] = pdf("Zwei")
    assert host.read() == {"read": 1}


@override_settings(FETCH_ALLOW=[], PROXY="")
def test_a_slice_of_work_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host(a=pdf("Eins"), b=pdf("Zwei"))
    monkeypatch.setattr(actions, "files_client", host.client)
    assert not actions.is_work_waiting()
    make_file("a")
    make_file("b")
    assert actions.is_work_waiting()
    assert work(0) == 1
    assert work(60) == 1
    assert not actions.is_work_waiting()
    assert work(60) == 0


def test_the_command_tells_what_became_of_the_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(actions, "files_client", Host(a=pdf("Eins"), b=httpx.Response(404)).client)
    make_file("a")
    make_file("b")
    call_command("extract_texts", "--quiet", "--source", "musterstadt")
    said = capsys.readouterr().out
    assert "1  Text gelesen" in said
    assert "1  an der Quelle nicht vorhanden" in said
    call_command("extract_texts", "--quiet")
    assert "Es wartet keine Datei." in capsys.readouterr().out
    call_command("extract_texts", "--quiet", "--again", "absent")
    assert "1  an der Quelle nicht vorhanden" in capsys.readouterr().out
    call_command("mirror_files", "--quiet")
    assert "1  unverändert" in capsys.readouterr().out


def test_the_command_says_what_stands_in_its_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_file("a")
    with pytest.raises(CommandError, match=r"keine Quelle .* nirgends.* Bekannt: musterstadt"):
        call_command("extract_texts", "--source", "nirgends")
    with lease(actions.LEASE), pytest.raises(CommandError, match="anderer Prozess") as busy:
        call_command("extract_texts", "--quiet")
    assert busy.value.returncode == 3
    monkeypatch.setattr(actions, "files_client", Host(a=httpx.Response(500)).client)
    with pytest.raises(SystemExit) as ended:
        call_command("extract_texts", "--quiet")
    assert ended.value.code == 2
    assert "später noch einmal" in capsys.readouterr().out


def test_the_pause_after_failures_has_an_end() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert [queue.after_failure(count, now) - now for count in (1, 2, 6, 1000)] == [
        *(timedelta(minutes=10), timedelta(minutes=40), timedelta(days=7), timedelta(days=7)),
    ]
