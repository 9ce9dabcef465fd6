"""Gives the demonstration's sources to the real client without a network: no back door, the same pages as over HTTP."""

from __future__ import annotations

import zlib

import httpx

from roterfaden.demo.sim.html import ROOT
from roterfaden.demo.source import DemoSource, Reply


class DemoTransport(httpx.BaseTransport):
    """Answers for the addresses below ROOT of this portal."""

    def __init__(self, source: DemoSource) -> None:
        self.source = source

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One answer, with an ETag that is honoured."""
        start = httpx.URL(self.source.site_url + ROOT)
        found = None
        if request.url.host == start.host and request.url.path.startswith(start.path):
            found = self.source.answer(request.url.path.removeprefix(start.path), request.url.query.decode())
        if found is None:
            return httpx.Response(404, html="<html><body>HTTP 404</body></html>")
        return answer(request.headers.get("if-none-match", ""), found)


def answer(known: str, found: Reply) -> httpx.Response:
    """The answer, or 304 where the asker knows it."""
    tag = f'"{zlib.crc32(found.body):08x}"'
    if known == tag:
        return httpx.Response(304, headers={"etag": tag})
    return httpx.Response(200, headers={"etag": tag, "content-type": found.content_type}, content=found.body)
