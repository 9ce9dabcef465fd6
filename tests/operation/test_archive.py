"""The backup's file: whole or refused, and never outside its folder."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import asdict
from pathlib import Path

import pytest

from roterfaden.operation.archive import ArchiveError, Manifest, read_manifest, sha256_of, unpack, write


def make_manifest(**sha256: str) -> Manifest:
    return Manifest("2026-01-01T00:00:00+00:00", "sqlite", "database.sqlite3", {"a": 1}, ["a.0001"], sha256, "0.1")


def make_archive(folder: Path, content: bytes = b"content") -> tuple[Path, Manifest]:
    """An archive with one member called `one`."""
    member = folder / "member"
    member.write_bytes(content)
    manifest, path = make_manifest(one=sha256_of(member)), folder / "backup.tar.gz"
    write(path, manifest, {"one": member})
    return path, manifest


def make_hostile(folder: Path, manifest: Manifest, member: tarfile.TarInfo, content: bytes = b"") -> Path:
    """An archive made by somebody who means harm."""
    path = folder / "hostile.tar.gz"
    text = json.dumps(asdict(manifest)).encode()
    with tarfile.open(path, "w:gz") as tar:
        head = tarfile.TarInfo("manifest.json")
        head.size = len(text)
        tar.addfile(head, io.BytesIO(text))
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    return path


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    path, manifest = make_archive(tmp_path)
    assert read_manifest(path) == manifest
    unpack(path, manifest, tmp_path / "out")
    assert (tmp_path / "out" / "one").read_bytes() == b"content"


def test_an_archive_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path, _manifest = make_archive(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="absent"):
        write(tmp_path / "backup.tar.gz", make_manifest(one="x"), {"one": tmp_path / "absent"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", [10, 0.5, 0.98])
def test_a_cut_archive_is_refused(tmp_path: Path, cut: float) -> None:
    path, manifest = make_archive(tmp_path, bytes(range(256)) * 2000)
    content = path.read_bytes()
    path.write_bytes(content[: int(cut if cut > 1 else len(content) * cut)])
    with pytest.raises(ArchiveError):
        unpack(path, read_manifest(path), tmp_path / "out")
    with pytest.raises(ArchiveError):
        unpack(path, manifest, tmp_path / "out")


def test_a_changed_member_is_refused(tmp_path: Path) -> None:
    path, _manifest = make_archive(tmp_path)
    with pytest.raises(ArchiveError, match="SHA-256"):
        unpack(path, make_manifest(one="0" * 64), tmp_path / "out")


def test_a_missing_member_is_named(tmp_path: Path) -> None:
    path, manifest = make_archive(tmp_path)
    with pytest.raises(ArchiveError, match="two"):
        unpack(path, make_manifest(**manifest.sha256, two="0" * 64), tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "files/../../outside", "stranger"])
def test_a_member_that_leads_outside_or_is_unknown_is_refused(tmp_path: Path, name: str) -> None:
    declared = make_manifest(**({} if name == "stranger" else {name: "0" * 64}))
    path = make_hostile(tmp_path, declared, tarfile.TarInfo(name), b"x")
    with pytest.raises(ArchiveError, match="unerwartet"):
        unpack(path, declared, tmp_path / "out")
    assert not (tmp_path / "outside").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = tarfile.TarInfo("link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    declared = make_manifest(link="0" * 64)
    with pytest.raises(ArchiveError, match="unerwartet"):
        unpack(make_hostile(tmp_path, declared, link), declared, tmp_path / "out")


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00" + b"\x00" * 50])
def test_any_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(ArchiveError):
        read_manifest(path)


def test_a_later_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "later.tar.gz"
    manifest = Manifest(**{**asdict(make_manifest()), "format": 2})
    write(path, manifest, {})
    with pytest.raises(ArchiveError, match="Format 2"):
        read_manifest(path)
