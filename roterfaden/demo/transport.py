"""Serves the demonstration's sources from memory to the real client: no network, no back door."""

from __future__ import annotations

import zlib

import httpx

from roterfaden.demo.sim.html import HOST
from roterfaden.demo.sim.site import DemoSite

PREFIX = "/lhhsimwebre.nsf/"


class DemoTransport(httpx.BaseTransport):
    """Answers for the host of the demonstration's SIM."""

    def __init__(self, site: DemoSite) -> None:
        self.site = site

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One answer, with an ETag that is honoured."""
        if request.url.host != HOST:
            return httpx.Response(404)
        if request.url.path == "/robots.txt":
            return httpx.Response(200, text="User-agent: *\nDisallow:\n")
        page = None
        if request.url.path.startswith(PREFIX):
            page = self.site.page(request.url.path.removeprefix(PREFIX), request.url.query.decode())
        return _answer(request, page)


def _answer(request: httpx.Request, page: str | None) -> httpx.Response:
    if page is None:
        return httpx.Response(404, html="<html><body>HTTP 404</body></html>")
    body = page.encode()
    tag = f'"{zlib.crc32(body):08x}"'
    if request.headers.get("if-none-match") == tag:
        return httpx.Response(304, headers={"etag": tag})
    return httpx.Response(200, headers={"etag": tag, "content-type": "text/html; charset=utf-8"}, content=body)
