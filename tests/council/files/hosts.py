"""A host that answers as a test wants it to, and files that wait to be read from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
from django.db import connection
from django.utils import timezone

from roterfaden.council.files.actions import mirror_files, read_waiting
from roterfaden.council.files.fetch import CAPS
from roterfaden.council.models import File, FileLink
from roterfaden.kit.http import GuardedClient, Manners, PoliteClient
from roterfaden.kit.http.addresses import Policy
from roterfaden.search.models import PendingDocument
from tests.council import factories
from tests.council.files.pdfs import make_pdf

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


def changed_answers(*contents: str) -> Callable[[httpx.Request], httpx.Response]:
    """Another content at each request; the last one stays."""
    left = list(contents)
    return lambda request: pdf(left.pop(0) if len(left) > 1 else left[0])
