"""The file that a backup is: a tar with a manifest first, then the database, then the files.

The manifest names the engine, the migrations, the rows of each table and the SHA-256 of each member, so that a restore
can say beforehand whether the archive is whole and fits.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

MANIFEST = "manifest.json"
FILES = "files/"
FORMAT = 1
_BLOCK = 1024 * 1024


class ArchiveError(Exception):
    """The archive cannot be used; the text says why."""


@dataclass(frozen=True)
class Manifest:
    """What is in the archive."""

    created: str
    engine: str
    database: str
    rows: dict[str, int]
    migrations: list[str]
    sha256: dict[str, str]
    version: str
    format: int = FORMAT
    notes: dict[str, Any] = field(default_factory=dict)


def write(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Write the archive beside its place, then move it there: a half-written one never bears the name."""
    part = target.with_name(target.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as tar:
            _add_bytes(tar, MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode())
            for name, path in members.items():
                tar.add(path, arcname=name, recursive=False)
            file.flush()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = len(content), int(time.time()), 0o600
    tar.addfile(info, io.BytesIO(content))


def read_manifest(path: Path) -> Manifest:
    """The manifest of an archive; ArchiveError where the file is none of ours."""
    try:
        with tarfile.open(path, "r:gz") as tar:
            first = tar.next()
            content = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
            if content is None:
                raise ArchiveError(_("die Datei ist keine Sicherung von Roter Faden"))
            data = json.loads(content.read(50_000_000))
            manifest = Manifest(**data)
    except (tarfile.TarError, OSError, EOFError, ValueError, TypeError) as error:
        text = _("die Datei ist keine lesbare Sicherung (%(error)s)") % {"error": type(error).__name__}
        raise ArchiveError(text) from None
    if manifest.format != FORMAT:
        names = {"theirs": manifest.format, "ours": FORMAT}
        raise ArchiveError(_("die Sicherung hat das Format %(theirs)s; diese Version liest %(ours)s") % names)
    return manifest


def unpack(path: Path, manifest: Manifest, target: Path) -> None:
    """Unpack into `target`; ArchiveError unless every member is expected, whole and inside."""
    missing = dict(manifest.sha256)
    try:
        with tarfile.open(path, "r:gz") as tar:
            for member in tar:
                if member.name == MANIFEST:
                    continue
                expected = missing.pop(member.name, None)
                if expected is None or not member.isreg() or not _is_inside(member.name):
                    raise ArchiveError(_("unerwarteter Eintrag: %(name)s") % {"name": member.name})
                _unpack_one(tar, member, target / member.name, expected)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ArchiveError(_("die Sicherung ist beschädigt (%(error)s)") % {"error": error}) from None
    if missing:
        names = {"count": len(missing), "name": next(iter(missing))}
        raise ArchiveError(_("der Sicherung fehlen %(count)s Einträge, der erste ist %(name)s") % names)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path, expected: str) -> None:
    source = tar.extractfile(member)
    target.parent.mkdir(parents=True, exist_ok=True)
    if source is None:
        raise ArchiveError(_("unerwarteter Eintrag: %(name)s") % {"name": member.name})
    digest = hashlib.sha256()
    with target.open("wb") as file:
        for block in _blocks(source):
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != expected:
        raise ArchiveError(_("%(name)s ist beschädigt: andere SHA-256") % {"name": member.name})


def sha256_of(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in _blocks(file):
            digest.update(block)
    return digest.hexdigest()


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block
