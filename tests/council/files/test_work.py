"""One worker at a time, in slices, by command or task; killed at any moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from roterfaden.council.files import actions, queue
from roterfaden.council.files.actions import work
from roterfaden.council.files.tasks import read_files
from roterfaden.council.models import File, FileText
from roterfaden.operation.leases import Busy, lease
from tests.council.files.hosts import Host, make_file, pdf

pytestmark = pytest.mark.django_db


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


def test_a_task_reads_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "files_client", Host(a=pdf("Eins")).client)
    make_file("a")
    assert read_files.call(60.0) == 1
    assert read_files.queue_name == "texts"


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
