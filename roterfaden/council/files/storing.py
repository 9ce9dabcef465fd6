"""Writing what was found of one file: row, text, silent change, search – together, in one short transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.council import entries, news
from roterfaden.council.files.extract import Extracted
from roterfaden.council.files.queue import after_failure, next_look
from roterfaden.council.models import File, FileText, Meeting, Paper, RawObject, Revision
from roterfaden.council.models.base import visibility
from roterfaden.kit.html import safe_text
from roterfaden.search.actions import enqueue

#: Of each version's text, for the comparison on the page.
LONGEST_COMPARED = 300_000
MOST_FAILURES = 1000


@dataclass(frozen=True)
class Content:
    """A file's bytes as they were read: name of the content, text, and where its copy lies ("": no copy)."""

    sha256: str
    etag: str
    extracted: Extracted
    mirror_path: str = ""
    #: False where the source makes other bytes of the same text at every request.
    changed: bool = True


def store_content(file: File, content: Content, now: datetime) -> None:
    """The first content of a file, or another one: then the change is kept as a revision."""
    before = FileText.objects.filter(file=file).values_list("text", flat=True).first() or ""
    extracted = _or_from_source(file, content.extracted)
    with transaction.atomic():
        if not _update(file, _columns(content, extracted, now) | {"next_read_at": next_look(file, now)}):
            return
        _store_text(file, extracted, from_source=extracted is not content.extracted)
        if file.content_sha256 and content.changed:
            _store_revision(file, content.sha256, before, extracted.text, now)
        enqueue("file", [file.pk])


def store_same(file: File, now: datetime, etag: str = "", mirror_path: str = "") -> None:
    """The content is what it was."""
    columns: dict[str, Any] = {"fetched_at": now, "read_failures": 0, "next_read_at": next_look(file, now)}
    if etag:
        columns["content_etag"] = etag
    if mirror_path:
        columns["mirror_path"] = mirror_path
    with transaction.atomic():
        _update(file, columns)


def store_failure(file: File, state: File.TextState, reason: str, now: datetime, insist: bool = False) -> None:
    """The source does not deliver the file. What we read of it before stays: it was published.

    `insist`: a copy is wanted, so another attempt is planned also for an old file.
    """
    columns = {"text_reason": reason, "fetched_at": now} | _plan(file, now, insist)
    if file.content_sha256:
        columns["text_reason"] = _("zuletzt: {reason}").format(reason=reason)[:200]
    else:
        columns["text_state"] = state
    extracted = _or_from_source(file, Extracted(state, reason)) if not file.content_sha256 else None
    with transaction.atomic():
        if _update(file, columns) and extracted and extracted.text:
            _update(file, {"text_state": extracted.state, "text_reason": extracted.reason})
            _store_text(file, extracted, from_source=True)
            enqueue("file", [file.pk])


def store_delay(file: File, reason: str, now: datetime) -> None:
    """The source does not answer now: the file waits, longer each time."""
    failures = min(file.read_failures + 1, MOST_FAILURES)
    columns = {"read_failures": failures, "next_read_at": after_failure(failures, now), "text_reason": reason[:200]}
    with transaction.atomic():
        _update(file, columns)


def _plan(file: File, now: datetime, insist: bool) -> dict[str, Any]:
    if not (insist and file.content_sha256):
        return {"read_failures": 0, "next_read_at": next_look(file, now)}
    failures = min(file.read_failures + 1, MOST_FAILURES)
    return {"read_failures": failures, "next_read_at": after_failure(failures, now)}


def _columns(content: Content, extracted: Extracted, now: datetime) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "text_state": extracted.state,
        "text_reason": extracted.reason[:200],
        "pages": extracted.pages,
        "content_sha256": content.sha256,
        "content_etag": content.etag,
        "fetched_at": now,
        "read_failures": 0,
    }
    return columns | ({"mirror_path": content.mirror_path} if content.mirror_path else {})


def _update(file: File, columns: dict[str, Any]) -> bool:
    """Whether the file is still there."""
    return bool(File.objects.filter(pk=file.pk).update(**columns))


def _store_text(file: File, extracted: Extracted, from_source: bool) -> None:
    if extracted.text:
        FileText.objects.update_or_create(file=file, defaults={"text": extracted.text, "from_source": from_source})
    else:
        FileText.objects.filter(file=file).delete()


def _or_from_source(file: File, extracted: Extracted) -> Extracted:
    """Where we find no text: the one that the source gives with the file (OParl 1.1, File.text), if it does."""
    if extracted.state == File.TextState.READ:
        return extracted
    raw = (
        RawObject.objects.filter(source=file.source, key=file.key, oparl_type="File")
        .values_list("body", flat=True)
        .first()
    )
    text = raw.get("text") if isinstance(raw, dict) else None
    if not isinstance(text, str) or not text.strip():
        return extracted
    return Extracted(File.TextState.READ, _("Text laut Quelle"), extracted.pages, safe_text(text)[:2_000_000])


def _store_revision(file: File, sha256: str, before: str, after: str, now: datetime) -> None:
    """A silent change, on the page that shows the file; its `modified` and that of its parent follow."""
    change = {"field": "content", "old": file.content_sha256, "new": sha256}
    if before and after:
        change |= {"old_text": before[:LONGEST_COMPARED], "new_text": after[:LONGEST_COMPARED]}
    paper, meeting = file.shown_on()
    Revision.objects.create(
        source=file.source,
        oparl_type="File",
        object_id=file.pk,
        paper_id=paper,
        meeting_id=meeting,
        seen_at=now,
        changes=[change],
    )
    _update(file, {"changed_at": now})
    _tell_of_revision(file, paper, sha256)
    if paper:
        Paper.objects.filter(pk=paper).update(changed_at=now)
    if meeting:
        Meeting.objects.filter(pk=meeting).update(changed_at=now)


def _tell_of_revision(file: File, paper: int | None, sha256: str) -> None:
    """Another content of a public paper's file stands in the ledger, and its followers hear of it."""
    if not file.is_public or not paper:
        return
    for number in Paper.objects.filter(visibility(), pk=paper).values_list("reference", flat=True):
        before = file.content_sha256
        entries.write("paper.revised", [entries.revised(paper, number, "File", ["content"], before, sha256)])
        if news.is_news(file.source):
            told = news.event(entries.paper_ref(paper), "revised", f"{file.key} {sha256}", {"fields": ["content"]})
            news.tell("paper.revised", [told])
