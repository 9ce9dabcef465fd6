"""Copies of files, named by their content."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from roterfaden.council.files import mirror
from roterfaden.council.models import File
from tests.council import factories
from tests.council.files.hosts import Host, due, make_file, pdf
from tests.council.files.pdfs import make_pdf

pytestmark = pytest.mark.django_db


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
