"""Files and what they hang at."""

from __future__ import annotations

from typing import Any

from roterfaden.council.api import schemas as out
from roterfaden.council.api.build.basics import common, refs
from roterfaden.council.models import File, FileLink
from roterfaden.council.oparl.work import access_url, download_url


def file_values(file: File) -> dict[str, Any]:
    """What rows and details of files share."""
    return {
        **common(file),
        "name": file.name,
        "file_name": file.file_name,
        "mime_type": file.mime_type,
        "date": file.date,
        "size": file.size,
        "access_url": access_url(file),
        "download_url": download_url(file),
        "sha256": file.content_sha256 or None,
        "pages": file.pages,
        "text_state": file.text_state,
    }


def file_row(file: File) -> out.FileRow:
    """A file in a list."""
    return out.FileRow(**file_values(file))


def holders(links: list[FileLink]) -> list[out.Ref]:
    """What a file hangs at."""
    things = [link.paper or link.meeting or (link.agenda_item.meeting if link.agenda_item else None) for link in links]
    return list({(found.type, found.id): found for found in refs(thing for thing in things if thing)}.values())
