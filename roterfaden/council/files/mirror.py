"""Copies of files, named by their content: what a source removes or exchanges can still be proven."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def path_of(sha256: str) -> str:
    """Where the copy of a content lies below the file storage."""
    return f"mirror/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(body: bytes) -> str:
    """Store a copy once and return its path. A copy is never removed or overwritten, only mended if it is cut."""
    path = path_of(hashlib.sha256(body).hexdigest())
    if default_storage.exists(path):
        if default_storage.size(path) == len(body):
            return path
        default_storage.delete(path)
    try:
        saved = default_storage.save(path, ContentFile(body))
    except OSError:
        with suppress(OSError):
            default_storage.delete(path)
        raise
    if saved != path:
        default_storage.delete(saved)
    return path
