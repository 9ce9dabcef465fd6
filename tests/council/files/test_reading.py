"""The queue of files: what becomes of each answer, and what happens the second time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.test import override_settings
from django.utils import timezone

from roterfaden.council.files import actions, mirror, queue
from roterfaden.council.files.actions import read_waiting
from roterfaden.council.models import File, FileText, RawObject, Revision, State
from tests.council import factories
from tests.council.files.hosts import Answer, Host, due, make_file, pdf, queued
from tests.council.files.pdfs import make_pdf

pytestmark = pytest.mark.django_db


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


def test_the_text_of_the_source_helps_where_we_read_none() -> None:
    files = [make_file("a"), make_file("b"), make_file("c")]
    for file in files:
        RawObject.objects.create(
            source=file.source, key=file.key, oparl_type="File", hash="x", body={"text": "Text\u202e der Quelle"}
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
